# world.sh - the verbs which write, and how to tell what they left; sourced
#
# find_world lays out in $world a small office, and runs every step of $every
# undisturbed; the scripts of one run of tests share it, and change nothing in
# it.  For each step there are then, in $world/STEP/:
#
#	before/ after/	the folder which the step begins in, and ends in
#	sql/		the stores of either, as SQL
#	once twice	what it leaves when run once, and once more
#	first again	the status of either time
#	said		the line which says that it is done
#
# A step is one command of one program: run_step STEP [WRAPPER ...].  What it
# leaves is every file with its digest, and the store as SQL (state).
# STEPS names those which are disturbed, with FULL=1.
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed"; exit 77; }
[ -z "${OPS_SANITIZED:-}" ] ||
    { echo "a sanitizer and a preloaded library exclude each other"; exit 77; }
export PATH="$ROOT/build/bin:$PATH" OPS_TODAY=2026-10-31 LC_ALL=C.UTF-8
export OPS_SHARE="$ROOT/share" OPS_STORE=ops.db OPS_ACTOR=officer
shim=$ROOT/build/anomaly/shim.so
worlds=$(cd .. && pwd)
sample=$ROOT/build/sample/bin
failed=0
trials=0

every="init migrate load amend undo rates open post reverse payroll batch file status \
anchor backup backup-over restore restore-over restore-broken slips step balance"
steps=${STEPS:-$every}	# to disturb

run_step() {	# STEP WRAPPER ...
	step=$1
	shift
	case $step in
	init) "$@" ops-store init ;;
	migrate) "$@" ops-store migrate --store older.db ;;
	load) "$@" ops-ledger load fund funds.csv ;;
	amend) "$@" ops-ledger load fund --valid-from 2026-11-01 amended.csv ;;
	undo) "$@" ops-store undo 8 ;;	# what amend did
	rates) "$@" ops-fx load new-rates.csv ;;
	open) "$@" ops-ledger period open 2026-10 ;;
	post) "$@" ops-ledger post --batch payroll-1 --rates rates.csv journal.csv ;;
	reverse) "$@" ops-ledger reverse --batch payroll-1 --date 2026-10-31 ;;
	payroll) "$@" ops-payroll post --batch payroll-2026-10 \
	    --output posted.csv pay-lines.csv ;;
	batch) "$@" ops-pay batch --from payroll-2026-10 --date 2026-10-29 \
	    --output payments.csv ;;
	file) "$@" ops-pay file --format pain.001.001.09 \
	    --output payments.xml payments.csv ;;
	status) "$@" ops-pay status report.xml ;;
	anchor) "$@" ops-store anchor --output anchor ;;
	backup) "$@" ops-store backup copy.db ;;
	backup-over) "$@" ops-store backup --force copy.db ;;
	restore) "$@" ops-store restore --store restored.db copy.db ;;
	restore-over|restore-broken) "$@" ops-store restore --force copy.db ;;
	slips) "$@" ops-payroll slips --directory slips pay-lines.csv ;;
	step) "$@" "$sample/ops-sample" step request send R1 --store sample.db ;;
	balance) "$@" ops-ledger balance --output balance.csv ;;
	esac >out 2>err </dev/null
}

# What a step finds besides what those before it left.
prepare_step() {
	case $1 in
	migrate) sed 's/BIGINT/INTEGER/; s/^);/) STRICT;/' \
		"$OPS_SHARE/migration/0001-core.sql" | sqlite3 older.db
	    sqlite3 older.db 'PRAGMA application_id = 1869640497;
		PRAGMA user_version = 65536' ;;
	slips) rm -f older.db* ;;
	backup-over) run_quietly ops-ledger load fund funds-more.csv ;;
	restore-over) run_quietly ops-store backup --force copy.db
	    run_quietly ops-ledger load fund funds-most.csv ;;
	restore-broken) printf 'not a store' | dd of=ops.db conv=notrunc \
	    2>/dev/null ;;
	step) requests ;;
	balance) cp "$world/sound.db" ops.db
	    rm -f sample.db* ;;
	esac
}

# A store of the program of the tests, whose records have a lifecycle.
requests() {
	cp "$ROOT/tests/cli/ops-sample/step/requests.csv" .
	run_quietly "$sample/ops-store" init --store sample.db
	run_quietly "$sample/ops-sample" load request requests.csv \
	    --store sample.db
	set_journal sample.db
}

