#!/bin/sh
# The power fails at the n-th write, truncation, sync or removal of each verb
# which writes, and the disk forgets what was not synced, or does some of it,
# or tears it; with a log (WAL) and with a rollback journal.  Afterwards the
# store verifies and is as before or as after the whole command; the command,
# repeated, leaves what it leaves undisturbed.  What a command which ended well
# has stored is there whatever the disk forgets, also when the disk does not
# know yet that the log was emptied.
#
# FULL=1: every n, with many fortunes; otherwise a few, but one verb whole.
# shellcheck source=tests/anomaly/world.sh
. "$ROOT/tests/anomaly/world.sh"
power=$ROOT/build/anomaly/power.so
steps=${STEPS:-"init migrate load amend rates open post reverse payroll batch \
status backup backup-over restore restore-over step"}

fail_at() {	# STEP N SEED
	begin_trial "$1" "power at $2, fortune $3"
	run_step "$1" env POWER="$2:$3" LD_PRELOAD="$power"
	status=$?
	check_halves "$1"
	rm -f ./*.removed
	if [ "$2" != 0 ]; then
		# it was told to be done, and then the power failed
		[ $stands = after ] || [ ! -e "$world/$1/sql/changes" ] ||
		    ! grep -qxF -e "$(cat "$world/$1/said")" err ||
		    wrong "what was stored is lost"
		[ $status = 137 ] || wrong "status $status"
		check_repeated "$1"
	elif [ $status != "$(cat "$world/$1/first")" ]; then
		wrong "status $status"
	else
		# what was to be removed beside may be there again
		rm -f ./*.new ./*.new-*
		state >../now
		cmp -s ../now "$world/$1/once" || {
			wrong "what was stored is lost"
			diff "$world/$1/once" ../now | cut -c 1-200 | head -n 6
		}
	fi
	cd ..
}

# All is lost: once the change is there it stays, however late that happens.
check_order() {	# STEP N
	if [ $stands = after ]; then changed_at=$2
	elif [ "$changed_at" != 0 ]; then
		echo "$mode $1: as after at $changed_at, as before at $2"
		failed=1
	fi
}

try_step() {	# STEP
	begin_trial "$1" counting
	run_step "$1" env POWER_COUNT=count LD_PRELOAD="$power"
	count=$(cat count)
	cd ..
	for fortune in 0 1 $((turn + 2)); do
		fail_at "$1" 0 $fortune
		[ -n "${FULL:-}" ] || break
	done
	changed_at=0
	gap=1
	[ -n "${FULL:-}" ] || gap=$((count / 2 + 1))
	[ "$mode $1" != "wal post" ] || gap=1
	for n in $(seq $((turn % gap + 1)) $gap "$count"); do
		turn=$((turn + 1))
		if [ $gap != 1 ]; then
			fail_at "$1" "$n" $((turn % 3 * turn))
			continue
		fi
		fail_at "$1" "$n" 0
		check_order "$1" "$n"
		[ -n "${FULL:-}" ] || continue
		for fortune in 2 3 4; do
			fail_at "$1" "$n" $((turn * fortune + 2))
		done
	done
}

# The log which load has emptied and kept is as before on the disk when amend
# writes to it.
try_kept_log() {
	begin_trial load "power after it"
	run_step load env POWER=0:0 LD_PRELOAD="$power"
	head -c 32 ops.db-wal | grep -q 'nothing is in this log' &&
	    wrong "the log is emptied on the disk"
	cd ..
	rm -rf kept
	mv trial kept
	step=amend
	for n in $(seq 100); do
		for fortune in 0 1 $((n + 2)) ${FULL:+$((n * 2 + 102)) \
		    $((n * 3 + 303)) $((n * 5 + 505)) $((n * 7 + 707))}; do
			trial="$mode amend in a kept log, power at $n, $fortune"
			trials=$((trials + 1))
			rm -rf trial
			cp -R kept trial
			cd trial || exit 1
			run_step amend env POWER="$n:$fortune" \
			    POWER_EMPTIED=1 LD_PRELOAD="$power"
			ended=$?
			check_halves amend
			[ $stands = after ] || [ $ended = 137 ] ||
			    wrong "what was stored is lost"
			check_repeated amend
			cd ..
		done
		[ $ended = 137 ] || break
	done
	[ "$n" -gt 5 ] || { echo "$mode: no log was kept"; failed=1; }
}

siege() {	# MODE, FIRST TURN
	mode=$1
	turn=$2
	mkdir "$mode"
	cd "$mode" || exit 1
	find_world "$mode"
	for step in $(disturbed "$mode"); do
		try_step "$step"
	done
	[ "$mode" != wal ] || try_kept_log
	[ $trials -gt 5 ] || { echo "too few"; failed=1; }
	echo "$mode: the power failed $trials times"
	exit $failed
}

rm -rf wal delete
(siege wal 0) >wal.log 2>&1 & wal=$!
(siege delete 1) >delete.log 2>&1 & delete=$!
wait $wal || failed=1
wait $delete || failed=1
cat wal.log delete.log
exit $failed
