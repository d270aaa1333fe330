#!/bin/sh
# Figures of parts are, to the byte, those of the whole: cut in blocks, by a
# key, and by GNU parallel; all at once, or added up by ops merge before; exact,
# by sketches, and where the parts are exact and only all together are too many.
fail() { echo "$*"; exit 1; }

awk 'BEGIN {
	print "request,client,service,opened,elapsed,target,satisfaction"
	for (i = 1; i <= 9000; i++) {
		state = (state * 69069 + 12345) % 4294967296
		x = int(state / 256)
		printf "R%d,%s,S%d,2026-%02d-01T08:00:00Z,%s,%d,%s\n", i,
		    x % 5 ? "C" x % 5 : "", x % 3, 1 + x % 12,
		    x % 11 == 0 ? "" : int(exp(x % 10000 / 1000)), x % 9000,
		    x % 4 == 0 ? "" : x % 6 - 1 }}' >requests.csv
cat >pack.csv <<'END_PACK'
indicator,title,source,filter,aggregate,measure,per,percent,method,by,date,period,unit,direction,baseline,target,tolerance,owner,origin
count,n,service_case,,count,,,,,client service,opened,month,x,,,,,desk,test
quarters,n,service_case,,count,,,,,client,opened,quarter,x,,,,,desk,test
mean,n,service_case,,mean,elapsed / 7,,,,client,opened,year,x,lower,,900,50,desk,test
p50,n,service_case,,percentile,elapsed,,50,linear,client,,,x,,,,,desk,test
p90,n,service_case,,percentile,elapsed,,90,nearest-rank,client,,,x,,,,,desk,test
part,n,service_case,satisfaction >= 1,percentile,elapsed / 7 - 900,,50,linear,,,,x,,,,,desk,test
wide,n,service_case,,percentile,elapsed * elapsed * elapsed / 100000,,1,linear,,,,x,,,,,desk,test
share,n,service_case,,share,elapsed <= target,,,,service,,,x,lower,2,3,1,desk,test
some,n,service_case,elapsed > 9000,distinct,client,,,,service,,,x,,,,,desk,test
ratio,n,service_case,,ratio,elapsed,satisfaction,,,service,,,x,,,,,desk,test
least,n,service_case,,min,elapsed - 5000,,,,service,,,x,,,,,desk,test
most,n,service_case,,max,elapsed - 5000,,,,service,opened,year,x,,,,,desk,test
END_PACK
compute="ops-kpi compute --quiet --pack pack.csv"
key=indicator,definition,period,part,value,text,error,client,service
added="--by $key --sum records,sum,per --min least --max greatest"

# try NAME OPTIONS: parts p-* of requests.csv are those of the whole
try() {
	name=$1
	shift
	$compute "$@" requests.csv >whole.csv || fail "$name: the whole"
	rm -f part-*
	for file in p-*; do
		$compute "$@" --partial "$file" >part-"${file#p-}" ||
		    fail "$name: $file"
	done
	$compute "$@" --from-partial part-* >together.csv ||
	    fail "$name: the parts"
	cmp whole.csv together.csv || fail "$name: the parts differ"
	# shellcheck disable=SC2086 # options
	ops merge $added part-* >merged.csv || fail "$name: ops merge"
	$compute "$@" --from-partial merged.csv >together.csv ||
	    fail "$name: merged"
	cmp whole.csv together.csv || fail "$name: merged parts differ"
	[ "$(wc -l <whole.csv)" -gt 100 ] || fail "$name: too few figures"
}

ops split --blocks --parts 5 --into p- requests.csv
head -n 1 requests.csv >p-none.csv
try blocks
try exact --exact
try sketch --sketch 1
grep -q ',sketch,1,' whole.csv || fail "there is no sketch"
try fine --sketch 0.1
grep -q ',collapsed,,' whole.csv || fail "there is no collapsed sketch"
rm p-*
ops split --by client --parts 3 --into p- requests.csv
try key
try key-sketch --sketch 0.5

# The parts of parts are the parts of the whole.
$compute --partial --sketch 0.5 requests.csv >whole.csv
$compute --from-partial --sketch 0.5 --partial part-* >again.csv ||
    fail "parts of parts"
cmp whole.csv again.csv || fail "parts of parts differ"

# 4,194,305 values, of which no part has so many.
awk -F, 'BEGIN { OFS = "," }
    NR == 1 { print; next }
    $1 == "p50" { for (i = 1; i <= 520; i++) {
	$1 = "p" i; $4 = "elapsed > -" i; print } }' pack.csv |
    head -n 250 >many.csv
for half in 1 2; do
	awk -v half=$half -F, 'NR == 1 || ($5 != "" && NR % 2 == half % 2)' \
	    requests.csv >half-$half.csv
done
for n in 1 2 3 4 5; do sed 1d half-1.csv; done >>half-2.csv
compute="ops-kpi compute --quiet --pack many.csv"
$compute half-1.csv half-2.csv >whole.csv || fail "many"
$compute --partial half-1.csv >part-1.csv
$compute --partial half-2.csv >part-2.csv
cut -d, -f7 part-1.csv | grep -q 0.5 && fail "a half has too many"
$compute --from-partial part-1.csv part-2.csv >together.csv || fail "halves"
cmp whole.csv together.csv || fail "halves differ"
grep -q ',sketch,0.5,' whole.csv || fail "the whole has not too many"

command -v parallel >/dev/null || exit 0
export PARALLEL_HOME="$PWD/.parallel" TMPDIR="$PWD"
mkdir -p "$PARALLEL_HOME" && : >"$PARALLEL_HOME/will-cite"
ops-kpi compute --quiet --pack pack.csv requests.csv >whole.csv
parallel --halt now,fail=1 --files --pipe-part --arg-file requests.csv \
    --header : --block 50k \
    ops-kpi compute --quiet --pack pack.csv --partial >pieces ||
    fail "GNU parallel"
[ "$(wc -l <pieces)" -gt 3 ] || fail "too few pieces"
xargs ops-kpi compute --quiet --pack pack.csv --from-partial <pieces \
    >together.csv || fail "pieces"
cmp whole.csv together.csv || fail "pieces differ"
exit 0