# In the mode of the world; what sqlite3 writes has no checksums.
set_journal() {	# FILE
	sqlite3 "$1" "PRAGMA journal_mode = $journal" >/dev/null
	"$STAMP" "$1"
}

run_quietly() { "$@" --quiet || { echo "$*: failed"; exit 1; }; }

# The names it is given but for logs which nothing is in (sqlite_log.h).
without_empty_logs() {
	xargs -r grep -La '^opsutils: nothing is in this log'
}

# Is the store as it was before the step, to the byte, with nothing in a log?
untouched() {	# FILE
	[ ! -e "$1-journal" ] &&
	    cmp -s "$1" "$world/$step/before/$1" || return
	[ ! -e "$1-wal" ] || [ -z "$(echo "$1-wal" | without_empty_logs)" ]
}

# The store as SQL; nothing if it is absent, empty or no store.
dump() {
	[ ! -s "$1" ] || sqlite3 "$1" .dump 2>/dev/null | grep -v '^/\*\*'
}

state() {	# of the folder we are in, after whoever is first has repaired
	for file in *.db *.version-?; do
		echo "== $file"
		if [ -e "$world/$step/sql/$file.before" ] && untouched "$file"
		then cat "$world/$step/sql/$file.before"
		else dump "$file"
		fi
	done
	others
}

# Names and bytes of what is no store and no input; the log of a store too.
others() {
	find . -type f ! -name out ! -name err ! -name '*.db' \
	    ! -name '*.version-?' | without_empty_logs | LC_ALL=C sort |
	    xargs -r sha256sum
	find . -name '*.db' -o -name '*.version-?' | LC_ALL=C sort
}

inputs() {
	pay=$ROOT/tests/cli/ops-pay/status
	cp "$pay/pay-lines.csv" "$pay/accounts.csv" "$pay/debtors.csv" \
	    "$pay/report.xml" .
	cp "$pay/rates.csv" pay-rates.csv
	sh -c '. "$0"' "$ROOT/tests/cli/ops-ledger/setup.sh" || exit 1
	rm -f ops.db
	sed s/2026-10-01/2026-09-01/ rates.csv >new-rates.csv
	{ echo fund,name; echo 10RCR,Regular; echo 20XB,Extra
	  seq 1 20 | sed 's/.*/F&,Fund &/'; } >funds.csv
	sed 's/Fund/Means/' funds.csv >amended.csv
	{ echo fund,name; seq 100 400 | sed 's/.*/F&,Fund &/'; } >funds-more.csv
	{ echo fund,name; seq 500 900 | sed 's/.*/F&,Fund &/'; } >funds-most.csv
}

# Registers which the later steps need; they are loaded with the second step.
registers() {
	{ echo account,name,type,currency,control
	  echo 1000,Cash,asset,,; echo 1100,Dinars,asset,KWD,
	  echo 2100,Payable,liability,,payroll; echo 3000,Assets,net-assets,,
	  echo 4000,Contributions,revenue,,; echo 51-00,Experts,expense,,
	  echo 51.00,Salaries,expense,,; } >accounts-ledger.csv
	{ echo entity,name; echo UNX,Office; echo WNX,Agency; } >entities.csv
	run_quietly ops-ledger load account accounts-ledger.csv
	run_quietly ops-ledger load entity entities.csv
	run_quietly ops-pay load account accounts.csv
	run_quietly ops-pay load debtor_account debtors.csv
	run_quietly ops-fx load pay-rates.csv
}

# The steps to disturb: a short test takes few with a rollback journal.
disturbed() {	# MODE
	if [ -n "${FULL:-}" ] || [ "$1" = wal ]; then echo "$steps"
	else echo load post restore-over step; fi
}

# One makes it while the others wait; each run of the tests begins without.
find_world() {	# MODE
	world=$worlds/anomaly-world-$1
	(
		flock 9
		[ -e "$world/made" ] || make_world "$1"
	) 9>"$world.lock" || exit 1
	[ -e "$world/made" ] || exit 1
}

