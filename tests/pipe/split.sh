#!/bin/sh
# What filters make of parts, put together, is what they make of the whole, to
# the byte: with 1, 2 and 7 parts, by key and by blocks, of a month, of many
# payees, of one and of none.
set -eu
fail() { echo "split: $*"; exit 1; }
example=$ROOT/share/example/month-end
calc="ops-payroll calc --period 2026-10 --rates $example/rates.csv"

# same WHAT WANTED GOT: equal, and a stream, not two empty files
same() {
	[ -s "$2" ] || fail "$1: $2 is empty"
	cmp "$2" "$3" || fail "$1: another result"
}

# each PARTS PREFIX OUT COMMAND: the command for each part, two at a time
each() {
	seq -w "$1" | xargs -P 2 -I % sh -c "$4 <$2%.csv >$3%.csv" ||
	    fail "$4: a part failed"
}

month() {	# NAME PAYEES
	mkdir "$1"
	$calc "$2" >"$1/whole.csv"
	ops merge "$2" >"$1/in.csv"	# without needless quotes
	payees=$(($(wc -l <"$2") - 1))
	ops-view --by entity,element,currency --total amount --to csv \
	    "$1/whole.csv" >"$1/sums.csv"
	for parts in 1 2 7; do
		by=$1/by-$parts
		mkdir "$by"
		ops split --by person --parts $parts --into "$by/in-" "$2"
		each $parts "$by/in-" "$by/out-" "$calc"
		ops merge --expect-records $payees --output "$by/in.csv" \
		    "$by"/in-*.csv
		ops merge --order "$2" --by person "$by"/out-*.csv \
		    >"$by/whole.csv"
		same "$1 by key, $parts parts" "$1/whole.csv" "$by/whole.csv"
		each $parts "$by/out-" "$by/sum-" "ops-view --to csv \
		    --by entity,element,currency --total amount"
		ops merge --by entity,element,currency --sum records,amount \
		    "$by"/sum-*.csv >"$by/sums.csv"
		same "$1 sums, $parts parts" "$1/sums.csv" "$by/sums.csv"
		block=$1/block-$parts
		mkdir "$block"
		ops split --blocks --parts $parts --into "$block/in-" "$2"
		each $parts "$block/in-" "$block/out-" "$calc"
		ops merge "$block"/in-*.csv >"$block/in.csv"
		same "$1 blocks, $parts parts" "$1/in.csv" \
		    "$block/in.csv"
		ops merge "$block"/out-*.csv >"$block/whole.csv"
		same "$1 in blocks, $parts parts" "$1/whole.csv" \
		    "$block/whole.csv"
	done
}

payees=$example/payees-2026-10.csv
head -n 1 "$payees" >none.csv
head -n 2 "$payees" >one.csv
month month "$payees"
month none none.csv
month one one.csv
[ "$(wc -l <month/whole.csv)" -gt 4000 ] || fail "a small month"
[ "$(wc -l <none/whole.csv)" = 1 ] || fail "lines of pay of nobody"

# Slips, by blocks in which the lines of a payee stay together.
ops split --blocks --by person --parts 7 --into pay- month/whole.csv
ops-payroll slips --quiet --directory slips month/whole.csv
for part in pay-*.csv; do
	ops-payroll slips --quiet --directory slips-of-parts "$part"
done
[ "$(find slips -name '*.txt' | wc -l)" -ge 400 ] || fail "few slips"
diff -r slips slips-of-parts || fail "other slips"

"$example/generate" -k international -c 114 -n 34800 made
month many made/payees.csv
rm -rf made many/by-* many/block-*
[ "$(wc -l <many/whole.csv)" -gt 400000 ] || fail "few lines of many payees"
