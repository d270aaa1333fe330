#!/bin/sh
# Percentiles of as many values as are kept are exact; of one more they come
# from sketches, and differ by no more than these say.
fail() { echo "$*"; exit 1; }

awk 'BEGIN {
	print "request,client,opened,elapsed"
	for (i = 1; i <= 65537; i++) {
		state = (state * 69069 + 12345) % 4294967296
		printf "R%d,C%d,2026-10-01T08:00:00Z,%d\n", i, i % 9,
		    exp(state % 10000 / 1000) }}' >more.csv
head -n 65537 more.csv >most.csv

# 64 measures, which differ by a filter that lets all pass.
awk 'BEGIN {
	print "indicator,title,source,filter,aggregate,measure,per,percent," \
	    "method,by,date,period,unit,direction,baseline,target,tolerance," \
	    "owner,origin"
	for (i = 1; i <= 64; i++)
		printf "p%d,p,service_case,elapsed > -%d,percentile,elapsed,," \
		    "%s,linear,client,,,s,,,,,desk,test\n", i, i, i * 1.5 }' \
    >pack.csv

ops-kpi compute --quiet --pack pack.csv most.csv >most || fail "most"
ops-kpi compute --quiet --pack pack.csv more.csv >more || fail "more"
ops-kpi compute --quiet --pack pack.csv --exact more.csv >exact ||
    fail "exact"
ops-kpi compute --quiet --pack pack.csv --sketch 0.5 more.csv >sketch ||
    fail "sketch"
[ "$(cut -d, -f12 most | sort | uniq -c | xargs)" = "576 exact 1 method" ] ||
    fail "as many as are kept are not exact"
[ "$(cut -d, -f12 more | sort | uniq -c | xargs)" = "1 method 576 sketch" ] ||
    fail "one more is not by sketches"
cmp -s more sketch || fail "sketches differ by when they begin"
paste -d, exact more | awk -F, 'NR > 1 {
	off = $4 - $18
	if (off < 0) off = -off
	if ($4 <= 0 || off > $4 * 0.005 + 0.000001) {
		print "too far off: " $0
		exit 1
	}
	differ += $4 != $18
    }
    END { if (differ < 100) { print "all are exact: " differ; exit 1 } }' ||
    exit 1
# The same with one processor, and from a pipe.
if command -v taskset >/dev/null; then
	taskset -c 0 ops-kpi compute --quiet --pack pack.csv <more.csv >one
	cmp -s more one || fail "one processor gives other bytes"
fi
cat more.csv | ops-kpi compute --quiet --pack pack.csv >piped
cmp -s more piped || fail "a pipe gives other bytes"
exit 0
