#!/bin/sh
# share/locale.csv says of every language and territory what the Unicode CLDR
# says, and nothing of others.
pkg-config --exists icu-i18n 2>/dev/null ||
    { echo "ICU (Debian: libicu-dev) is not installed"; exit 77; }
# shellcheck disable=SC2046 # several words
"${CC:-cc}" -o cldr "$ROOT/tests/peer/locale.c" \
    $(pkg-config --cflags --libs icu-i18n icu-uc) || exit 1
./cldr >theirs || exit 1
version=$(head -n 1 theirs)
grep -q ",$version\$" "$ROOT/share/locale.csv" ||
    { echo "the table is not of $version, which ICU has"; exit 77; }
awk -F, '
    NR == FNR { if (FNR > 1) ours[$1] = $2; next }
    FNR == 1 || $1 !~ /^[a-z][a-z][a-z]?(_([A-Z][A-Z]|[0-9]+))?$/ { next }
    {
	known[$1] = 1
	name = $1
	if (!(name in ours))
		sub(/_.*/, "", name)
	if (ours[name] != $2) {
		print $1 ": ours " ours[name] ", theirs " $2
		failed = 1
	}
    }
    END {
	for (name in ours)
		if (!(name in known)) {
			print name ": not of the CLDR"
			failed = 1
		}
	exit failed
    }' "$ROOT/share/locale.csv" theirs
