#!/bin/sh
# Every element of a pack which is written on lines has a title in each
# language of the pack's titles, and no title is of an element which is not
# there; the words of a payslip are there in the same languages.
cd "$ROOT" || exit 1
failed=0
for titles in share/rules/*/titles.csv; do
	[ -f "$titles" ] || continue
	awk -F, -v titles="$titles" '
	    FNR == 1 { file++; next }
	    file == 1 && $2 != "working" { code[$1] = 1 }
	    file == 2 && !($1 in code) { wrong($1 ": no such element") }
	    file == 2 { has[$1, $2] = 1; language[$2] = 1 }
	    file == 3 { word[$1] = 1; has[$1, $2] = 1 }
	    END {
		for (l in language) {
			for (c in code)
				if (!((c, l) in has))
					wrong(c ": no title in " l)
			for (w in word)
				if (!((w, l) in has))
					wrong(w ": no word in " l)
		}
		exit failed
	    }
	    function wrong(what) { print titles ": " what; failed = 1 }' \
	    "$(dirname "$titles")/elements.csv" "$titles" \
	    share/label/payslip.csv || failed=1
done
exit $failed