make_world() {	# the mode of the journal: wal or delete
	journal=$1
	rm -rf "$world"
	mkdir -p "$world/at"
	cd "$world/at" || exit 1
	inputs
	for step in $every; do
		prepare_step "$step"
		mkdir "$world/$step"
		cp -R . "$world/$step/before"
		keep_sql before
		run_step "$step"
		echo $? >"$world/$step/first"
		grep -v ': warning: ' err | tail -n 1 >"$world/$step/said"
		[ "$(cat "$world/$step/first")" -le 1 ] ||
		    { echo "$step: failed"; cat err; exit 1; }
		cp -R . "$world/$step/after"	# before a log which is kept is removed
		state >"$world/$step/once"
		keep_sql after
		changed
		run_step "$step"
		echo $? >"$world/$step/again"
		state >"$world/$step/twice"
		rm -rf "$world/at"
		cp -R "$world/$step/after" "$world/at"
		cd "$world/at" || exit 1
		[ "$step" != init ] || {
			registers
			set_journal ops.db
		}
		[ "$step" != status ] || cp ops.db "$world/sound.db"
	done
	touch "$world/made"
}

keep_sql() {	# before or after
	mkdir -p "$world/$step/sql"
	for file in *.db *.version-?; do
		dump "$file" >"$world/$step/sql/$file.$1"
	done
}

# Does the step change a store at all?
changed() {
	for file in "$world/$step/sql"/*.after; do
		cmp -s "$file" "${file%.after}.before" ||
		    touch "$world/$step/sql/changes"
	done
}

wrong() {	# what is wrong with this trial, in whose folder we are
	echo "$trial: $*"
	sed 's/^/	/' err
	failed=1
}

begin_trial() {	# STEP NAME
	trial="$mode $1 $2"
	trials=$((trials + 1))
	rm -rf trial
	cp -R "$world/$1/before" trial
	cd trial || exit 1
}

# How many calls of the class a step makes; -1: it went wrong.
count_calls() {	# STEP CLASS
	begin_trial "$1" counting
	run_step "$1" env FAULT_COUNT=counts LD_PRELOAD="$shim"
	awk -v class="$2" '$1 == class { print $2; found = 1 }
	    END { if (!found) print -1 }' counts
}

# A store is as before the step or as after it; stands says so of the change.
# One which is being made may be there without its first run: it is not made.
check_store() {	# STEP FILE
	! untouched "$2" || return
	verifier=ops-store
	[ "$2" != sample.db ] || verifier=$sample/ops-store
	"$verifier" verify --quiet --store "$2" 2>verify.err
	verified=$?
	dump "$2" >now.sql
	if cmp -s now.sql "$world/$1/sql/$2.before"; then :
	elif cmp -s now.sql "$world/$1/sql/$2.after"; then
		# a copy which is kept of what was changes nothing yet
		case $2 in *.version-?) ;; *) stands=after ;; esac
	elif [ "$1" != init ] || grep -q 'INTO run' now.sql; then
		wrong "$2 is neither as before nor as after"
	fi
	! grep -q 'INTO run' now.sql || [ $verified = 0 ] ||
	    wrong "$2: $(cat verify.err)"
	rm -f now.sql verify.err
}

check_halves() {	# STEP
	stands=before
	for file in $(cd "$world/$1/after" && find . -type f ! -name out \
	    ! -name err ! -name '*-wal'); do
		file=${file#./}
		if [ ! -e "$file" ]; then
			[ ! -e "$world/$1/before/$file" ] ||
			    wrong "$file is gone"
		elif [ -e "$world/$1/sql/$file.after" ]; then
			check_store "$1" "$file"
		elif ! cmp -s "$file" "$world/$1/before/$file" &&
		    ! cmp -s "$file" "$world/$1/after/$file"; then
			wrong "$file is neither as before nor as after"
		fi
	done
}

check_repeated() {	# STEP
	run_step "$1"
	status=$?
	state >../now
	if [ $status = "$(cat "$world/$1/first")" ] &&
	    cmp -s ../now "$world/$1/once"; then
		return
	fi
	[ $stands = after ] && [ $status = "$(cat "$world/$1/again")" ] &&
	    cmp -s ../now "$world/$1/twice" && return
	wrong "repeated: status $status, and not as it should be:"
	diff "$world/$1/once" ../now | cut -c 1-200 | head -n 6
}
