# desk.awk - the invented requests of a service desk in the 24 months to LAST
#
# awk -v last=2026-10 -f desk.awk entities.csv
#
# writes records of the kind service_case.  The first column of the input has
# the clients.  The same arguments give the same bytes.

# Numbers from 0 to n - 1 (Park and Miller's minimal standard generator).
function draw(n) {
	state = (state * 16807) % 2147483647
	return int(state / 2147483647 * n)
}

# Long waits are rarer than short ones: seconds of a mean of about n.
function wait(n) {
	return int(n * (0.15 + 2 * draw(1000) * draw(1000) / 1000000 * \
	    (draw(20) ? 1 : 2.2)))
}

function request(client, service, year, month,    day, took, slow) {
	day = 1 + draw(26)
	slow = 1 + 0.25 * (client % 8 == 3) - 0.008 * age
	if (age == 17 && service == 1)
		slow *= 1.7	# the month in which a payroll was late
	took = wait(10 * 3600) * slow * (service == 3 ? 0.7 : 1)
	printf "R%06d,%s,%s,%04d-%02d-%02dT%02d:%02d:00Z,", ++number,
	    name[client], services[service], year, month, day,
	    7 + draw(7), draw(60)
	printf "%04d-%02d-%02dT16:00:00Z,%d,%d,%d,%d,%s,1,%d.%02d\n", year,
	    month, day + draw(2), took, 28800 * (service == 2 ? 2 : 1),
	    draw(100) < 2 + 5 * (client % 8 == 6), draw(100) < 35 + age ? \
	    0 : 1 + draw(4), draw(3) ? "" : draw(100) < 88 ? 4 + draw(2) : \
	    1 + draw(3), 18 + draw(16), draw(100)
}

FNR > 1 { split($0, cell, ","); name[++clients] = cell[1] }
END {
	state = 20261031
	split("payroll travel vendors", services, " ")
	print "request,client,service,opened,closed,elapsed,target,reopened," \
	    "touches,satisfaction,volume,cost"
	months = substr(last, 1, 4) * 12 + substr(last, 6, 2) - 24
	for (age = 0; age < 24; age++)
		for (client = 1; client <= clients; client++) {
			if (client == 8 && age < 5)
				continue	# which came later
			for (service = 1; service <= 3; service++) {
				count = 6 + draw(6) + client % 3
				while (count-- > 0)
					request(client, service,
					    int((months + age) / 12),
					    (months + age) % 12 + 1)
			}
		}
}
