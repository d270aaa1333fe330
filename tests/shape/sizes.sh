#!/bin/sh
# A file has at most 400 lines, a function at most 70.
cd "$ROOT" || exit 1
# shellcheck disable=SC2046 # names without blanks
awk -v file_max=400 -v function_max=70 '
    FNR == 1 {
	inside = 0
	most = file_max
    }
    FNR == most + 1 {
	printf "%s: more than %d lines\n", FILENAME, most
	failed = 1
    }
    /^[a-z_]+\(/ { name = $0; sub(/\(.*/, "", name) }
    /^{/ { start = FNR; inside = 1 }
    /^}/ && inside {
	inside = 0
	if (FNR - start - 1 > function_max) {
		printf "%s:%d: %s has %d lines, more than %d\n", FILENAME,
		    start, name, FNR - start - 1, function_max
		failed = 1
	}
    }
    END { exit failed }' $(find lib bin -name '*.[ch]' -o -name '*.cc')
