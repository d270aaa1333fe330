#!/bin/sh
# One bit of each byte of a small store is damaged in turn, as it is read.
# verify reports each, and a trial balance fails or is as it was.  The same of
# a log which a crash left: the store is as it was after one of the runs in it,
# and whole.  Files which are no whole stores are refused by every verb, and
# stay as they are.
#
# FULL=1: every byte, of the log one in 97; otherwise one in so many.
# shellcheck source=tests/anomaly/world.sh
. "$ROOT/tests/anomaly/world.sh"

try_byte() {	# OFFSET
	flip=ops.db:$1:$((1 << $1 * 5 % 8))
	trials=$((trials + 1))
	FAULT_FLIP=$flip LD_PRELOAD=$shim ops-store verify --quiet 2>err
	status=$?
	case $status in
	1|4)	;;
	*)	wrong "$flip: verify: status $status" ;;
	esac
	FAULT_FLIP=$flip LD_PRELOAD=$shim ops-ledger balance 2>err >balance.now
	status=$?
	case $status in
	0)	read_well=$((read_well + 1))
		cmp -s balance balance.now || {
			wrong "$flip: another balance in silence"
			diff balance balance.now | head -n 4
		} ;;
	4)	;;
	*)	wrong "$flip: balance: status $status" ;;
	esac
}

small_store() {
	cp "$world/post/after/ops.db" ops.db
	sqlite3 ops.db 'PRAGMA journal_mode = DELETE; PRAGMA page_size = 512;
	    VACUUM' >/dev/null
	"$STAMP" ops.db
	ops-store verify --quiet || { echo "not sound"; exit 1; }
	ops-ledger balance >balance || exit 1
}

try_bytes() {	# FIRST STEP
	mkdir "part$1"
	cp ops.db balance "part$1"
	cd "part$1" || exit 1
	read_well=0
	trial=damage
	size=$(wc -c <ops.db)
	for n in $(seq "$1" "$2" $((size - 1))); do
		try_byte "$n"
	done
	echo "$trials bytes of $size, not needed for a balance $read_well"
	exit $failed
}

# A reader keeps the log from being written back, while two runs write to it.
make_log() {
	mkdir log
	cp "$world/post/before/ops.db" log/ops.db
	cp "$world/post/before"/*.csv log
	cd log || exit 1
	sqlite3 ops.db 'PRAGMA journal_mode = WAL' >/dev/null
	"$STAMP" ops.db
	mkfifo hold
	sqlite3 ops.db <hold >/dev/null &
	exec 3>hold
	echo 'BEGIN; SELECT count(*) FROM run;' >&3
	while [ ! -e ops.db-shm ]; do sleep 0.01; done
	ops-ledger balance >balance.0
	run_quietly ops-ledger post --batch payroll-1 --rates rates.csv journal.csv
	ops-ledger balance >balance.1
	run_quietly ops-ledger reverse --batch payroll-1 --date 2026-10-31
	ops-ledger balance >balance.2
	cp ops.db sound.db
	cp ops.db-wal sound.db-wal
	exec 3>&-
	wait
	cmp -s balance.1 balance.2 && { echo "nothing is in the log"; exit 1; }
	rm -f ops.db ops.db-*
}

try_log_byte() {	# OFFSET
	flip=ops.db-wal:$1:$((1 << $1 * 5 % 8))
	trials=$((trials + 1))
	rm -f ops.db ops.db-*
	cp sound.db ops.db
	cp sound.db-wal ops.db-wal
	FAULT_FLIP=$flip LD_PRELOAD=$shim ops-ledger balance 2>err >balance.now
	status=$?
	[ $status = 0 ] || wrong "$flip: balance: status $status"
	for state in 0 1 2 none; do
		! cmp -s balance.now balance.$state || break
	done
	[ $state != none ] || wrong "$flip: a balance of no run"
	eval "as_after_$state=\$((as_after_$state + 1))"
	ops-ledger balance 2>err | cmp -s - balance.now ||
	    wrong "$flip: another balance the next time"
	ops-store verify --quiet 2>err || wrong "$flip: verify"
}

try_log() {
	make_log
	trial=log
	trials=0
	as_after_0=0 as_after_1=0 as_after_2=0 as_after_none=0
	size=$(wc -c <sound.db-wal)
	[ -n "${FULL:-}" ] && step=97 || step=$((size / 12))
	for n in $(seq 0 31) $(seq 32 $step $((size - 1))) $((size - 1)); do
		[ -n "${FULL:-}" ] || [ "$n" -ge 32 ] || [ $((n % 8)) = 0 ] ||
		    continue
		try_log_byte "$n"
	done
	[ $as_after_1 -gt 0 ] || { echo "never after the first run"; failed=1; }
	echo "$trials bytes of $size of the log; the store was as before" \
	    "$as_after_0 times, as after one run $as_after_1"
	exit $failed
}

# A file, and what every verb says of it: 4, one line, and nothing is changed.
refused() {	# WHAT STATUS
	cp odd.db was.db 2>/dev/null
	for command in "ops-store verify" "ops-store status" \
	    "ops-ledger balance" "ops-ledger load fund $world/post/before/funds.csv" \
	    "ops-store backup copy.db"; do
		trials=$((trials + 1))
		$command --store odd.db >out 2>err
		status=$?
		[ $status = "$2" ] || wrong "$1: $command: status $status"
		grep -q 'odd\.db' err || wrong "$1: $command: not named"
		[ ! -e copy.db ] || wrong "$1: it was copied"
		[ -d odd.db ] || cmp -s odd.db was.db ||
		    wrong "$1: $command: changed it"
		rm -f copy.db odd.db-*
	done
	rm -rf odd.db was.db
}

try_files() {
	trial=files
	size=$(wc -c <ops.db)
	for length in 1 99 100 511 512 4096 $((size / 2)) $((size - 512)); do
		head -c "$length" ops.db >odd.db
		refused "cut to $length" 4
	done
	: >odd.db
	refused "empty" 4
	head -c "$size" /dev/zero >odd.db
	refused "zeros" 4
	sqlite3 odd.db 'CREATE TABLE t (c); PRAGMA user_version = 7;
	    PRAGMA application_id = 1'
	refused "of another program" 4
	mkdir odd.db
	refused "a folder" 5
}

rm -rf part* log
mode=delete
find_world delete
small_store
try_files
parts=2
gap=${GAP:-$(($(wc -c <ops.db) / 150))}
[ -z "${FULL:-}" ] || gap=1
(try_bytes 0 $((gap * parts))) >one.log 2>&1 & one=$!
(try_bytes $gap $((gap * parts))) >two.log 2>&1 & two=$!
(try_log) >log.log 2>&1 || failed=1
wait $one || failed=1
wait $two || failed=1
cat one.log two.log log.log
exit $failed
