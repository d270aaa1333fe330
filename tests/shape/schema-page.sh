#!/bin/sh
# The page ops-schema(5) which the build makes names every kind with its title
# and every field of it, and is clean.
cd "$ROOT" || exit 1
page=build/man/ops-schema.5
[ -s "$page" ] || { echo "$page is missing"; exit 1; }
awk -F , '
    FILENAME == ARGV[1] && /^\.Ss / { kind = $0; in_page[$0] = 1; next }
    FILENAME == ARGV[1] && /\t/ {
	split($0, cell, "\t")
	in_page[kind SUBSEP cell[1]] = 1
	next
    }
    FILENAME == ARGV[1] || FNR == 1 { next }
    FILENAME == ARGV[2] {
	heading[$1] = ".Ss " $1 " \\(en " $2
	if (!(heading[$1] in in_page))
		wrong("no section of " $1)
	next
    }
    {
	name = FILENAME
	gsub(/.*\/|\.csv$/, "", name)
	if (!((heading[name] SUBSEP $1) in in_page))
		wrong(name " without " $1)
    }
    function wrong(what) { print ARGV[1] ": " what; failed = 1 }
    END { exit failed }' "$page" share/record.csv share/schema/*.csv || exit 1
mkdir -p build/check
command -v mandoc >/dev/null || { echo "mandoc is not installed"; exit 77; }
mandoc -T lint "$page" | grep -v 'referenced manual not found' >build/check/schema-page.lint
cat build/check/schema-page.lint
[ ! -s build/check/schema-page.lint ]
