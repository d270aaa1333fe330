#!/bin/sh
# ops pipe: what a pipeline stores is what its stages store one by one, to the
# byte; when a stage fails, in whatever way, nothing is stored.
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed"; exit 77; }
example=$ROOT/share/example/month-end
batch=payroll-2026-10
failed=0
fail() { echo "pipe: $*"; failed=1; }

make_store() {
	ops-store init
	for register in account entity fund fund_centre project cost_centre \
	    donor; do
		case $register in
		entity) file=entities ;;
		*) file=$(echo "$register" | tr _ -)s ;;
		esac
		ops-ledger load "$register" <"$example/$file.csv" || exit 1
	done
	ops-pay load account <"$example/pay-accounts.csv" &&
	    ops-fx load <"$example/rates.csv" &&
	    ops-ledger period open 2026-10
}

calc='ops-payroll calc --period 2026-10 <payees.csv'
check='ops-payroll check'
post="ops-payroll post --batch $batch"
enter="ops-ledger post --batch $batch"
cp "$example/payees-2026-10.csv" payees.csv
OPS_STORE=$PWD/base.db make_store >make.log 2>&1 ||
    { cat make.log; exit 1; }
sqlite3 base.db .dump >before.sql
cp base.db ops.db
export OPS_STORE="$PWD/ops.db"
sh -ec "$calc >1; $check <1 >2 2>err; $post <2 >3; $enter <3 2>err"
sqlite3 ops.db .dump >after.sql
[ "$(wc -l <after.sql)" -gt $(($(wc -l <before.sql) + 5000)) ] ||
    fail "little is stored"

# try STATUS before|after STAGE ...: the status, and what is in the store
try() {
	wanted=$1
	state=$2
	shift 2
	rm -f ops.db ops.db-*
	cp base.db ops.db
	ops pipe --quiet "$@" >out 2>err </dev/null
	status=$?
	[ $status = "$wanted" ] ||
	    { fail "$*: status $status, not $wanted"; cat err; }
	ops-store verify --quiet || fail "$*: the store does not verify"
	sqlite3 ops.db .dump | cmp -s - "$state.sql" ||
	    { fail "$*: the store is not as $state"; cat err; }
}

try 0 after "$calc" "$check" "$post" "$enter"
try 0 after "$calc" "$check" 'tee pay-lines.csv' "$post" "$enter"
cmp pay-lines.csv 2 || fail "tee got other lines"
# two in one stage, and a stage which writes after one which reads the store
try 0 after "$calc" "$check" "$post | $enter"
try 0 after "$calc" "$check" "$post" 'ops-fx list >rates.csv; cat' "$enter"

ln -s "$PWD" elsewhere	# the same store under another name
ops pipe --quiet "$calc" "$check" "$post" "$enter --store elsewhere/ops.db" \
    2>err || { fail "another name"; cat err; }

# what is done before is not done again
ops pipe "$calc" "$check" "$post" "$enter" 2>err || fail "repeated: status"
[ "$(grep -c 'done before' err)" = 2 ] || { fail "repeated"; cat err; }
sqlite3 ops.db .dump | cmp - after.sql || fail "repeated: another store"

# a stage fails: before its output, after it, without reading, at each place
for place in 1 2 3 4 5; do
	for way in 'exit 1' 'cat; exit 3' 'cat >/dev/null; exit 4' \
	    'kill -9 $$' 'cat; kill -9 $$' 'cat; kill -PIPE $$'; do
		case $way in
		*-9*) status=137 ;;
		*-PIPE*) status=141 ;;
		*) status=${way##* } ;;
		esac
		set -- "$calc" "$check" "$post" "$enter"
		case $place in
		1) set -- "$way" "$@" ;;
		2) set -- "$1" "$way" "$2" "$3" "$4" ;;
		3) set -- "$1" "$2" "$way" "$3" "$4" ;;
		4) set -- "$1" "$2" "$3" "$way" "$4" ;;
		5) set -- "$1" "$2" "$3" "$4" "$way" ;;
		esac
		try "$status" before "$@"
	done
done

# programs of ours fail: a wrong record at the end, a short stream, another sum
sed '$s/,service-contract,/,no-such-contract,/' payees.csv >wrong.csv
cmp -s payees.csv wrong.csv && echo 'x' >>wrong.csv
try 3 before 'ops-payroll calc --period 2026-10 <wrong.csv' "$check" "$post" \
    "$enter"
try 141 before "$calc" "$check" 'head -n 4000' "$post" "$enter"
try 4 before "$calc" "$check" "$post --expect-records 9" "$enter"
try 4 before "$calc" "$check" "$post" "$enter --expect-records 9"
try 4 before "$calc" "$check" "$post" "$enter --control-total amount=1"
try 127 before "$calc" 'no-such-program' "$post" "$enter"

# a stage of ours which has found what it wants reads on to the end
many='head -n 1 payees.csv; for i in 1 2 3 4 5 6 7 8; do sed 1d payees.csv; done'
ops pipe --quiet "$many" \
    'ops-payroll explain --period 2026-10 E000001' >out 2>err ||
    { fail "explain: status $?"; cat err; }
[ -s out ] || fail "nothing is explained"

# one store, which no stage makes, and no pipeline in a pipeline
cp base.db other.db
try 2 before "$calc" "$check" "$post" "$enter --store other.db"
sqlite3 other.db .dump | cmp -s - before.sql || fail "the other store changed"
try 2 before "$calc" "$check" "$post" "$enter" 'ops-store init'
try 2 before "$calc" "$check" "ops pipe '$post' '$enter'"

# a file which a stage of ours writes is there when all went well before it
rm -f lines.csv
try 137 before 'kill -9 $$' "$calc" "$check --output lines.csv"
[ ! -e lines.csv ] || fail "a stage after one which died left its file"

# the store is in use: another program has begun and not ended
rm -f ops.db ops.db-* go
cp base.db ops.db
mkfifo go
ops-ledger load fund <go &
load=$!
exec 3>go
{ echo fund,name; seq 100 9000 | sed 's/.*/F&,Fund &/'; } >&3
ops pipe "$calc" "$check" "$post" "$enter" 2>err
status=$?
kill -9 $load
exec 3>&-
wait $load 2>/dev/null
[ $status = 6 ] || { fail "in use: status $status"; cat err; }
sqlite3 ops.db .dump | cmp - before.sql || fail "in use: the store changed"

# two pipelines at once: one after the other, both whole
ops pipe "$calc" "$check" "$post" "$enter" >first 2>&1 &
first=$!
ops pipe 'seq 100 200 | sed "s/.*/F&,Fund &/; 1s/^/fund,name\n/"' \
    'ops-ledger load fund' >second 2>&1 || { fail "the second"; cat second; }
wait $first || { fail "the first"; cat first; }
ops-store verify --quiet || fail "two at once: the store does not verify"
exit $failed
