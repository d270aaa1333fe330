#!/bin/sh
# Every verb which reads records refuses, with 4, an input which is shorter or
# longer than was said, or whose sum is another, and leaves nothing: neither
# in the store nor a file.  What was said rightly is no matter.
set -u
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed"; exit 77; }
example=$ROOT/share/example/month-end
failed=0
fail() { echo "$verb: $*"; failed=1; }

# The month up to its payments, without the registers which verbs load here.
sed "s|^example=.*|example=$example|; /^# 4/,\$d" "$example/run" >month
sh ./month "$PWD/ready" >month.log 2>&1 || { tail month.log; exit 1; }
cd ready || exit 1
cp "$example"/*.csv "$ROOT/share/calendar/working_calendar.csv" .
cp payees-2026-10.csv payees.csv
ops-pay batch --store ops.db --from payroll-2026-10 --date 2026-10-29 \
    >payments.csv 2>/dev/null
sed 's/2026-10-01/2026-08-01/' rates.csv >august.csv
sed 's/^E/F/' pay-accounts.csv >more-accounts.csv
sed '2,$s/^[^,]*/&-9/' journal.csv >more-journal.csv
ops-pay statement "$ROOT/tests/cli/ops-pay/match/statement.xml" >bank.csv
{ echo fund,name; seq 1 20 | sed 's/.*/F&,Fund &/'; } >more-funds.csv
{ echo month,office,days; awk 'BEGIN { for (i = 0; i < 24; i++)
    printf "%d-%02d,A,%d\n", 2025 + int(i / 12), i % 12 + 1, 10 + i % 3 }'; } \
    >months.csv
{ echo request,desk,opened,answered,weight
  seq 10 30 | sed 's/.*/R&,BONN,2026-10-&T09:00:00,2026-10-&T15:00:00,1.5/'; } \
    >requests.csv
for kind in working_calendar holiday calendar_day; do
	ops-kpi load --store ops.db $kind "$ROOT/share/calendar/$kind.csv" \
	    2>/dev/null
done
sed 's/^BONN/BERN/' working_calendar.csv >more-calendars.csv
cd ..
dump() { sqlite3 "$1/ops.db" .dump; }
dump ready >before.sql

# run COMMAND OPTION ...: where nothing was done before
run() {
	command=$1
	shift
	rm -rf here
	cp -R ready here
	(cd here && OPS_STORE=$PWD/ops.db && export OPS_STORE &&
	    cp "$file" input.csv && eval "$change" &&
	    $command "$@") >out 2>err </dev/null
}

# refused WHAT OPTION ...
refused() {
	what=$1
	shift
	run "$command_line" "$@" && status=0 || status=$?
	[ $status = 4 ] ||
	    { fail "$what: status $status"; head -n 3 err; return; }
	# A payment which is missing is noticed before the count is.
	grep -q 'expected$\|is missing$' err || { fail "$what: no word of it"; cat err; }
	dump here | cmp -s - before.sql || fail "$what: something is stored"
	[ ! -e here/result ] || fail "$what: a file is left"
}

change=true
checked=
try() {	# VERB FILE FIELD COMMAND: the field is empty if none is a number
	verb=$1
	file=$2
	command_line=$4
	checked="$checked
$verb"
	count=$(($(ops merge "ready/$file" --to json | wc -l)))
	run "$command_line" --expect-records $count
	[ $? -le 1 ] || { fail "is refused: $(head -n 3 err)"; return; }
	[ "$count" -gt 1 ] || fail "$count records are too few"
	refused "more expected" --expect-records $((count + 1))
	change="sed '\$d' \"\$file\" >input.csv"
	refused "one is missing" --expect-records $count
	size=$(wc -c <"ready/$file")
	change="head -c $((size / 2)) \"\$file\" >input.csv"
	refused "it was cut" --expect-records $count
	change=true
	[ -n "$3" ] || return
	refused "another sum" --control-total "$3=0.125"
	sum=$(sed -n 's/.* sums to \([^,]*\), .*/\1/p' err)
	run "$command_line" --control-total "$3=$sum"
	[ $? -le 1 ] || fail "the sum is refused: $(head -n 3 err)"
	run "$command_line" --control-total "$3=$sum" --expect-records $count
	[ $? -le 1 ] || fail "both are refused: $(head -n 3 err)"
	change="head -n $((count / 2)) \"\$file\" >input.csv"
	refused "another amount" --control-total "$3=$sum"
	change=true
}

try 'ops split' pay-lines.csv amount \
    'ops split --by person --parts 3 --part 1 --output result input.csv'
try 'ops merge' pay-lines.csv amount 'ops merge --output result input.csv'
try 'ops-check validate' pay-lines.csv amount \
    'ops-check validate pay_line input.csv --output result'
try 'ops-check profile' pay-lines.csv amount \
    'ops-check profile input.csv --output result'
try 'ops-fx load' august.csv units_per_pivot 'ops-fx load input.csv'
try 'ops-fx convert' payments.csv amount 'ops-fx convert --rates rates.csv
    --date 2026-10-15 --column amount --currency-column currency --into USD
    --output result input.csv'
