# same.awk - are the figures of a peer ours?
#
# awk -F, -v most=PART -f same.awk FIGURES PEER: records of figure, and lines of client,
# service, count, mean, three percentiles and two shares.  most is the part of theirs by
# which they may differ; ours are rounded to 6 decimals, too.
BEGIN { split("count mean p50 p90 p95 on_time satisfied", code, " ") }
NR == FNR && FNR == 1 { next }
NR == FNR { value[$1, $(NF - 1), $NF] = $4; next }
($1, $2) in seen || !(("count", $1, $2) in value) {
	print "a group which is not ours: " $0
	failed = 1
	exit
}
{
	seen[$1, $2]
	groups++
	for (i = 1; i <= 7; i++) {
		mine = value[code[i], $1, $2]
		off = mine - $(i + 2)
		if (off < 0)
			off = -off
		if (mine == "" || off > 0.000001 + $(i + 2) * most) {
			print code[i] " is " mine " here: " $0
			failed = 1
			exit
		}
	}
}
END {
	if (!failed && groups * 7 != length(value))
		print "figures are missing: " groups * 7 " of " length(value)
	exit failed || groups * 7 != length(value)
}
