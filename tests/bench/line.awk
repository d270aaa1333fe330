# line.awk - the line which tests/bench/run prints, and that of build/bench.csv
#
# Of name, does, ours, peer, theirs, cpu, their_cpu and memory, all set by -v.
BEGIN {
	printf "bench %s: ours %.3f s%s, %s %.3f s%s, ratio %s, " \
	    "processor %.2f and %.2f s, ratio %s, memory %.0f MiB\n", name,
	    ours, rate(ours), peer, theirs, rate(theirs),
	    ratio(theirs, ours), cpu, their_cpu, ratio(their_cpu, cpu),
	    memory / 1024
	printf "%s,%s,%s,%s,%s,%s,%s,%s,%.0f\n", name, ours, peer, theirs,
	    ratio(theirs, ours), cpu, their_cpu, ratio(their_cpu, cpu),
	    memory / 1024 >>"../bench.csv.new"
}

function ratio(one, other) {
	return other > 0 ? sprintf("%.2f", one / other) : ""
}

function rate(seconds,    part) {
	if (split(does, part, " ") != 2 || seconds == 0)
		return ""
	return sprintf(" (%.0f %s/s)", part[1] / seconds, part[2])
}
