#!/bin/sh
# Twelve write to a server at once, each several runs, while others read: no
# run is lost, none is stored twice, and the chain of audit is one.
set -eu
[ -n "$OPS_TEST_SERVER" ] || { echo "$OPS_TEST_WITHOUT"; exit 77; }
fail() { echo "store-writers: $*"; exit 1; }
writers=12 runs=5
# A machine under load may need longer than the five seconds of a user.
OPS_STORE=$("$ROOT"/tests/server store writers)%20-clock_timeout%3D60000
export OPS_STORE

# Two make the same store at once: one does, the other finds it.
ops-store init --quiet &
ops-store init --quiet || fail "the second init failed"
wait $! || fail "the first init failed"
before=$(ops-store status | sed -n 's/^runs,//p')

write() {	# number of the writer
	for run in $(seq $runs); do
		printf 'fund,name\nF%d-%d,Of writer %d\nF-SHARED,%d %d\n' \
		    "$1" "$run" "$1" "$1" "$run" |
		    ops-ledger load fund --quiet || return
	done
}
for writer in $(seq $writers); do
	{ write "$writer" 2>&1; echo "status $?"; } >"writer-$writer" &
done
for reader in 1 2; do
	for turn in 1 2 3; do
		ops-store verify --quiet 2>&1 || echo wrong
		ops-ledger list fund >/dev/null || echo wrong
	done >"reader-$reader" &
done
wait
for writer in $(seq $writers); do
	[ "$(cat "writer-$writer")" = 'status 0' ] ||
	    fail "writer $writer: $(cat "writer-$writer")"
done
cat reader-* >readers
[ ! -s readers ] || fail "a reader: $(cat readers)"

[ "$(ops-store status | sed -n 's/^runs,//p')" = $((before + writers * runs)) ] ||
    fail "runs are missing"
[ "$(ops-ledger list fund | grep -c '^F[0-9]')" = $((writers * runs)) ] ||
    fail "records are missing"
[ "$(ops-ledger history fund F-SHARED | sed 1d | wc -l)" -ge $((writers * runs)) ] ||
    fail "versions are missing"
ops-store verify --quiet || fail "the store does not verify"
"$ROOT"/tests/server drop writers
