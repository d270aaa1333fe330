#!/bin/sh
# A balance, which is made of sums by month and of the lines of other days, is
# what sqlite3 sums of the lines alone: up to every day, and of every month.
export PATH="$ROOT/build/bin:$PATH" OPS_TODAY=2026-10-31 LC_ALL=C.UTF-8
export OPS_SHARE="$ROOT/share" OPS_STORE="$PWD/ops.db"
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed"; exit 77; }
rm -f ops.db*
failed=0

ops-store init --quiet
printf 'entity,name\nE1,One\nE2,Two\n' | ops-ledger load --quiet entity
printf 'fund,name\nF1,One\nF2,Two\n' | ops-ledger load --quiet fund
printf 'account,name,type\n1000,Cash,asset\n5000,Pay,expense\n6000,Fees,expense\n' |
    ops-ledger load --quiet account
for month in 2026-07 2026-08 2026-09 2026-10; do
	ops-ledger period open --quiet $month
done

# entries PREFIX STEP: on every STEPth day, back and forth over the months
entries() {
	awk -v prefix="$1" -v step="$2" 'BEGIN {
		print "entry,line,date,entity,account,fund,amount,currency," \
		    "functional_amount"
		for (day = 0; day < 120; day += step) {
			at = (day * 37) % 120
			date = sprintf("2026-%02d-%02d", 7 + int(at / 30),
			    1 + at % 30)
			amount = (at * at + 17) % 1000 + 1
			account = at % 2 ? 5000 : 6000
			for (line = 1; line <= 2; line++) {
				printf "%s%03d,%d,%s,E%d,%s,F%d,%d.0%d,EUR," \
				    "%d.1%d\n", prefix, day, line, date,
				    1 + at % 2, account, 1 + at % 3 % 2,
				    amount, at % 10, amount, at % 10
				account = 1000
				amount = -amount
			}
		}
	}'
}
entries A 1 | ops-ledger post --quiet --batch b1 || exit
entries B 7 | ops-ledger post --quiet --batch b2 || exit
ops-ledger reverse --quiet --batch b2 --date 2026-09-17 || exit

# lines FROM UNTIL: the same sums by sqlite3, in cents
lines() {
	sqlite3 -csv ops.db "SELECT b.account, b.entity, b.fund,
	    sum(max(l.amount, 0)), sum(max(-l.amount, 0)),
	    sum(l.functional_amount)
	    FROM journal_entry e JOIN journal_line l
	    ON l.number BETWEEN e.first_line AND e.last_line
	    JOIN journal_block b ON b.number = l.block
	    WHERE e.date >= '$1' AND e.date < '$2' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
}
balance() {
	ops-ledger balance --by entity,fund --to csv "$@" | awk -F, '
	    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	    { gsub(/\./, "")
	      printf "%s,%s,%s,%d,%d,%d\n", $at["account"], $at["entity"],
		$at["fund"], $at["debit"], $at["credit"],
		$at["functional_balance"] }'
}
same() {	# WHAT
	cmp -s ours theirs && return
	echo "$1:"
	diff ours theirs
	failed=1
}

day=2026-06-29
while [ $day != 2026-11-02 ]; do
	next=$(date -u -d "$day + 1 day" +%F)
	balance --as-of $day >ours
	lines 0000 "$next" >theirs
	same "up to $day"
	day=$next
done
[ -s theirs ] || { echo "there is nothing to compare"; failed=1; }
for month in 06 07 08 09 10 11; do
	balance --period 2026-$month >ours
	lines 2026-$month-01 2026-$month-32 >theirs
	same "of 2026-$month"
done
balance >ours
lines 0000 9999 >theirs
same "of all"
ops-store verify --quiet || failed=1
exit $failed
