#!/bin/sh
# Whatever another hand alters in the store, ops-store verify names: one value
# of every column of every table, and a row taken out or put in.
export PATH="$ROOT/build/bin:$PATH" OPS_TODAY=2026-10-31 LC_ALL=C.UTF-8
export OPS_SHARE="$ROOT/share" OPS_STORE="$PWD/ops.db"
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed"; exit 77; }
example=$ROOT/share/example/month-end
unset OPS_STORE_SCANS
rm -f ops.db* bad.db*
failed=0
count=0

fail() { echo "$*"; failed=1; }
quietly() { "$@" >>setup.log 2>&1 || { cat setup.log; exit 1; }; }
some() { head -n "$1" "$example/$2"; }
: >setup.log

# A store with something in every table ---------------------------------------
quietly ops-store init
for register in account entity fund fund_centre project cost_centre donor; do
	case $register in
	entity) file=entities ;;
	*) file=$(echo $register | tr _ -)s ;;
	esac
	quietly ops-ledger load $register "$example/$file.csv"
done
some 2 funds.csv | sed '2s/,[^,]*/,Another name/' >fund.csv
quietly ops-ledger load --valid-from 2026-10-20 fund fund.csv
some 13 payees-2026-10.csv >payees.csv
sed 1d payees.csv | cut -d, -f1 | sed "s/$/,/" >persons
grep -F -f persons "$example/pay-accounts.csv" >accounts
some 1 pay-accounts.csv | cat - accounts >accounts.csv
quietly ops-pay load account accounts.csv
quietly ops-pay load debtor_account "$example/debtor-accounts.csv"
quietly ops-fx load "$example/rates.csv"
quietly ops-ledger period open 2026-10
ops-payroll calc --period 2026-10 payees.csv >lines.csv 2>>setup.log &&
ops-payroll post --batch payroll-2026-10 lines.csv >journal.csv 2>>setup.log ||
	{ cat setup.log; exit 1; }
quietly ops-ledger post --batch payroll-2026-10 journal.csv
quietly ops-ledger reverse --date 2026-10-31 --batch payroll-2026-10
ops-pay batch --from payroll-2026-10 --date 2026-10-29 >payments.csv \
    2>>setup.log && ops-pay file --format pain.001.001.09 payments.csv \
    >payments.xml 2>>setup.log || { cat setup.log; exit 1; }
cat >report.xml <<END
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">
<CstmrPmtStsRpt>
<GrpHdr><MsgId>BANK1</MsgId><CreDtTm>2026-10-30T08:00:00Z</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>payroll-2026-10</OrgnlMsgId>
<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>payroll-2026-10-1</OrgnlPmtInfId>
<TxInfAndSts><OrgnlEndToEndId>payroll-2026-10-000001</OrgnlEndToEndId>
<TxSts>ACSC</TxSts></TxInfAndSts></OrgnlPmtInfAndSts>
</CstmrPmtStsRpt></Document>
END
quietly ops-pay status report.xml
sed -n '1p;3p' payments.csv >again.csv
ops-pay file --reissue R1 --format pain.001.001.09 again.csv >again.xml \
    2>>setup.log || { cat setup.log; exit 1; }
printf 'donor,name\nD99,Entered in error\n' >donor.csv
quietly ops-ledger load donor donor.csv
quietly ops-store undo "$(sqlite3 ops.db 'SELECT max(number) FROM run')"
paid=$(awk -F , 'NR == 4 { print $6 }' payments.csv)
currency=$(awk -F , 'NR == 4 { print $7 }' payments.csv)
balance="<Amt Ccy=\"$currency\">0</Amt><CdtDbtInd>CRDT</CdtDbtInd>
    <Dt><Dt>2026-10-29</Dt></Dt></Bal>"
cat >statement.xml <<END
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
<BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S-1</Id>
<ElctrncSeqNb>7</ElctrncSeqNb><Acct><Id><Othr><Id>1</Id></Othr></Id></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp>$balance
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>$balance
<Ntry><Amt Ccy="$currency">$paid</Amt><CdtDbtInd>DBIT</CdtDbtInd>
<Sts><Cd>BOOK</Cd></Sts><NtryDtls><TxDtls><Refs>
<EndToEndId>payroll-2026-10-000003</EndToEndId></Refs></TxDtls></NtryDtls>
</Ntry>
<Ntry><Amt Ccy="$currency">$paid</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Sts><Cd>BOOK</Cd></Sts></Ntry></Stmt></BkToCstmrStmt></Document>
END
quietly ops-pay statement --record statement.xml
ops-pay match --stored --record >>setup.log 2>&1	# one line stays open
desk=$ROOT/tests/cli/ops-request/intake
quietly ops-request load service "$desk/services.csv"
quietly ops-request load service_priority "$desk/priorities.csv"
quietly ops-request load routing_rule "$desk/rules.csv"
quietly ops-request intake "$desk/requests.csv"
quietly ops-request step start BONN-2026-000001
quietly ops-request link BONN-2026-000001 payment payroll-2026-10-000001
quietly ops-store verify

