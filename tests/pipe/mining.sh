#!/bin/sh
# Published event logs, mined: the figures which came with them, figures of
# sqlite3 for the rest, and what must hold of any log.
set -u
folder=$SHARED/service
[ -f "$folder/uci_incident_events.csv.gz" ] ||
    { echo "SHARED/service is absent"; exit 77; }
for log in uci_incident_events travel_declarations helpdesk; do
	zcat "$folder/$log.csv.gz" >$log.csv
done
failed=0
fail() { echo "$*"; failed=1; }
# same WHAT FOUND WANTED
same() {
	[ -n "$2" ] && [ "$2" = "$3" ] || fail "$1: $2, not $3"
}
# wanted FILE MEASURE: as published
wanted() {
	awk -F , -v file="$1" -v measure="$2" '
	    { sub(/"first_time_right[^"]*"/, "first_time_right") }
	    $1 == file && $2 == measure { print $3 }' "$folder/expected.csv"
}
# figure FILE INDICATOR COLUMN
figure() { awk -F , -v i="$2" -v c="$3" '$1 == i { print $c }' "$1"; }
round() { awk -v p="$1" '{ printf "%.*f\n", p, $1 }'; }

# Incidents: events are changes of state.
uci="--case number --activity incident_state --time sys_updated_at
    --time-format dmy --missing ? --resource sys_updated_by
    uci_incident_events.csv"
# shellcheck disable=SC2086 # words
incidents() { verb=$1; shift; ops-kpi "$verb" "$@" $uci; }
name=uci_incidents_by_case.csv
incidents cases --outcome made_sla --keep priority \
    --since-column opened_at --until-column resolved_at >cases.csv || exit 1
ops-kpi compute --pack process --quiet cases.csv >figures.csv || exit 1
same cases "$(figure figures.csv cases 4)" "$(wanted $name cases)"
same agreed "$(figure figures.csv agreed 7)" "$(wanted $name made_sla_true)"
same share "$(figure figures.csv agreed 4 | round 2)" \
    "$(wanted $name sla_compliance_pct)"
same resolved "$(figure figures.csv time_mean 6)" \
    "$(wanted $name resolved_cases)"
minutes() { figure figures.csv "$1" 4 | awk '{ printf "%.6f\n", $1 / 60 }'; }
same mean "$(minutes time_mean | round 4)" "$(wanted $name mean_min)"
for p in 50 90; do
	same p$p "$(minutes time_p$p | round 1)" \
	    "$(wanted $name p${p}_min_type7)"
	same p${p}_rank "$(minutes time_p${p}_rank | round 1)" \
	    "$(wanted $name p${p}_min_nearest_rank)"
done
incidents cases --group priority --outcome made_sla |
    ops-kpi compute --pack process --quiet --indicator agreed >shares.csv
same "priority 1" "$(awk -F , '$NF == 1 { print $7 "/" $8 }' shares.csv)" \
    "$(wanted $name priority_1_met/total)"
[ "$(awk -F , 'NR > 1 { n += $8 } END { print n }' shares.csv)" = 24918 ] ||
    fail "the priorities have not all cases"

# Travel: from the submission until the payment, right the first time.
name=bpic2020_DomesticDeclarations.csv
ops-kpi cases --since 'Declaration SUBMITTED*' --until 'Payment Handled' \
    --wrong '*REJECTED*' travel_declarations.csv >cases.csv || exit 1
ops-kpi compute --pack process --quiet cases.csv >figures.csv || exit 1
same cases "$(figure figures.csv cases 4)" "$(wanted $name cases)"
same paid "$(figure figures.csv completed 4)" \
    "$(wanted $name cases_submitted_and_paid)"
same right "$(figure figures.csv first_time_right 7)" \
    "$(wanted $name first_time_right)"
same days "$(figure figures.csv time_p50 4 |
    awk '{ printf "%.6f\n", $1 / 86400 }')" \
    "$(wanted $name p50_submit_to_payment_days_type7)"

# The same of sqlite3 from the same file: counts of what follows what, variants.
if command -v sqlite3 >/dev/null; then
	sqlite3 >peer.csv <<'END'
.mode csv
.import helpdesk.csv raw
.headers off
CREATE TABLE e AS SELECT rowid AS n, "case:concept:name" AS c,
    "concept:name" AS a, "org:resource" AS r, "time:timestamp" AS t FROM raw;
