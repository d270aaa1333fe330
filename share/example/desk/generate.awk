# generate.awk - the invented requests of a month and what was done to them
#
# awk -v month=2026-10 -v requests=240 -v what=requests|steps -f generate.awk
#
# The same arguments give the same bytes.  Steps name requests by their number,
# which follows from the order in which they are taken in.

# Numbers from 0 to n - 1 (Park and Miller's minimal standard generator).
function draw(n) {
	state = (state * 16807) % 2147483647
	return int(state / 2147483647 * n)
}
function pick(list,    words, n) {
	n = split(list, words, " ")
	return words[1 + draw(n)]
}

# Hours after the first of the month at midnight, as a time of UTC.
function at(hours,    day, hour, minute) {
	day = int(hours / 24)
	hour = int(hours - day * 24)
	minute = int((hours - day * 24 - hour) * 60)
	return sprintf("%s-%02dT%02d:%02d:00Z", month, day + 1, hour, minute)
}

# Nothing is done after the month, which the desk of the example has not seen.
function step(event, hours, reason, value) {
	if (what == "steps" && hours < 31 * 24 && going)
		printf "%s,%s,%s,%s,%s,%s\n", number, event, at(hours),
		    reason, value, person
	going = going && hours < 31 * 24
}

BEGIN {
	state = 20261031
	centre["PAYSLIP"] = centre["PAY-STOP"] = "BONN"
	centre["ENTITLEMENT"] = "BONN"
	centre["VENDOR"] = centre["ACCESS"] = "AMMAN"
	subject["PAYSLIP"] = "Question on an element of the payslip"
	subject["PAY-STOP"] = "Salary of the month did not arrive"
	subject["ENTITLEMENT"] = "Change of dependants for the allowance"
	subject["VENDOR"] = "Bank account of a vendor has changed"
	subject["ACCESS"] = "Access to the system for a new colleague"
	if (what == "steps")
		print "request,event,time,reason,value,actor"
	else
		print "source,external,entity,service,impact,urgency," \
		    "channel,requester,opened,subject,text"
	for (i = 1; i <= requests; i++) {
		service = pick("PAYSLIP PAYSLIP PAYSLIP PAY-STOP ENTITLEMENT " \
		    "ENTITLEMENT VENDOR VENDOR ACCESS")
		entity = pick("RIVERS GRAINS STARS PORTS BRIDGES SEEDS " \
		    "TIDES MAPS")
		impact = pick("low low medium medium high")
		urgency = pick("low medium medium high")
		# Week by week, in the hours of the desks.
		opened = int((i - 1) / requests * 30) * 24 + 7 + draw(540) / 60
		number = sprintf("%s-%s-%06d", centre[service],
		    substr(month, 1, 4), ++count[centre[service]])
		channel = pick("portal portal mail phone")
		payee = draw(440)
		text = service == "PAYSLIP" && opened > 500 ? \
		    "the education allowance is missing again" : ""
		if (what == "requests")
			printf "portal,D-%06d,%s,%s,%s,%s,%s,Payee %03d,%s," \
			    "%s,%s\n", i, entity, service, impact, urgency,
			    channel, payee, at(opened), subject[service], text
		person = pick("bela.fintan dov.arden esin.borg fay.holt")
		going = 1
		now = opened + 0.2 + draw(300) / 60
		step("respond", now, "", "")
		step("start", now += draw(600) / 60, "", "")
		if (draw(4) == 0) {
			step("wait-client", now += 1 + draw(5), "FORM", "")
			step("resume", now += 12 + draw(60), "", "")
		}
		step("resolve", now += 1 + draw(40) + draw(2) * draw(60), "",
		    "")
		if (draw(15) == 0) {
			step("reopen", now += 2 + draw(20), "UNSOLVED", "")
			step("resolve", now += 1 + draw(20), "", "")
		}
		if (draw(3) == 0)
			step("answer", now += draw(40), "",
			    1 + draw(2) + draw(4))
		step("close", now += 24, "", "")
	}
}
