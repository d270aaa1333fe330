#!/bin/sh
# A crowd writes and reads at the same time, and a backup is taken again and
# again.  No entry is lost or posted twice, no reader sees half of one, nobody
# waits for ever: who must wait too long ends with status 6 within the bound
# which the page names, and comes again.  Every backup verifies and has the
# first so many runs of the store.  On SQLite, and on a server of PostgreSQL
# where tests/run has started one.
#
# FULL=1: 50 writers and 10 readers for a minute; otherwise fewer, for seconds.
export PATH="$ROOT/build/bin:$PATH" OPS_TODAY=2026-10-31 LC_ALL=C.UTF-8
export OPS_SHARE="$ROOT/share" OPS_ACTOR=officer
if [ -n "${FULL:-}" ]; then writers=50 readers=10 seconds=60
else writers=12 readers=3 seconds=3; fi
failed=0

now_ms() { date +%s%3N; }

wrong() {
	echo "$*" >>wrong
	sed 's/^/	/' "$1.err" 2>/dev/null >>wrong
}

# One entry of two lines a time; the batch is the writer's name and a number.
write_one() {	# WRITER NUMBER
	cat >"$1.csv" <<-CSV
		entry,line,date,entity,account,fund,amount,currency,reference,text
		$1-$2,1,2026-10-05,UNX,1000,10RCR,1.01,USD,,
		$1-$2,2,2026-10-05,UNX,3000,10RCR,-1.01,USD,,
	CSV
	begin=$(now_ms)
	while :; do
		from=$(now_ms)
		timeout 60 ops-ledger post --quiet --batch "$1-$2" "$1.csv" \
		    2>"$1.err"
		status=$?
		spent=$(($(now_ms) - from))
		[ $spent -lt $bound ] || wrong "$1" "$status after $spent ms"
		[ $status = 6 ] || break
		echo "$spent" >>"$1.busy"
		[ -e stop ] && return
	done
	[ $status = 0 ] || { wrong "$1" "write: status $status"; return; }
	echo "$1-$2 $(($(now_ms) - begin))" >>"$1.done"
}

write_on() {	# WRITER
	number=0
	until [ -e stop ]; do
		number=$((number + 1))
		write_one "$1" $number
	done
}

# What is read balances, and never is less than before.
read_on() {	# READER
	before=0
	until [ -e stop ]; do
		timeout 60 ops-ledger balance --quiet >"$1.csv" 2>"$1.err" ||
		    { wrong "$1" "read: status $?"; continue; }
		sum=$(total "$1.csv" 1000)
		[ "$sum" = $((- $(total "$1.csv" 3000))) ] ||
		    wrong "$1" "an entry by halves: $(cat "$1.csv")"
		[ "$sum" -ge $before ] || wrong "$1" "$sum after $before"
		before=$sum
		echo >>"$1.read"
	done
}

total() {	# FILE ACCOUNT: in cents
	awk -F , -v account="$2" '
	    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	    $at["account"] == account { amount = $at["balance"]
		sub(/\./, "", amount); sum += amount }
	    END { printf "%.0f\n", sum }' "$1"
}

copy_on() {
	number=0
	until [ -e stop ]; do
		number=$((number + 1))
		timeout 60 ops-store backup --quiet "copy$number.db" \
		    2>copy.err || wrong copy "backup: status $?"
	done
}

runs_of() {
	sqlite3 "$1" 'SELECT number, time, verb, arguments, digest FROM run
	    ORDER BY number'
}

check_copies() {
	count=0
	runs_of "$OPS_STORE" >all.runs
	for copy in copy*.db; do
		count=$((count + 1))
		ops-store verify --quiet --store "$copy" 2>copy.err ||
		    wrong copy "$copy: does not verify"
		runs_of "$copy" >copy.runs
		head -n "$(wc -l <copy.runs)" all.runs | cmp -s - copy.runs ||
		    wrong none "$copy is not the beginning of the store"
		ops-ledger balance --quiet --store "$copy" >copy.csv
		[ "$(total copy.csv 1000)" = $((101 * $(grep -c post \
		    copy.runs))) ] || wrong none "$copy: other totals"
	done
	[ $count -gt 0 ] || wrong none "no backup was taken"
	copies="; $count backups"
}

check_crowd() {
	cat ./*.done | sort >done
	stored=$(wc -l <done)
	[ "$(cut -d ' ' -f 1 done | uniq -d | wc -l)" = 0 ] ||
	    wrong none "posted twice"
	for writer in $(seq $writers); do
		[ -s "w$writer.done" ] || wrong "w$writer" "w$writer starved"
	done
	ops-ledger balance --quiet >end.csv
	[ "$(total end.csv 1000)" = $((stored * 101)) ] ||
	    wrong none "$stored entries, but $(total end.csv 1000) cents"
	ops-store verify --quiet 2>verify.err || wrong verify "verify"
	longest=$(cut -d ' ' -f 2 done | sort -n | tail -n 1)
	mean=$(awk '{ sum += $2 } END { printf "%d", sum / NR }' done)
	[ "$longest" -le $((fair * mean + 1000)) ] ||
	    wrong none "one waited $longest ms, all on average $mean ms"
	busy=$(cat ./*.busy 2>/dev/null | wc -l)
}

crowd() {	# NAME OF THE STORE
	export OPS_STORE="$1"
	run() { "$@" --quiet || exit 1; }
	run ops-store init
	printf 'account,name,type,currency,control\n%s\n%s\n' \
	    1000,Cash,asset,, 3000,Assets,net-assets,, |
	    run ops-ledger load account
	printf 'entity,name\nUNX,Office\n' | run ops-ledger load entity
	printf 'fund,name\n10RCR,Regular\n' | run ops-ledger load fund
	run ops-ledger period open 2026-10
	for i in $(seq $writers); do write_on "w$i" & done
	for i in $(seq $readers); do read_on "r$i" & done
	case $1 in *://*) copies= ;; *) copy_on & ;; esac
	sleep $seconds
	touch stop
	wait
	check_crowd
	case $1 in *://*) ;; *) check_copies ;; esac
	[ ! -e wrong ] || { failed=1; head -n 40 wrong; }
	case $1 in *://*) engine=PostgreSQL ;; *) engine=SQLite ;; esac
	echo "$engine: $writers writers stored $stored entries in" \
	    "$seconds s, waits of $mean ms and at most $longest ms, busy" \
	    "$busy times;" \
	    "$readers readers read $(cat ./*.read | wc -l) times$copies"
}

# A try ends within so many ms, though the machine be busy, and until it is
# stored nobody waits so many times as long as all do on average.  On a file
# whoever asks first is next, and status 6 comes after 5 s.  On a server they
# wait in turn, for 20 s and for as long again as the one before takes.
bound=20000 fair=12
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed"; exit 77; }
rm -rf sqlite server
mkdir sqlite
cd sqlite || exit 1
crowd "$PWD/ops.db"
if [ -n "${OPS_TEST_SERVER:-}" ] && [ -x "$ROOT/tests/server" ]; then
	mkdir ../server
	cd ../server || exit 1
	bound=55000 fair=5
	crowd "$("$ROOT/tests/server" store crowd)"
	"$ROOT/tests/server" drop crowd
fi
exit $failed