CREATE TABLE f AS SELECT c, a, r, t, lag(a) OVER w AS b, lag(r) OVER w AS s
    FROM e WINDOW w AS (PARTITION BY c ORDER BY t, n);
SELECT 'step', b, a, count(*) FROM f WHERE b IS NOT NULL GROUP BY 2, 3;
SELECT 'handover', s, r, count(*) FROM f WHERE s <> r GROUP BY 2, 3;
SELECT 'begins', a, count(*), '' FROM f WHERE b IS NULL GROUP BY 2;
SELECT 'reworked', a, count(*), sum(more) FROM (SELECT a,
    count(*) - 1 AS more FROM e GROUP BY c, a HAVING count(*) > 1) GROUP BY 2;
SELECT 'loops', a, coalesce(sum(b = a), 0), '' FROM f GROUP BY 2;
SELECT 'variant', v, count(*), '' FROM (SELECT group_concat(a, ' > ') AS v
    FROM (SELECT c, a FROM e ORDER BY c, t, n) GROUP BY c) GROUP BY 2;
END
	{
		ops-kpi steps helpdesk.csv | awk -F , 'NR > 1 {
		    print "step," $1 "," $2 "," $3 }'
		ops-kpi handovers helpdesk.csv | awk -F , 'NR > 1 {
		    print "handover," $1 "," $2 "," $3 }'
		ops-kpi activities helpdesk.csv | awk -F , 'NR > 1 && $6 > 0 {
		    print "begins," $1 "," $6 "," }'
		ops-kpi rework helpdesk.csv | awk -F , 'NR > 1 {
		    if ($3 > 0) print "reworked," $1 "," $3 "," $5
		    print "loops," $1 "," $6 "," }'
		ops-kpi variants helpdesk.csv | awk -F , 'NR > 1 {
		    print "variant," $13 "," $3 "," }'
	} | sort >ours.txt
	tr -d '"\r' <peer.csv | sort >peer.txt
	[ "$(wc -l <peer.txt)" -gt 500 ] || fail "sqlite3 found little"
	diff ours.txt peer.txt >differ.txt ||
	    { fail "not as sqlite3 has it"; head differ.txt; }
fi

# Of any log: variants sum to the cases, steps to the events less the cases.
sum() { awk -F , -v c="$1" 'NR > 1 { n += $c } END { print n + 0 }'; }
for log in uci_incident_events travel_declarations helpdesk; do
	set -- $log.csv
	# shellcheck disable=SC2086 # words
	[ $log != uci_incident_events ] || set -- $uci
	ops-kpi cases "$@" >cases.csv || exit 1
	count=$(($(wc -l <cases.csv) - 1))
	events=$(($(wc -l <$log.csv) - 1))
	same "$log: variants" "$(ops-kpi variants "$@" | sum 3)" $count
	same "$log: events" "$(sum 10 <cases.csv)" $events
	same "$log: steps" "$(ops-kpi steps "$@" | sum 3)" $((events - count))
	same "$log: ends" "$(ops-kpi steps --ends "$@" | sum 3)" \
	    $((events + count))
	ops-kpi activities "$@" >activities.csv
	same "$log: activities" "$(sum 2 <activities.csv)" $events
	same "$log: begins" "$(sum 6 <activities.csv)" $count
	same "$log: ends" "$(sum 8 <activities.csv)" $count
	same "$log: rework" "$(ops-kpi rework "$@" | sum 5)" \
	    "$(sum 13 <cases.csv)"
	same "$log: handovers" "$(ops-kpi handovers "$@" | sum 3)" \
	    "$(sum 19 <cases.csv)"
done

# Conformance to the common steps of a log, against its variants.
ops-kpi steps --ends helpdesk.csv | awk -F , -v OFS=, '
    NR == 1 { print "from", "event", "to" }
    NR > 1 && $3 >= 50 && $2 != "" { print $1, $2, $2 }' >common.csv
