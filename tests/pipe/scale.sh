#!/bin/sh
# scale.sh [parallel | slurm | spark]
#
# The recipes of ops-scale.7, as they stand there, make what one process makes:
# of a month, of one payee, of none, and of many.  Slurm is started here, for
# this machine alone.
set -u
fail() { echo "scale: $*"; exit 1; }
example=$ROOT/share/example/month-end
with=${1:-parallel}
skip() { echo "$*"; exit 77; }
case $with in
parallel) command -v parallel >/dev/null ||
	skip "GNU parallel is not installed" ;;
slurm) for program in sbatch slurmctld slurmd munged; do
		command -v $program >/dev/null ||
		    skip "Slurm's $program is not installed"
	done ;;
spark) python3 -c 'import pyspark' 2>/dev/null ||
	skip "pyspark is not installed" ;;
esac

mkdir recipes
awk -v into=recipes -f "$ROOT/tests/pipe/scale.awk" "$ROOT/man/ops-scale.7"
[ "$(find recipes -type f | wc -l)" = 8 ] || fail "recipes are missing"

export OPS_STORE="$PWD/ops.db" PARALLEL_HOME="$PWD/.parallel"
export TMPDIR="$PWD/tmp"
mkdir "$PARALLEL_HOME" "$TMPDIR"
: >"$PARALLEL_HOME/will-cite"
ops-store init --quiet && ops-fx load --quiet <"$example/rates.csv" ||
    fail "the store"

started=
stop_slurm() {
	# shellcheck disable=SC2086 # one word a process
	[ -z "$started" ] || kill $started 2>/dev/null
	[ ! -s slurm/munge/pid ] || kill "$(cat slurm/munge/pid)" 2>/dev/null
}
trap stop_slurm EXIT
trap 'exit 1' HUP INT TERM

# Its own daemons, files and ports, which nothing else here uses.
start_slurm() {
	here=$PWD/slurm
	host=$(hostname -s)
	port=$((20000 + $$ % 20000))
	mkdir -p slurm/munge slurm/state slurm/spool slurm/log
	chmod 700 slurm/munge
	head -c 128 /dev/urandom >slurm/munge/key
	chmod 400 slurm/munge/key
	munged --force --num-threads=1 --key-file="$here/munge/key" \
	    --socket="$here/munge/socket" --pid-file="$here/munge/pid" \
	    --log-file="$here/munge/log" --seed-file="$here/munge/seed" \
	    >slurm/log/munged 2>&1 || return 1
	cat >slurm/slurm.conf <<END
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket=$here/munge/socket
CredType=cred/munge
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
StateSaveLocation=$here/state
SlurmdSpoolDir=$here/spool
SlurmctldPidFile=$here/slurmctld.pid
SlurmdPidFile=$here/slurmd.pid
SlurmctldLogFile=$here/log/slurmctld
SlurmdLogFile=$here/log/slurmd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/linear
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
MailProg=/bin/true
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0
NodeName=$host NodeAddr=127.0.0.1 CPUs=1 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES State=UP OverSubscribe=FORCE:4
END
	SLURM_CONF=$here/slurm.conf
	export SLURM_CONF
	slurmctld -D >slurm/log/slurmctld.out 2>&1 &
	started=$!
	slurmd -D >slurm/log/slurmd.out 2>&1 &
	started="$started $!"
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		[ "$(sinfo -h -o %T 2>/dev/null)" != idle ] || return 0
		sleep 0.5
	done
	return 1
}

if [ "$with" = slurm ] && ! start_slurm; then
	skip "Slurm does not start here: $(tail -q -n 1 slurm/log/*)"
fi

follow() {	# RECIPE, in the folder we are in
	case $1 in
	*.python) shell=python3 ;;
	*) shell="sh -eu" ;;
	esac
	# shellcheck disable=SC2086 # one word an argument
	timeout 150 $shell "../recipes/$1" >log 2>&1 && return
	# A queue which does not move is a matter of Slurm and of this machine.
	[ $? != 124 ] || [ "$with" != slurm ] ||
	    skip "Slurm has not run the job in 150 s"
	cat log
	fail "$1: it failed"
}

month() {	# NAME PAYEES RECIPE ...
	rm -rf whole
	mkdir whole
	cp "$2" whole/payees.csv
	name=$1
	shift 2
	(cd whole && follow whole && ops-view --by entity,currency \
	    --total amount --to csv pay-lines.csv >sums.csv) || exit 1
	for recipe; do
		rm -rf work
		mkdir work
		cp whole/payees.csv work
		cd work || exit 1
		[ "$recipe" != sums ] || cp ../whole/pay-lines.csv .
		follow "$recipe"
		cmp pay-lines.csv ../whole/pay-lines.csv ||
		    fail "$name, $recipe: another result"
		[ "$recipe" != sums ] || cmp sums.csv ../whole/sums.csv ||
		    fail "$name, $recipe: other sums"
		cd ..
	done
}

payees=$example/payees-2026-10.csv
head -n 1 "$payees" >none.csv
head -n 2 "$payees" >one.csv
case $with in
parallel) recipes="parallel-key parallel-pipe-part parallel-pipe shell sums" ;;
slurm) recipes=slurm ;;
spark) recipes=spark.python ;;
esac
# shellcheck disable=SC2086 # one word a recipe
month month "$payees" $recipes
[ "$(wc -l <whole/pay-lines.csv)" -gt 4000 ] || fail "a small month"
# shellcheck disable=SC2086
month none none.csv $recipes
[ "$(wc -l <whole/pay-lines.csv)" = 1 ] || fail "lines of pay of nobody"
# shellcheck disable=SC2086
month one one.csv $recipes
"$example/generate" -k international -c 114 -n 34800 made
month many made/payees.csv "${recipes%% *}"
[ "$(wc -l <whole/pay-lines.csv)" -gt 400000 ] || fail "few lines of many"
rm -rf made work whole

# A part which fails ends the recipe.
for recipe in $recipes; do
	[ "$recipe" != sums ] || continue
	rm -rf work
	mkdir work
	sed '$s/,service-contract,/,no-such-contract,/' "$payees" \
	    >work/payees.csv
	cmp -s "$payees" work/payees.csv && fail "nothing is wrong in there"
	cd work || exit 1
	if (follow "$recipe") >out 2>&1; then
		fail "$recipe: a wrong record went unnoticed"
	fi
	grep -q 'no-such-contract\|This job failed' out log pay-*.log \
	    2>/dev/null ||
	    { cat out; fail "$recipe: it failed for another reason"; }
	[ ! -s pay-lines.csv ] || fail "$recipe: a result of wrong records"
	cd ..
done
