# events.awk - an event log of -v events=N events, five a case, in no order
function event(number, step) {
	if (rand() >= 0.8)
		step = 1 + int(rand() * 5)
	return sprintf("C%07d,%s,2026-%02d-%02dT%02d:%02d:%02dZ,U%d", number,
	    names[step], step * 2, 1 + int(rand() * 28), rand() * 24,
	    rand() * 60, rand() * 60, rand() * 200)
}

BEGIN {
	srand(7)
	split("Submit Review Approve Pay Close", names, " ")
	print "case,activity,time,resource"
	for (first = 0; first * 5 < events; first += 1000)
		for (step = 1; step <= 5; step++)
			for (i = first; i < first + 1000; i++)
				print event(i, step)
}