ops-kpi conform --lifecycle common.csv --summary helpdesk.csv >fitness.csv
[ $? = 1 ] || fail "all cases conform"
ops-kpi variants helpdesk.csv | awk -F , 'NR == FNR {
	if (FNR > 1) common[$1 "," $2] = 1
	next
    }
    FNR > 1 {
	count = split($13, path, " > ")
	before = ""
	wrong = 0
	for (i = 1; i <= count; i++) {
		wrong += !((before "," path[i]) in common)
		before = path[i]
	}
	right += wrong == 0 ? $3 : 0
    }
    END { print right }' common.csv - >wanted.txt
same conformance "$(awk -F , 'NR == 2 { print $2 }' fitness.csv)" \
    "$(cat wanted.txt)"
same violations "$(ops-kpi conform --lifecycle common.csv --quiet \
    helpdesk.csv | sed 1d | wc -l)" \
    "$(awk -F , 'NR == 2 { print $7 + $8 + $9 }' fitness.csv)"

# Purchase orders (BPI Challenge 2019): the variants which come with the cases,
# and the days from the order to the goods, as published with the challenge.
orders=$SHARED/purchasing/bpi2019
if [ -f "$orders/events.csv.gz" ]; then
	zcat "$orders/events.csv.gz" >orders.csv
	zcat "$orders/cases.csv.gz" | awk -F , 'NR > 1 { n[$2]++ }
	    END { for (i in n) print n[i] }' | sort -rn >wanted.txt
	ops-kpi variants orders.csv | awk -F , 'NR > 1 { print $3 }' |
	    cmp - wanted.txt || fail "variants of purchase orders"
	ops-kpi cases --since 'Create Purchase Order Item' \
	    --until 'Record Goods Receipt' orders.csv | awk -F , '
	    NR > 1 && $9 == "yes" { print $1 "," int($8 / 86400) }' |
	    sort >days.txt
	cut -d , -f 1,2 "$orders"/export_throughput_*.csv | sort |
	    cmp - days.txt || fail "days until the goods came"
fi

# Parts by case come to the same; so does a log put in order beforehand.
ops split --by case --parts 3 --into part. --to csv travel_declarations.csv
for part in part.1.csv part.2.csv part.3.csv; do
	ops-kpi cases $part || fail "a part failed"
done | grep -v ^case_id | sort >parts.txt
ops-kpi cases travel_declarations.csv | sed 1d | sort >whole.txt
cmp parts.txt whole.txt || fail "parts come to something else"
for part in 1 2 3; do
	ops-kpi steps part.$part.csv | cut -d , -f 1-3,5 >steps.$part.csv
done
ops merge --by source,target --sum steps,cases steps.?.csv |
    sed 1d | sort >parts.txt
[ "$(wc -l <parts.txt)" -gt 20 ] || fail "there are hardly any steps"
ops-kpi steps travel_declarations.csv | sed 1d | cut -d , -f 1-3,5 | sort |
    cmp - parts.txt || fail "steps of the parts do not sum"
{
	head -n 1 travel_declarations.csv
	sed 1d travel_declarations.csv | LC_ALL=C sort -t , -s -k 1,1
} >sorted.csv
ops-kpi cases --sorted sorted.csv | sed 1d | sort | cmp - whole.txt ||
    fail "a sorted log comes to something else"
ops-kpi variants sorted.csv >one.csv
ops-kpi variants --sorted sorted.csv | cmp - one.csv ||
    fail "variants of a sorted log are others"

# Working time is that of clock, between the same times.
set -- --calendars "$OPS_SHARE/calendar" --calendar BONN
ops-kpi cases travel_declarations.csv |
    ops-kpi clock "$@" --start since --stop until |
    awk -F , 'NR > 1 { print $6 "," $1 }' >wanted.txt
ops-kpi cases "$@" travel_declarations.csv |
    awk -F , 'NR > 1 { print $1 "," $8 }' | cmp - wanted.txt ||
    fail "working time is not that of clock"

# The order of a log is no matter: one whose times differ, backwards.
awk -v events=50000 -f "$ROOT/tests/bench/events.awk" >log.csv
{ head -n 1 log.csv; sed 1d log.csv | LC_ALL=C sort -t , -k 4 -r; } >back.csv
for verb in variants steps handovers rework bottlenecks activities resources; do
	ops-kpi $verb log.csv >one.csv || fail $verb
	ops-kpi $verb back.csv | cmp - one.csv || fail "$verb by another order"
done
exit $failed
