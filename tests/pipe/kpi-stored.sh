#!/bin/sh
# Indicators of what the store keeps are those of the same records as streams.
set -eu
fail() { echo "kpi-stored: $*"; exit 1; }
command -v ops-kpi >/dev/null || { echo "ops-kpi is not built"; exit 77; }

export OPS_STORE="$PWD/ops.db"
"$ROOT/share/example/month-end/run" out >screen.txt 2>&1 ||
    { cat screen.txt; fail "the month-end failed"; }
ops-payroll calc --period 2026-09 \
    <"$ROOT/share/example/month-end/payees-2026-09.csv" >before.csv
ops-pay payment list >payments.csv

same() {	# PACK KIND FILE SPAN...
	pack=$1 kind=$2 file=$3
	shift 3
	ops-kpi compute --pack "$pack" --source "$kind" "$file" >streamed.csv
	ops-kpi compute --pack "$pack" --source "$kind" --stored "$@" \
	    >stored.csv
	[ "$(wc -l <stored.csv)" -gt 8 ] || fail "few figures of $kind"
	cmp streamed.csv stored.csv || fail "figures of $kind differ"
}
same payroll pay_line out/pay-lines.csv --since 2026-10 --until 2026-10
same payroll pay_line before.csv --since 2026-09 --until 2026-09
same payroll payment_state payments.csv
same payroll payment_state payments.csv --since 2026-10 --until 2026-10
same finance journal_line out/journal.csv --since 2026-10 --until 2026-10

# Two months are the months of each, and a span leaves the others out.
head -n 1 before.csv >both.csv
tail -n +2 -q before.csv out/pay-lines.csv >>both.csv
same payroll pay_line both.csv --since 2026-09 --until 2026-10
ops-kpi compute --pack payroll --source payment_state --stored \
    --since 2026-11 >none.csv
[ "$(wc -l <none.csv)" = 1 ] || fail "payments after the span counted"

# What cannot be answered is refused.
refused() {	# STATUS WORDS ARGUMENTS...
	status=$1 words=$2
	shift 2
	ops-kpi compute --pack payroll "$@" >refused.out 2>refused.err &&
	    fail "not refused: $*" || got=$?
	[ "$got" = "$status" ] || fail "$*: $got, not $status"
	grep -q -e "$words" refused.err ||
	    { cat refused.err; fail "$*: not the reason"; }
	[ ! -s refused.out ] || fail "$*: output"
}
refused 2 'need --since and --until' --source pay_line --stored
refused 2 'keeps no pay_exception' --source pay_exception --stored
refused 2 'takes no file' --source payment_state --stored payments.csv
refused 2 'until is before' --source payment_state --stored \
    --since 2026-10 --until 2026-09
refused 2 'are for --stored' --source payment_state --since 2026-10 \
    payments.csv
refused 4 '2026-11' --source pay_line --stored --since 2026-10 \
    --until 2026-11
