#!/bin/sh
# ops pipe, or one of its stages, is killed or finds the disk full: at its
# n-th change of a file, and at any time.  Afterwards the store verifies, is
# just as before the pipeline or just as after it, and the pipeline, repeated,
# completes to the same.  A stage which was killed leaves the store as before.
#
# FULL=1: every n in every way, and more times; otherwise some.
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed"; exit 77; }
[ -z "${OPS_SANITIZED:-}" ] ||
    { echo "a sanitizer and a preloaded library exclude each other"; exit 77; }
shim=$ROOT/build/anomaly/shim.so
example=$ROOT/share/example/month-end
ledger=$ROOT/tests/cli/ops-ledger
batch=payroll-2026-10
failed=0
trials=0
turn=0
export OPS_STORE=ops.db
wrong() { echo "$trial: $*"; sed 's/^/    /' err; failed=1; }

calc='exec ops-payroll calc --period 2026-10 <payees.csv'
post="exec ops-payroll post --batch $batch --output journal.csv"
enter="exec ops-ledger post --batch $batch"

make_world() {
	mkdir -p world
	cd world || exit 1
	head -n 21 "$example/payees-2026-10.csv" >payees.csv
	ops-store init --quiet
	for register in account entity fund fund_centre project cost_centre \
	    donor; do
		case $register in
		entity) file=entities ;;
		*) file=$(echo "$register" | tr _ -)s ;;
		esac
		ops-ledger load --quiet "$register" <"$example/$file.csv" ||
		    exit 1
	done
	ops-fx load --quiet <"$example/rates.csv"
	ops-ledger period open --quiet 2026-10
	cd .. || exit 1
	cp -R world done
	dump world/ops.db >before.sql
	(cd done && run '' '' '' '') || { cat done/err; exit 1; }
	dump done/ops.db >after.sql
	[ "$(diff before.sql after.sql | wc -l)" -gt 100 ] ||
	    { echo "little is stored"; exit 1; }
}

dump() { sqlite3 "$1" .dump; }

# run PIPE CALC POST ENTER: what comes before each of them
run() {
	# shellcheck disable=SC2086 # a prefix is several words or none
	env $1 ops pipe "unset LD_PRELOAD FAULT; ${2:+export $2; }$calc" \
	    "unset LD_PRELOAD FAULT; ${3:+export $3; }${post% --output*}" \
	    "unset LD_PRELOAD FAULT; ${4:+export $4; }$enter" \
	    >out 2>err </dev/null
}

begin() {
	rm -rf trial
	cp -R world trial
	cd trial || exit 1
	trials=$((trials + 1))
}

# judge STATUS before|either
judge() {
	ops-store verify --quiet 2>>err || wrong "the store does not verify"
	dump ops.db >now.sql
	if cmp -s now.sql ../after.sql; then
		[ "$2" = either ] || wrong "is stored, with status $1"
	elif cmp -s now.sql ../before.sql; then
		[ "$1" != 0 ] || wrong "is not stored, with status 0"
	else
		wrong "is stored in part"
	fi
	run '' '' '' '' || wrong "repeated: status $?"
	dump ops.db | cmp -s - ../after.sql || wrong "repeated: another store"
	cd ..
}

# How many calls of the class the process makes.
count_calls() {	# pipe|calc|post|enter CLASS
	begin
	disturb "$1" "LD_PRELOAD=$shim FAULT_COUNT=$PWD/count"
	cd ..
	awk -v class="$2" '$1 == class { print $2 }' trial/count |
	    sort -n | tail -n 1
}

disturb() {	# WHO SETTING
	case $1 in
	pipe) run "$2" '' '' '' ;;
	calc) run '' "$2" '' '' ;;
	post) run '' '' "$2" '' ;;
	enter) run '' '' '' "$2" ;;
	esac
}

killed_at_calls() {	# WHO
	count=$(count_calls "$1" change)
	echo "$1: ${count:-0} changes"
	[ "${count:-0}" -gt 0 ] || { echo "none to be killed at"; failed=1; }
	step=$((count / 8 + 1))
	[ -z "${FULL:-}" ] || step=1
	for n in $(seq 1 $step "$count") "$count"; do
		for how in before torn after; do
			turn=$((turn + 1))
			[ -n "${FULL:-}" ] || [ $((turn % 3)) = 0 ] || continue
			trial="$1 killed $how change $n of $count"
			begin
			disturb "$1" "LD_PRELOAD=$shim FAULT=$how:change:$n"
			status=$?
			[ $status = 137 ] || wrong "status $status"
			if [ "$1" = pipe ]; then judge $status either
			else judge $status before; fi
		done
	done
}

disk_full() {
	count=$(count_calls pipe write)
	echo "pipe: ${count:-0} writes"
	step=$((count / 5 + 1))
	[ -z "${FULL:-}" ] || step=1
	for n in $(seq 1 $step "$count"); do
		trial="disk full from write $n of $count"
		begin
		disturb pipe "LD_PRELOAD=$shim FAULT=ENOSPC:write:$n+"
		status=$?
		[ $status = 5 ] || [ $status = 0 ] || wrong "status $status"
		judge $status either
	done
}

# At any time: whoever it is whose number was written down.
killed_at_times() {	# ROUNDS
	for round in $(seq "$1"); do
		who=$(echo "calc post enter pipe" | cut -d ' ' -f \
		    $((round % 4 + 1)))
		ms=$((round * 37 % 90))
		trial="$who killed after $ms ms"
		begin
		ops pipe --quiet \
		    "echo \$\$ >pid-calc; echo \$PPID >pid-pipe; $calc" \
		    "echo \$\$ >pid-post; ${post% --output*}" \
		    "echo \$\$ >pid-enter; $enter" >out 2>err </dev/null &
		pipe=$!
		sleep "0.0$(printf '%02d' "$ms")"
		[ ! -s "pid-$who" ] || kill -9 "$(cat "pid-$who")" 2>>err
		wait $pipe 2>/dev/null
		status=$?
		if [ $status = 0 ]; then judge 0 either
		elif [ "$who" = pipe ]; then judge $status either
		else judge $status before; fi
	done
}

make_world
killed_at_calls pipe
killed_at_calls calc
killed_at_calls post
killed_at_calls enter
disk_full
rounds=16
[ -z "${FULL:-}" ] || rounds=200
killed_at_times $rounds
[ $trials -gt 20 ] || { echo "too few"; failed=1; }
echo "$trials trials"
exit $failed
