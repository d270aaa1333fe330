#!/bin/sh
# What is compared are the figures which are computed: of every period and
# client, and of everything before and after a day.
set -eu
awk -v last=2026-02 -f "$ROOT/share/example/month-end/desk.awk" \
    "$ROOT/share/example/month-end/entities.csv" | sed -n '1p; 2000,4000p' >cases.csv
sed 's/,client service,closed/,client,closed/; s/,service,closed/,client,closed/' \
    "$ROOT/share/kpi/shared-services.csv" >pack.csv
sed 's/,client,closed,month/,,closed,year/' pack.csv >year.csv

ops-kpi compute --quiet --pack ./pack.csv cases.csv >figures.csv
ops-kpi compare --quiet --pack ./pack.csv --periods before --by client \
    cases.csv >compared.csv
awk -F , '
    NR == FNR && FNR == 1 { for (i = 1; i <= NF; i++) of[$i] = i; next }
    NR == FNR { key = $1 FS $of["period"] FS $of["client"]
	value[key] = $of["value"] FS $of["records"]; next }
    FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    {
	one = $at["one_value"] FS $at["one_records"]
	other = $at["other_value"] FS $at["other_records"]
	if (value[$1 FS $at["one"] FS $at["client"]] != one ||
	    value[$1 FS $at["other"] FS $at["client"]] != other) {
		print; bad = 1
	}
	seen++
    }
    END { if (seen < 300) { print seen " comparisons"; bad = 1 } exit bad }' \
    figures.csv compared.csv || { echo "compare is not compute"; exit 1; }

# The year of each is a side of the first of January.
ops-kpi compute --quiet --pack ./year.csv cases.csv | cut -d , -f 1,3,4,6 |
    awk -F , '$2 == 2024 { before[$1] = $3 FS $4 }
	$2 == 2025 { print $1 "," $3 FS $4 FS before[$1] }' >computed
ops-kpi compare --quiet --pack ./year.csv --around 2025-01-01 cases.csv >around.csv
awk -F , 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { print $1 FS $at["one_value"] FS $at["one_records"] FS \
	$at["other_value"] FS $at["other_records"] }' around.csv >compared
[ -s computed ] && diff computed compared
