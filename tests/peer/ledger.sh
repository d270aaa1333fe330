#!/bin/sh
# The exported journal gives the same balances in ledger, hledger and
# beancount as ops-ledger balance, for every account and currency.
for program in ledger hledger bean-check bean-query; do
	command -v $program >/dev/null ||
	    { echo "$program is not installed"; exit 77; }
done
PATH=$ROOT/build/bin:$PATH
OPS_SHARE=$ROOT/share
OPS_TODAY=2026-10-31
LC_ALL=C.UTF-8
export PATH OPS_SHARE OPS_TODAY LC_ALL
compare() {	# the store at hand, in four programs
	ops-ledger export --format ledger >journal.ledger || exit 1
	ops-ledger export --format hledger | cmp - journal.ledger || exit 1
	ops-ledger export --format beancount >journal.beancount || exit 1
	ops-ledger balance --to tsv >balance.tsv || exit 1

	bean-check journal.beancount || exit 1
	hledger -f journal.ledger check || exit 1
	for code in $(awk -F '\t' 'NR > 1 { print $9 }' balance.tsv | sort -u); do
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
	awk 'NR == FNR { legal[$1] = $2; next }
	    FNR > 1 { split($0, cell, "\t")
		if (cell[12] + 0 != 0) print legal[cell[1]], cell[9], cell[12] }' \
	    names.txt balance.tsv | sort >ours.txt
	[ -s ours.txt ] || { echo "no balances"; exit 1; }
	for peer in ledger hledger beancount; do
		diff ours.txt $peer.txt || { echo "$peer differs"; exit 1; }
	done
}

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
compare || exit 1

# The example month, as it comes out of the payroll.
rm -f ops.db*
example=$OPS_SHARE/example/month-end
ops-store init --quiet || exit 1
for register in account entity fund fund_centre project cost_centre donor; do
	case $register in
	entity) file=entities ;;
	*) file=$(echo "$register" | tr _ -)s ;;
	esac
	ops-ledger load "$register" --quiet <"$example/$file.csv" || exit 1
done
ops-ledger period open 2026-10 --quiet
ops-payroll calc --period 2026-10 --rates "$example/rates.csv" \
    <"$example/payees-2026-10.csv" >pay-lines.csv || exit 1
ops-payroll post --batch payroll-2026-10 <pay-lines.csv >month.csv || exit 1
ops-ledger post --batch payroll-2026-10 --rates "$example/rates.csv" \
    <month.csv || exit 1
compare
