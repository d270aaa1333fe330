#!/bin/sh
# SQL asks for nothing which distributed services of PostgreSQL lack:
# words which wake, locks of tables, late constraints, counters of their own.
cd "$ROOT" || exit 1
found=$(mktemp) || exit 1
words='\bLISTEN\b|\bNOTIFY\b|\bLOCK TABLE\b|\bDEFERRABLE\b|\bDEFERRED\b|\bSEQUENCE\b|\b(BIG|SMALL)?SERIAL\b|\bIDENTITY\b|nextval|advisory_(xact_)?lock|\bAUTOINCREMENT\b'
# Comments may name them.
find lib/store share/migration -name '*.c' -o -name '*.h' -o -name '*.sql' |
    while read -r file; do
	sed 's|/\*.*\*/||; /^\/\*/,/\*\//d; /^ \* /d; s/--.*//' "$file" |
	    grep -nE "$words" | sed "s|^|$file: |"
done >"$found"
if [ -s "$found" ]; then
	cat "$found"
	rm -f "$found"
	exit 1
fi
rm -f "$found"
