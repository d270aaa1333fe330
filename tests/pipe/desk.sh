#!/bin/sh
# The desk of the example runs, its figures are of its requests, and a second
# run makes nothing twice.
set -eu
fail() { echo "desk: $*"; exit 1; }
export OPS_TODAY=2026-11-01T06:00:00Z

"$ROOT"/share/example/desk/run out >first.txt 2>first.err ||
    { cat first.err; fail "the first run failed"; }
for file in cases due patterns figures events; do
	cp out/$file.csv $file-1.csv
done
ops-store verify --quiet --store out/ops.db || fail "it does not verify"

# Every request is closed or open, and every closed one is in the figures.
came=$(sed 1d out/requests.csv | wc -l)
open=$(ops-request list --open --to csv --store out/ops.db | sed 1d | wc -l)
cases=$(sed 1d cases-1.csv | wc -l)
[ "$came" -ge 200 ] || fail "only $came requests"
[ "$open" -gt 0 ] || fail "nothing is open"
[ $((open + cases)) -eq "$came" ] || fail "$open open, $cases closed of $came"
volume=$(awk -F, '$1 == "volume" { sum += $4 } END { print sum }' \
    figures-1.csv)
[ "$volume" -eq "$cases" ] || fail "$volume cases in the figures"

# What it took is what the clock of ops-kpi says of the same times.
sed -n '1p; /PAYSLIP/p' cases-1.csv >some.csv
ops-kpi clock --store out/ops.db --calendar BONN --start opened --stop closed \
    --to csv some.csv >/dev/null 2>clock.err && fail "elapsed is there twice"
grep -q elapsed clock.err || fail "$(cat clock.err)"
awk -F, 'NR == 1 || $11 == 0 { print $1 "," $7 "," $8 }' some.csv >times.csv
sed 1d out/steps.csv | cut -d, -f1,2 | grep wait-client | cut -d, -f1 >paused
grep -v -F -f paused times.csv | ops-kpi clock --store out/ops.db \
    --calendar BONN --start opened --stop closed --to csv |
    awk -F, 'NR > 1 { print $6 "," $1 }' | LC_ALL=C sort >clock.txt
awk -F, 'NR > 1 { print $1 "," $9 }' some.csv | LC_ALL=C sort >case.txt
[ "$(wc -l <clock.txt)" -ge 20 ] || fail "only $(wc -l <clock.txt) are compared"
LC_ALL=C comm -23 clock.txt case.txt >other.txt
[ ! -s other.txt ] || { cat other.txt; fail "the clocks differ"; }

"$ROOT"/share/example/desk/run out >second.txt 2>second.err ||
    { cat second.err; fail "the second run failed"; }
grep -q "0 requests taken in, $came known before" second.err ||
    { cat second.err; fail "requests are taken in twice"; }
for file in cases patterns figures; do
	cmp $file-1.csv out/$file.csv || fail "$file.csv is another"
done
