#!/bin/sh
# The month-end of the example gives the same bytes on PostgreSQL as on a file.
set -eu
[ -n "$OPS_TEST_SERVER" ] || { echo "$OPS_TEST_WITHOUT"; exit 77; }
fail() { echo "month-end-postgresql: $*"; exit 1; }

month() {	# directory
	"$ROOT"/share/example/month-end/run "$1" >"$1.out" 2>"$1.err" ||
	    { cat "$1.err"; fail "the run in $1 failed"; }
}
OPS_STORE='' month file
OPS_STORE=$("$ROOT"/tests/server store month_end)
export OPS_STORE
month server
for file in pay-lines.csv journal.csv balance.csv payments.csv payments.xml; do
	[ -s "server/$file" ] || fail "$file is missing or empty"
done
diff -r -x 'ops.db*' file server || fail "the files differ"
ops-store verify --quiet || fail "the store does not verify"
month server
[ "$(grep -c 'done before' server.err)" -ge 6 ] ||
    { cat server.err; fail "the second run does not say that it repeats"; }
diff -r -x 'ops.db*' file server || fail "the second run changed files"
"$ROOT"/tests/server drop month_end
