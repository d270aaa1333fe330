#!/bin/sh
# The published incident log (UCI 498), measured: cases, share within the
# agreement, and percentiles under both rules, against the figures which came
# with it.
log=$SHARED/service/uci_incidents.csv.gz
expected=$SHARED/service/expected.csv
[ -f "$log" ] || { echo "SHARED/service is absent"; exit 77; }
failed=0

# Its times have no seconds, and those of cases which were not solved are "?".
zcat "$log" | awk -F , -v OFS=, '
    function time(text) { return text == "?" || text == "" ? "" : text ":00Z" }
    NR == 1 { print "request,opened,closed,priority,channel"; next }
    { print $1, time($2), time($3), $6, $5 }' >cases.csv

cat >pack.csv <<'END'
indicator,title,source,filter,aggregate,measure,per,percent,method,by,date,period,unit,direction,baseline,target,tolerance,owner,origin
cases,cases,service_case,,count,,,,,,,,cases,,,,,desk,test
in_sla,within the agreement,service_case,,share,"channel = ""true""",,,,,,,percent,,,,,desk,test
by_priority,within the agreement,service_case,,share,"channel = ""true""",,,,priority,,,percent,,,,,desk,test
mean,minutes,service_case,,mean,minutes,,,,,,,minutes,,,,,desk,test
p50,minutes,service_case,,percentile,minutes,,50,linear,,,,minutes,,,,,desk,test
p50_rank,minutes,service_case,,percentile,minutes,,50,nearest-rank,,,,minutes,,,,,desk,test
p90,minutes,service_case,,percentile,minutes,,90,linear,,,,minutes,,,,,desk,test
p90_rank,minutes,service_case,,percentile,minutes,,90,nearest-rank,,,,minutes,,,,,desk,test
END
sed -i 's/,minutes,,\(50\|90\)\?,/,elapsed \/ 60,,\1,/' pack.csv

ops-kpi clock --calendars "$OPS_SHARE/calendar" --calendar ALWAYS \
    --start opened --stop closed cases.csv >clocked.csv || exit 1
ops-kpi compute --pack pack.csv --quiet clocked.csv >figures.csv || exit 1

# wanted MEASURE PLACES: the published figure, to so many places
wanted() {
	awk -F , -v measure="$1" -v places="$2" '
	    $1 == "uci_incidents_by_case.csv" && $2 == measure {
		if (places == "") print $3
		else printf "%.*f\n", places, $3 }' "$expected"
}

# same INDICATOR WANTED [PLACES]: our value, rounded to as many places
same() {
	found=$(awk -F , -v code="$1" -v places="${3:-0}" '$1 == code {
	    printf "%.*f\n", places, $4 }' figures.csv)
	[ -n "$2" ] && [ "$found" = "$2" ] && return
	echo "$1: $found, not $2"
	failed=1
}

same cases "$(wanted cases)"
same in_sla "$(wanted sla_compliance_pct)" 2
same mean "$(wanted mean_min 4)" 4
same p50 "$(wanted p50_min_type7 1)" 1
same p50_rank "$(wanted p50_min_nearest_rank 1)" 1
same p90 "$(wanted p90_min_type7 1)" 1
same p90_rank "$(wanted p90_min_nearest_rank 1)" 1
met=$(awk -F , '$1 == "in_sla" { print $7 }' figures.csv)
[ "$met" = "$(wanted made_sla_true)" ] || { echo "in_sla: $met"; failed=1; }
records=$(awk -F , '$1 == "mean" { print $6 }' figures.csv)
[ "$records" = "$(wanted resolved_cases)" ] ||
    { echo "resolved: $records"; failed=1; }
first=$(awk -F , '$1 == "by_priority" && $NF == 1 { print $7 "/" $8 }' \
    figures.csv)
[ "$first" = "$(wanted priority_1_met/total)" ] ||
    { echo "priority 1: $first"; failed=1; }
exit $failed
