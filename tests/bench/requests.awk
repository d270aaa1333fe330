# requests.awk - so many requests for services, in no order
#
# awk -v requests=2000000 [-v closed=1] -f requests.awk
#
# 40 clients, 25 services; the time each took as elapsed or, with closed, as
# the time when it was closed.
BEGIN {
	split("31 28 31 30 31 30 31 31 30 31 30 31", lengths, " ")
	for (year = 2026; year <= 2027; year++)
		for (month = 1; month <= 12; month++)
			for (day = 1; day <= lengths[month]; day++)
				dates[days++] = sprintf("%d-%02d-%02d", year,
				    month, day)
	print "request,client,service,opened," \
	    (closed ? "closed" : "elapsed") ",target,satisfaction"
	state = 12345
	for (i = 1; i <= requests; i++) {
		a = state = (state * 16807) % 2147483647
		b = state = (state * 16807) % 2147483647
		opened = a % 365 * 86400 + int(a / 400) % 86400
		took = int(exp(b % 10000 / 10000 * 9) * 60) + a % 3600
		printf "R%08d,CL%02d,SV%02d,%s,%s,%d,%s\n", i, a % 40,
		    int(b / 100) % 25, time(opened),
		    closed ? time(opened + took) : took,
		    14400 * (1 + int(a / 50) % 5),
		    b % 10 < 3 ? "" : int(a / 11) % 5 + 1
	}
}

function time(at,    day, second) {
	day = int(at / 86400)
	second = at - day * 86400
	return sprintf("%sT%02d:%02d:%02dZ", dates[day], int(second / 3600),
	    int(second / 60) % 60, second % 60)
}
