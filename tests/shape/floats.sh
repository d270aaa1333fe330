#!/bin/sh
# No floating point where money or rates could meet it: only drawings,
# statistics and the one writer of workbooks, whose interface wants it, may.
cd "$ROOT" || exit 1
# shellcheck disable=SC2046 # names without blanks
awk '
    BEGIN {
	allowed["lib/record/chart.c"] = 1
	allowed["lib/record/chart.h"] = 1
	allowed["lib/record/chart_svg.c"] = 1
	allowed["lib/record/chart_terminal.c"] = 1
	allowed["lib/record/grid_xlsx.c"] = 1
	allowed["lib/record/xlsx_write.c"] = 1
	allowed["lib/domain/statistic.c"] = 1
	allowed["lib/domain/statistic.h"] = 1
    }
    FNR == 1 { comment = 0 }
    {
	line = $0
	gsub(/"([^"\\]|\\.)*"/, "", line)
	gsub(/\/\*[^*]*\*\//, "", line)
	if (comment && !sub(/.*\*\//, "", line))
		next
	comment = sub(/\/\*.*/, "", line)
	sub(/\/\/.*/, "", line)
    }
    line ~ /(^|[^A-Za-z0-9_])(float|double)($|[^A-Za-z0-9_])/ &&
    !(FILENAME in allowed) {
	printf "%s:%d: floating point: %s\n", FILENAME, FNR, $0
	failed = 1
    }
    END { exit failed }' $(find lib bin -name '*.[ch]' -o -name '*.cc')
