#!/bin/sh
# A run which is killed, finds the disk full or finds the store in use leaves
# the store as it was; runs at the same time wait for each other.
export PATH="$ROOT/build/bin:$PATH" OPS_TODAY=2026-10-31 LC_ALL=C.UTF-8
export OPS_SHARE="$ROOT/share" OPS_STORE="$PWD/ops.db"
rm -f ops.db* go fund*.csv
mkfifo go
failed=0

expect() {	# what, wanted, got
	[ "$2" = "$3" ] && return
	echo "$1: wanted $2, got $3"
	failed=1
}

funds() { ops-ledger list fund | tail -n +2 | wc -l; }
whole() { ops-store verify --quiet; expect "$1: verify" 0 $?; }

many() {	# FIRST COUNT
	seq "$1" $(($1 + $2 - 1)) | sed 's/.*/F&,Fund &/'
}

ops-store init --quiet
{ echo fund,name; many 1 10; } >fund.csv
ops-ledger load --quiet fund fund.csv

# killed: the load has read and written most, and waits for the rest
ops-ledger load --quiet fund <go &
load=$!
exec 3>go
{ echo fund,name; many 100 50000; } >&3
kill -9 $load
exec 3>&-
wait $load 2>/dev/null
expect "killed: funds" 10 "$(funds)"
whole killed

# in use: another load has begun and not ended
ops-ledger load --quiet fund <go &
load=$!
exec 3>go
{ echo fund,name; many 100 50000; } >&3
ops-ledger load --quiet fund fund.csv 2>busy
expect "in use: status" 6 $?
grep -q 'another program is writing' busy || { cat busy; failed=1; }
expect "in use: funds while it is" 10 "$(funds)"
exec 3>&-
wait $load
expect "in use: the other ends well" 0 $?
expect "in use: funds" 50010 "$(funds)"
whole "in use"

# disk full: no file may grow beyond what the store has now
{ echo fund,name; many 60000 200000; } >fund-more.csv
size=$(($(wc -c <ops.db) / 512 + 64))
(trap '' XFSZ; ulimit -f $size; ops-ledger load --quiet fund fund-more.csv) 2>full
expect "disk full: status" 5 $?
expect "disk full: funds" 50010 "$(funds)"
whole "disk full"

# at the same time: each waits for its turn, and no link of the chain breaks
for i in 1 2 3 4 5 6; do
	{ echo fund,name; many ${i}00000 300; } >fund$i.csv
	ops-ledger load --quiet fund fund$i.csv &
done
wait
expect "at the same time: funds" 51810 "$(funds)"
whole "at the same time"

# a backup while a run is open has what was committed before it
ops-ledger load --quiet fund <go &
load=$!
exec 3>go
{ echo fund,name; many 900000 20000; } >&3
ops-store backup --quiet --force copy.db
expect "backup in use: status" 0 $?
exec 3>&-
wait $load
ops-store verify --quiet --store copy.db
expect "backup in use: verify" 0 $?
expect "backup in use: funds" 51810 \
    "$(ops-ledger list fund --store copy.db | tail -n +2 | wc -l)"
expect "backup in use: funds after" 71810 "$(funds)"
exit $failed