try 'ops-kpi load' more-calendars.csv '' \
    'ops-kpi load working_calendar input.csv'
try 'ops-kpi clock' requests.csv weight 'ops-kpi clock --calendar-column desk
    --start opened --stop answered --target 8h --output result input.csv'
try 'ops-kpi spc' months.csv days \
    'ops-kpi spc --value days --by office --output result input.csv'
# Figures as the cases of the program have them.
for case in compute check; do
	cp "$ROOT"/tests/cli/ops-kpi/$case/*.csv ready
done
try 'ops-kpi compute' cases.csv '' \
    'ops-kpi compute --pack own.csv --output result input.csv'
try 'ops-kpi check' figures.csv '' 'ops-kpi check --output result input.csv'
for kpi in board trend; do
	try "ops-kpi $kpi" figures.csv '' \
	    "ops-kpi $kpi --output result input.csv"
done
try 'ops-kpi compare' cases.csv '' 'ops-kpi compare --entities client
    --pack own.csv --indicator slow --output result input.csv'
try 'ops-kpi drill' cases.csv '' \
    'ops-kpi drill all --pack own.csv --output result input.csv'
cp "$ROOT/tests/cli/ops-kpi/process/log.csv" ready/events.csv
for kpi in cases summary variants activities resources rework steps handovers \
    bottlenecks; do
	try "ops-kpi $kpi" events.csv '' \
	    "ops-kpi $kpi --output result input.csv"
done
cp "$ROOT/tests/cli/ops-kpi/conform/claim.csv" ready
try 'ops-kpi conform' events.csv '' \
    'ops-kpi conform --lifecycle claim.csv --output result input.csv'
try 'ops-ledger load' more-funds.csv '' 'ops-ledger load fund input.csv'
try 'ops-ledger post' more-journal.csv amount \
    'ops-ledger post --batch payroll-more input.csv'
try 'ops-pay file' payments.csv amount \
    'ops-pay file --format pain.001.001.09 --output result input.csv'
try 'ops-pay match' bank.csv amount \
    'ops-pay match --batch payroll-2026-10 --output result input.csv'
try 'ops-pay load' more-accounts.csv share 'ops-pay load account input.csv'
try 'ops-payroll calc' payees.csv fte \
    'ops-payroll calc --period 2026-10 --output result input.csv'
try 'ops-payroll check' pay-lines.csv amount \
    'ops-payroll check --output result input.csv'
try 'ops-payroll post' pay-lines.csv amount \
    'ops-payroll post --batch payroll-more --output result input.csv'
try 'ops-payroll slips' pay-lines.csv amount \
    'ops-payroll slips --output result input.csv'
try 'ops-payroll explain' payees.csv fte \
    'ops-payroll explain --period 2026-10 --output result E000001 input.csv'
desk=$ROOT/tests/cli/ops-request/step
cp "$desk/steps.csv" "$desk/requests.csv" ready/
mv ready/requests.csv ready/portal.csv
sed 's/^PAYSLIP/MORE-&/' "$desk/services.csv" >ready/more-services.csv
(cd ready && OPS_STORE=$PWD/ops.db && export OPS_STORE &&
    ops-request load service "$desk/services.csv" &&
    ops-request load service_priority "$desk/priorities.csv" &&
    ops-request load routing_rule "$desk/rules.csv") 2>desk.log ||
    { cat desk.log; exit 1; }
dump ready >before.sql
try 'ops-request load' more-services.csv weight \
    'ops-request load service input.csv'
try 'ops-request intake' portal.csv '' 'ops-request intake input.csv'
(cd ready && OPS_STORE=$PWD/ops.db ops-request intake portal.csv) 2>desk.log ||
    { cat desk.log; exit 1; }
(cd ready && OPS_STORE=$PWD/ops.db ops-request step --at 2026-10-26T10:30:00Z \
    start BONN-2026-000003 &&
    OPS_STORE=$PWD/ops.db ops-request step --at 2026-10-26T11:00:00Z \
    --reason BANK wait-third-party BONN-2026-000003) 2>desk.log ||
    { cat desk.log; exit 1; }
dump ready >before.sql
# These take the names of requests as operands, and records by a pipe only.
for request in step route link; do
	echo "ops-request $request \"\$@\" <input.csv" >ready/$request
done
cp "$ROOT/tests/cli/ops-request/link/links.csv" ready
try 'ops-request step' steps.csv '' 'sh step'
try 'ops-request route' steps.csv '' 'sh route'
try 'ops-request link' links.csv '' 'sh link'
try 'ops-view' pay-lines.csv amount 'ops-view --output result input.csv'

# No verb which has the option was left out.
for program in "$ROOT"/build/bin/*; do
	"$program" --describe | awk -F '\t' -v p="$(basename "$program")" '
	    $1 == "option" && $3 == "expect-records" {
		print p ($2 != "" ? " " $2 : "")
	    }'
done | while read -r verb; do
	echo "$checked" | grep -qxF "$verb" || echo "$verb"
done >missing
[ ! -s missing ] || { echo "not tried:"; cat missing; failed=1; }
exit $failed
