#!/bin/sh
# The exported journal gives the same balances in ledger, hledger and
# beancount as ops-ledger balance, for every account and currency.
command -v python3 >/dev/null || { echo "python3 is not installed"; exit 77; }
for program in ledger hledger bean-check bean-query; do
	command -v $program >/dev/null ||
	    { echo "$program is not installed"; exit 77; }
done
PATH=$ROOT/build/bin:$PATH
OPS_SHARE=$ROOT/share
OPS_TODAY=2026-10-31
LC_ALL=C.UTF-8
export PATH OPS_SHARE OPS_TODAY LC_ALL
rm -f ./*
. "$ROOT/tests/cli/ops-ledger/setup.sh"

# Texts which one of the programs would take for its own syntax, amounts of
# no, two and three places, codes which collide once they are made legal.
cat >>journal.csv <<'CSV'
JV(4);x,1,2026-10-08,UNX,1000,10RCR,0.05,EUR,"a ""b"" \ c","(x) date: 2026 [2026-99-99] key:: 1/0 ; ! @ {1}"
JV(4);x,2,2026-10-08,UNX,51.00,10RCR,-0.05,EUR,"= | *",":tag: , date:x  ; two  blanks"
JV-5,1,2026-10-09,WNX,51-00,,123456789.99,EUR,,"* Zürich
東京"
JV-5,2,2026-10-09,WNX,51.00,,-123456789.99,EUR,"; x",
JV-6,1,2026-10-10,WNX,1100,20XB,1000000.001,KWD,,"=2026-10-11 x"
JV-6,2,2026-10-10,WNX,4000,20XB,-1000000.001,KWD,,
JV-7,1,2026-10-10,WNX,1000,20XB,987654,JPY,,
JV-7,2,2026-10-10,WNX,4000,20XB,-987654,JPY,,
CSV
post <journal.csv || exit 1
ops-ledger reverse JV-6 --date 2026-10-11 || exit 1
ops-ledger export --format ledger >journal.ledger || exit 1
ops-ledger export --format hledger | cmp - journal.ledger || exit 1
ops-ledger export --format beancount >journal.beancount || exit 1
ops-ledger balance >balance.csv || exit 1

bean-check journal.beancount || exit 1
hledger -f journal.ledger check || exit 1
for code in EUR JPY KWD USD; do
	ledger --args-only -f journal.ledger balance --flat --empty --no-total \
	    --limit "commodity == '$code'" --balance-format \
	    '%(account)\t%(display_total)\n' || exit 1
done | awk -F '\t' '$2 != 0 { split($2, part, " ")
    print $1, part[2], part[1] }' | sort >ledger.txt
hledger -f journal.ledger balance --flat --layout=bare -N -O csv |
    tr -d '"' | awk -F , 'NR > 1 && $3 != 0 { print $1, $2, $3 }' |
    sort >hledger.txt
bean-query -q -f csv journal.beancount 'SELECT account, currency,
    sum(position) GROUP BY account, currency' | tr -d '\r' | awk -F , 'NR > 1 {
	gsub(/ /, "", $1); split($3, part, " ")
	if (part[1] + 0 != 0) print $1, part[2], part[1] }' |
    sort >beancount.txt

# The legal name of each code, as the export declares it.
awk '/^account / { legal = $2 } /^    ; account: / { print $3, legal }' \
    journal.ledger >names.txt
python3 - <<'PYTHON' | sort >ours.txt
import csv
names = dict(line.split() for line in open("names.txt"))
for row in csv.DictReader(open("balance.csv", encoding="utf-8")):
    if float(row["balance"]) != 0:
        print(names[row["account"]], row["currency"], row["balance"])
PYTHON
[ -s ours.txt ] || { echo "no balances"; exit 1; }
failed=0
for peer in ledger hledger beancount; do
	diff ours.txt $peer.txt || { echo "$peer differs"; failed=1; }
done
exit $failed
