#!/bin/sh
# Every header compiles alone, and is guarded by its own name.
cd "$ROOT" || exit 1
failed=0
postgresql=$(pkg-config --cflags libpq)
for header in lib/*/*.h build/gen/schema/*.h; do
	name=${header#lib/}
	name=${name#build/gen/}
	guard=$(echo "$name" | tr a-z/. A-Z__)
	grep -q "^#ifndef $guard\$" "$header" || {
		echo "$header: its guard is not $guard"
		failed=1
	}
	# shellcheck disable=SC2086 # one word a flag
	echo "#include \"$name\"" | ${CC:-cc} -std=c17 -fsyntax-only -Wall \
	    -Wextra -Wno-unused-function -Werror -Ilib -Ibuild/gen -Ibuild \
	    -D_POSIX_C_SOURCE=200809L $postgresql -x c - || {
		echo "$header: does not compile alone"
		failed=1
	}
done
exit $failed