# altered SQL NAME: a copy in which the SQL was run is wrong, and NAME is said
altered() {
	count=$((count + 1))
	cp ops.db bad.db
	sqlite3 bad.db "PRAGMA ignore_check_constraints = ON;
	    PRAGMA foreign_keys = OFF; $1" >sql.out 2>&1 ||
		{ fail "$1: $(cat sql.out)"; return; }
	ops-store verify --store bad.db >verify.out 2>&1
	[ $? -eq 1 ] || { fail "$1: not found"; return; }
	grep -q "$2" verify.out || { fail "$1: $2 is not named";
	    cat verify.out; }
}

# What names a row of the table which was altered.
says() {
	case $1 in
	audit) echo 'audit chain breaks at record' ;;
	run) echo 'run [0-9]* is not what\|points to no row of run' ;;
	register_table | register_column) echo 'list of registers lacks' ;;
	journal_period) echo 'period 2026-10 ' ;;
	journal_*) echo "^ops-store: warning: $1 " ;;
	pay_*) echo "^ops-store: warning: $1 of batch payroll-2026-10 " ;;
	request_now) echo 'request [A-Z]*-2026-0*[0-9x]* ' ;;
	payment) echo "payment of batch payroll-2026-10 \|payment payroll-" ;;
	*) echo "^ops-store: warning: \($1\|superseded_${1#register_}\) of " ;;
	esac
}

# Every value of a row -------------------------------------------------------
for table in $(sqlite3 ops.db "SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"); do
	row=$(sqlite3 ops.db "SELECT min(rowid) FROM $table")
	[ -n "$row" ] || case $table in
	register_*) continue ;;	# all go by the same code
	*) fail "$table: nothing is in it; give it a row above"
	    continue ;;
	esac
	for column in $(sqlite3 ops.db "SELECT name || ':' || type
	    FROM pragma_table_info('$table')"); do
		name=${column%:*}
		case $column in
		*:INTEGER) value="coalesce(\"$name\", 0) + 1000003" ;;
		*) value="coalesce(\"$name\", '') || 'x'" ;;
		esac
		altered "UPDATE $table SET \"$name\" = $value
		    WHERE rowid = $row" "$(says "$table")"
	done
	altered "DELETE FROM $table WHERE rowid = $row" "$(says "$table")"
done

# Sums which are sealed, but are not those of the lines, cannot come from here:
# the seals of the lines and of the sums would both have to be made anew.
altered "UPDATE journal_line SET block = block + 1 WHERE number = 1" \
    'journal_total of batch payroll-2026-10 is not the sum of its lines'

# What still balances, and what is told of it --------------------------------
altered "UPDATE journal_line SET amount = amount * 2,
    functional_amount = functional_amount * 2" \
    'journal_line of batch payroll-2026-10 is not .*instead of'
altered "UPDATE pay_line SET amount = amount + 1 WHERE rowid =
    (SELECT min(rowid) FROM pay_line)" \
    'pay_line of batch payroll-2026-10 is not .*: [A-Z]* [0-9.]* instead of'
altered "UPDATE payment SET holder = holder || '.'" \
    'payment of batch payroll-2026-10 is not what was sealed: other content'
altered "INSERT INTO journal_line SELECT max(number) + 1, min(block), 0, 0,
    NULL, NULL FROM journal_line" 'journal_line has rows which belong to no run: 1'
altered "UPDATE payment SET state = 'settled'" 'is "settled", but by its events "sent"'
altered "UPDATE register_fund SET name = 'Slush' WHERE rowid =
    (SELECT min(rowid) FROM register_fund)" \
    'warning: fund [0-9]* is not what the audit of run [0-9]* says'
[ "$(grep -c ': fund ' verify.out)" -eq 1 ] || fail "other funds are named"
[ $count -ge 200 ] || fail "only $count alterations were tried"
exit $failed
