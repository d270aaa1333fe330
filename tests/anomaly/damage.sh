#!/bin/sh
# One bit of each byte of a small store is damaged in turn, as it is read.
# Either verify reports it, or every row of the store is as it was; and a
# trial balance fails or has the right amounts (a code or a name it may show
# as the store has it: who doubts a store verifies it).  Files
# which are no whole stores are refused by every verb, and stay as they are.
#
# FULL=1: every byte; otherwise one in so many.
# shellcheck source=tests/anomaly/world.sh
. "$ROOT/tests/anomaly/world.sh"

damaged() {
	(export FAULT_FLIP="ops.db:$at:$bit" LD_PRELOAD="$shim"; "$@")
}

# The amounts of a trial balance, of whatever account.
amounts() {
	LC_ALL=C sed 's/.*,\([A-Z]*,[^,]*,[^,]*,[^,]*,[^,]*\)$/\1/' "$1" |
	    LC_ALL=C sort
}

# What the store holds: the rows of every table.
rows() { sqlite3 -batch -bail ops.db <rows.sql 2>&1; }

try_byte() {	# OFFSET
	at=$1
	bit=$((1 << at * 5 % 8))
	trials=$((trials + 1))
	damaged ops-store verify --quiet 2>err
	status=$?
	case $status in
	0)	damaged rows >rows.now
		if cmp -s rows rows.now; then harmless=$((harmless + 1))
		else
			wrong "byte $at ^ $bit: verify finds it whole"
			diff rows rows.now | cut -c 1-200 | head -n 4
		fi ;;
	1|4)	;;
	*)	wrong "byte $at ^ $bit: verify: status $status" ;;
	esac
	damaged ops-ledger balance 2>err >balance.all
	status=$?
	amounts balance.all >balance.now
	if [ $status = 0 ] && ! cmp -s balance balance.now; then
		wrong "byte $at ^ $bit: another balance in silence"
		diff balance balance.now | head -n 4
	fi
	case $status in
	0|1|3|4) ;;
	*) wrong "byte $at ^ $bit: balance: status $status" ;;
	esac
}

small_store() {
	cp "$world/post/after/ops.db" ops.db
	sqlite3 ops.db 'PRAGMA journal_mode = DELETE; PRAGMA page_size = 512;
	    VACUUM' >/dev/null
	"$STAMP" ops.db
	ops-store verify --quiet || { echo "not sound"; exit 1; }
	sqlite3 ops.db "SELECT 'SELECT ''' || name || ''', * FROM ' || name ||
	    ';' FROM sqlite_schema WHERE type = 'table'
	    AND name NOT LIKE 'sqlite%'" >rows.sql
	rows >rows
	[ "$(wc -l <rows)" -gt 100 ] || { echo "no rows"; exit 1; }
	ops-ledger balance >balance.all || exit 1
	amounts balance.all >balance
}

try_bytes() {	# FIRST STEP
	mkdir "part$1"
	cp ops.db rows rows.sql balance "part$1"
	cd "part$1" || exit 1
	harmless=0
	trial=damage
	size=$(wc -c <ops.db)
	for n in $(seq "$1" "$2" $((size - 1))); do
		try_byte "$n"
	done
	echo "$trials bytes of $size, without harm $harmless"
	exit $failed
}

# A file, and what every verb says of it: 4, one line, and nothing is changed.
refused() {	# WHAT STATUS
	cp odd.db was.db 2>/dev/null
	for command in "ops-store verify" "ops-store status" \
	    "ops-ledger balance" "ops-ledger load fund $world/at/funds.csv" \
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

rm -rf part* world
mode=delete
steps="init load open post"
make_world delete
mkdir -p "$world/at"
small_store
try_files
parts=2
gap=${GAP:-$(($(wc -c <ops.db) / 150))}
[ -z "${FULL:-}" ] || gap=1
(try_bytes 0 $((gap * parts))) >one.log 2>&1 & one=$!
(try_bytes $gap $((gap * parts))) >two.log 2>&1 & two=$!
wait $one || failed=1
wait $two || failed=1
cat one.log two.log
exit $failed
