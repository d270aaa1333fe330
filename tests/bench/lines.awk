# lines.awk - so many journal lines, in balanced entries of four
#
# awk -v lines=1000000 -f lines.awk
BEGIN {
	split("RIVERS GRAINS STARS PORTS BRIDGES SEEDS TIDES MAPS", entity, " ")
	split("USD EUR CHF KES JPY KWD", currency, " ")
	split("2 2 2 2 0 3", places, " ")
	split("5110 5120 5130 5140 5160 5170", expense, " ")
	print "entry,line,date,entity,account,fund,fund_centre,project," \
	    "cost_centre,donor,amount,currency,reference,text"
	for (n = 0; n < lines / 4; n++) {
		state = (n * 7919 + 12345) % 2147483647
		for (i = 0; i < 3; i++)
			state = (state * 16807) % 2147483647
		e = entity[1 + n % 8]
		c = 1 + n % 6
		fund = 1000 * (1 + state % 4)
		total = 0
		for (i = 1; i <= 4; i++) {
			state = (state * 16807) % 2147483647
			units = i < 4 ? 1 + state % 900000 : -total
			total += units
			printf "B%07d,%d,2026-10-%02d,%s,%s,%d,%s,,%s,,%s,%s," \
			    "bench,Invented line\n", n + 1, i, 1 + n % 31, e,
			    i < 4 ? expense[1 + state % 6] : 2110, fund,
			    i < 4 ? "FC-" e : "",
			    i < 4 ? sprintf("CC-%02d", 1 + state % 10) : "",
			    amount(units, places[c]), currency[c]
		}
	}
}

function amount(units, n,    sign, text) {
	sign = units < 0 ? "-" : ""
	text = sprintf("%0*d", n + 1, units < 0 ? -units : units)
	if (n == 0)
		return sign text
	return sign substr(text, 1, length(text) - n) "." \
	    substr(text, length(text) - n + 1)
}
