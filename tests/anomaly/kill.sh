#!/bin/sh
# Every verb which writes is killed at its n-th change of a file, before it,
# after it and with half of it written, with a log (WAL) and with a rollback
# journal.  Afterwards the store verifies and is as before or as after the
# whole command, an output file is there whole or not at all, and the command,
# repeated, leaves just what it leaves when nothing disturbs it.
#
# FULL=1: every n in all three ways; otherwise a few, others for each verb.
# shellcheck source=tests/anomaly/world.sh
. "$ROOT/tests/anomaly/world.sh"

try() {	# STEP HOW N
	begin_trial "$1" "$2 $3"
	run_step "$1" env FAULT="$2:change:$3" LD_PRELOAD="$shim"
	[ $? = 137 ] || wrong "was not killed"
	check_halves "$1"
	check_repeated "$1"
	cd ..
}

try_all() {	# STEP COUNT
	for n in $(seq "$2"); do
		for how in before torn after; do
			try "$1" $how "$n"
		done
	done
}

# At some calls, the last among them; each in one way, others for each verb.
try_some() {	# STEP COUNT
	for n in $(seq $((turn % 4 + 1)) $(($2 / 2 + 1)) "$2") "$2"; do
		case $((turn % 3)) in
		0) try "$1" before "$n" ;;
		1) try "$1" torn "$n" ;;
		2) try "$1" after "$n" ;;
		esac
		turn=$((turn + 1))
	done
}

siege() {	# MODE, FIRST TURN
	mode=$1
	turn=$2
	mkdir "$mode"
	cd "$mode" || exit 1
	find_world "$mode"
	for step in $(disturbed $mode); do
		count=$(count_calls "$step" change)
		if [ -n "${FULL:-}" ]; then try_all "$step" "$count"
		else try_some "$step" "$count"; fi
	done
	[ $trials -gt 5 ] || { echo "too few"; failed=1; }
	echo "$mode: killed $trials times"
	exit $failed
}

rm -rf wal delete
(siege wal 0) >wal.log 2>&1 & wal=$!
(siege delete 1) >delete.log 2>&1 & delete=$!
wait $wal || failed=1
wait $delete || failed=1
cat wal.log delete.log
exit $failed
