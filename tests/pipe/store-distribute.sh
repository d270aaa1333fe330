#!/bin/sh
# A store over three servers: the month-end gives the same bytes as on a file,
# what fails leaves nothing on any of them, and nobody gets round his rights.
set -eu
[ -n "$OPS_TEST_SERVER" ] || { echo "$OPS_TEST_WITHOUT"; exit 77; }
fail() { echo "store-distribute: $*"; exit 1; }
example=$ROOT/share/example/month-end

far=$(mktemp -d "${TMPDIR:-/tmp}/ops-far.XXXXXX")
chmod 755 "$far"
gone() {
	for server in one two; do
		[ ! -d "$far/$server" ] ||
		    "$ROOT"/tests/server stop "$far/$server"
	done
	rm -rf "$far"
}
trap gone EXIT
trap 'exit 130' HUP INT TERM
one=$("$ROOT"/tests/server start "$far/one" $$)
two=$("$ROOT"/tests/server start "$far/two" $$)
psql -Xq "$two" -c "CREATE SCHEMA ops"
two="$two&options=-csearch_path%3Dops"
psql -Xq "$OPS_TEST_SERVER" -c "CREATE DATABASE far"
OPS_STORE=$(echo "$OPS_TEST_SERVER" | sed 's|/postgres?|/far?|')
export OPS_STORE
count() {	# URL, table
	psql -Xqt "$1" -c "SELECT count(*) FROM $2" | tr -d ' ' | grep .
}
far_count() {
	for table in journal_line pay_line; do
		for url in "$one" "$two"; do
			psql -Xqt "$url" -c "SELECT relname FROM pg_class
			    WHERE relkind = 'r' AND relname LIKE '$table%'" |
			    tr -d ' ' | grep . | while read -r name; do
				echo "$name $(count "$url" "$name")"
			done
		done
	done
	ops-store status --to csv | sed 1d
}

# What would be run is said, without the password, and nothing of it is run.
init() {
	ops-store init --distribute --server "far_one=$one" \
	    --server "far_two=$two" --periods 2026-09..2026-10 "$@"
}
init --print >print.sql
ops-store init --distribute --print --server "far_one=$one&password=geheim" \
    --periods 2026-10 >secret.sql
grep -q "password '\*\*\*" secret.sql && ! grep -q geheim secret.sql ||
    fail "$(cat secret.sql)"
grep -q 'CREATE FOREIGN TABLE journal_line_2026_10' print.sql ||
    fail "$(cat print.sql)"
[ "$(count "$OPS_STORE" "pg_tables WHERE schemaname = 'public'
    AND tablename <> 'ops_store'")" = 0 ] || fail "print made tables"
[ "$(count "$one" "pg_tables WHERE schemaname = 'public'")" = 0 ] ||
    fail "print made far tables"

# A server which cannot be reached: nothing is made on the others.
status=0
ops-store init --distribute --server "far_one=$one" --periods 2026-09..2026-10 \
    --server "far_three=postgresql://ops@/x?host=$far/three" >none.sql \
    2>refused || status=$?
[ $status = 5 ] && grep -q 'server far_three' refused ||
    fail "status $status: $(cat refused)"
[ "$(count "$one" "pg_tables WHERE schemaname = 'public'")" = 0 ] ||
    fail "a failed init left far tables"

init --quiet >run.sql
cmp print.sql run.sql || fail "what was run is not what was printed"
init 2>again >/dev/null
grep -q 'is there already: nothing was changed' again || fail "$(cat again)"

# The month-end, which knows of no servers.
OPS_STORE='' "$example"/run file >file.out 2>file.err ||
    { cat file.err; fail "the run on a file failed"; }
"$example"/run far >far.out 2>far.err ||
    { cat far.err; fail "the run on servers failed"; }
diff -r -x 'ops.db*' file far || fail "the files differ"
ops-store verify --quiet || fail "the store does not verify"
"$example"/run far >far.out 2>far.err || fail "the run does not repeat"
for table in journal_line pay_line; do
	[ "$(count "$OPS_STORE" "${table}_rest")" = 0 ] ||
	    fail "$table has rows in the rest"
	for place in "$one ${table}_2026_10" "$two ${table}_2026_09" \
	    "$two ${table}_2026_10" "$one ${table}_2026_09"; do
		url=${place% *} name=${place#* }
		count "$url" "$name" 2>/dev/null || true
	done >places
	[ "$(wc -l <places)" = 2 ] && ! grep -qx 0 places ||
	    fail "$table is not on both: $(cat places)"
done
same() {	# STORE, what: both tell the same
	for ask in 'balance --by entity' 'balance --as-of 2026-10-15' \
	    'export --format ledger' 'register 2110' 'export --format hledger --period 2026-10'; do
		# shellcheck disable=SC2086 # words
		ops-ledger $ask >far.answer
		# shellcheck disable=SC2086 # words
		ops-ledger $ask --store "$1" | cmp - far.answer ||
		    fail "$2: ops-ledger $ask"
	done
	[ -s far.answer ] || fail "$2: no answer"
	ops-store gaps --quiet >far.answer
	ops-store gaps --quiet --store "$1" | cmp - far.answer || fail "$2: gaps"
}
same file/ops.db "the month-end"

# To a file and back, record by record.
rows() { sqlite3 "$1" .dump | grep -v '^CREATE' | sort; }
ops-store copy --quiet "$OPS_STORE" back.db
ops-store copy --quiet --force back.db "$OPS_STORE"
ops-store copy --quiet "$OPS_STORE" back-again.db
rows back.db >back.rows
rows back-again.db | cmp - back.rows || fail "a copy is another store"
ops-store verify --quiet || fail "the copy does not verify"
ops-store backup --quiet backup.db
ops-store restore --quiet --force backup.db
same back.db "the restored"

# Corrections: reversals, undo.
entry=$(sed -n 2p far/journal.csv | cut -d , -f 1)
for store in "$OPS_STORE" back.db; do
	ops-ledger reverse "$entry" --date 2026-10-31 --quiet --store "$store"
	run=$(ops-store history journal payroll-2026-09 --to csv \
	    --store "$store" | awk -F, 'NR == 1 { for (i = 1; i <= NF; i++)
	    at[$i] = i; next } { print $at["run"]; exit }')
	ops-store undo "$run" --date 2026-10-31 --quiet --store "$store"
	ops-store manifest 3 --store "$store" >manifest
	[ -s manifest ] || fail "no manifest"
done
same back.db "after corrections"
ops-store verify --quiet || fail "corrections do not verify"

# A run which fails at its end, and one which is killed in its middle, leave
# nothing anywhere.
awk -F, -v OFS=, 'NR == 1 { print; next } { for (n = 0; n < 10; n++)
    { line = $0; sub(/^[^,]*/, "&-" n, line); print n, line } }' \
    far/journal.csv | sort -s -t, -k 1,1n | sed 's/^[0-9]*,//' >many.csv
head -n 1 far/journal.csv >head.csv
grep -v '^entry,' many.csv | cat head.csv - >large.csv
{ cat large.csv
    echo 'X-0,1,2026-10-30,NOWHERE,2110,3000,,,,,1.00,USD,1.00,,'; } >wrong.csv
far_count >before
status=0
ops-ledger post --batch wrong wrong.csv 2>refused || status=$?
[ $status = 3 ] || fail "status $status: $(cat refused)"
far_count | cmp - before || fail "a failed run left something"
mkfifo slow
ops-ledger post --batch slow slow 2>killed &
poster=$!
exec 3>slow
head -n 13000 large.csv >&3
begun() {	# rows are on their way to a far server
	for url in "$one" "$two"; do
		psql -Xqt "$url" -c "SELECT 1 FROM pg_stat_activity WHERE
		    application_name = 'postgres_fdw' AND state <> 'idle'"
	done | grep -q 1
}
tries=0
until begun; do
	tries=$((tries + 1))
	[ $tries -lt 100 ] || fail "no row went to a far server"
	sleep 0.1
done
kill -9 $poster
wait $poster 2>/dev/null || true
exec 3>&-
far_count | cmp - before || fail "a killed run left something"
ops-store verify --quiet || fail "a killed run is found"

# Periods without a partition are in the rest until they get one.
ops-ledger period open --quiet 2026-11
sed 's/2026-10-31/2026-11-30/' large.csv >november.csv
ops-ledger post --quiet --batch november november.csv
ops-ledger balance >balance.csv
lines=$(count "$OPS_STORE" journal_line_rest)
[ "$lines" -gt 10000 ] || fail "the rest has $lines"
told() {	# LINE, of the status
	ops-store status --to csv >status.csv
	grep -qx "$1" status.csv || fail "no $1 in $(cat status.csv)"
}
told "rest of journal_line 2026-11,$lines"
told "partition journal_line_rest,the server of the store"
grep -qx 'partition journal_line_2026_10,server far_[a-z]*' status.csv ||
    fail "where is journal_line_2026_10? $(cat status.csv)"
ops-store partition 2026-11 --dry-run >dry.sql
[ "$(count "$OPS_STORE" journal_line_rest)" = "$lines" ] || fail "a dry run moved rows"
ops-store partition 2026-11..2026-12 --quiet >moved.sql
grep -q 'ATTACH PARTITION journal_line_2026_11' moved.sql || fail "$(cat moved.sql)"
[ "$(count "$OPS_STORE" journal_line_rest)" = 0 ] || fail "rows stay in the rest"
told "partition journal_line_2026_11,server far_[a-z]*"
! grep 'rest of' status.csv || fail "it still waits"
far_count | grep -qx "journal_line_2026_11 $lines" || fail "$(far_count)"
ops-store partition 2026-11..2026-12 --quiet >nothing.sql
[ ! -s nothing.sql ] || fail "made again: $(cat nothing.sql)"
ops-ledger balance | cmp - balance.csv || fail "another balance"
ops-store verify --quiet || fail "moved rows do not verify"

# What a crash between the commits of two servers leaves (ops-store(1)).
next=$(psql -Xqt "$OPS_STORE" -c "SELECT max(last_line) + 1 FROM journal_batch" |
    tr -d ' ' | grep .)
psql -Xq "$OPS_STORE" -c "INSERT INTO journal_line SELECT $next, block, amount,
    functional_amount, reference, text, ops_period, 9999, 9999999, ops_entity
    FROM journal_line WHERE ops_period = '2026-10' LIMIT 1"
ops-ledger balance | cmp - balance.csv || fail "a left line counts"
status=0
ops-store verify 2>found || status=$?
[ $status = 1 ] && grep -q 'journal_line has rows which belong to no run: 1' found ||
    fail "status $status: $(cat found)"
printf '%s\n' "$(head -n 1 far/journal.csv)" \
    'X-1,1,2026-10-30,BRIDGES,2110,3000,,,,,-1.00,USD,-1.00,,' \
    'X-1,2,2026-10-30,BRIDGES,2110,3000,,,,,1.00,USD,1.00,,' >little.csv
status=0
ops-ledger post --quiet --batch little little.csv 2>refused || status=$?
[ $status = 4 ] && grep -q 'duplicate key' refused ||
    fail "status $status: $(cat refused)"
mend=$(sed -n '/recipe left-lines/,/^\.Ed/p' "$ROOT/man/ops-store.1" |
    grep -v '^\.')
[ -n "$mend" ] || fail "the page does not say how to mend it"
psql -Xq "$OPS_STORE" -c "$mend"
ops-store verify --quiet || fail "it is not mended"
ops-ledger post --quiet --batch little little.csv

# A line which its columns of the place lead to no more is missed: statements
# would pass it over.
for place in "ops_entry ops_entry+1 ops_entry-1" "ops_run ops_run+1 ops_run-1" \
    "ops_entity ops_entity||'X' left(ops_entity,-1)"; do
	column=${place%% *} undo=${place##* } change=${place#* }
	line=$(psql -Xqt "$OPS_STORE" -c 'SELECT min(number) FROM journal_line' |
	    tr -d ' ' | grep .)
	psql -Xq "$OPS_STORE" -c "UPDATE journal_line
	    SET $column = ${change% *} WHERE number = $line"
	status=0
	ops-store verify 2>found || status=$?
	[ $status = 1 ] && grep -q ' does not balance\|belong to no run' found ||
	    fail "another $column: status $status: $(cat found)"
	psql -Xq "$OPS_STORE" -c "UPDATE journal_line
	    SET $column = $undo WHERE number = $line"
done
ops-store verify --quiet || fail "the places are not restored"

# Rows of other clients are seen neither through the table nor past it.
psql -Xq "$OPS_STORE" -c 'CREATE ROLE far_clerk LOGIN'
clerk=$(echo "$OPS_STORE" | sed 's/user=ops/user=far_clerk/')
ops-store grant --quiet officer far_clerk --client BRIDGES
[ "$(psql -Xqt "$clerk" -c "SELECT string_agg(DISTINCT entity, ' ')
    FROM pay_line" | tr -d ' ' | grep .)" = BRIDGES ] || fail "seen: pay"
[ "$(psql -Xqt "$clerk" -c "SELECT string_agg(DISTINCT ops_entity, ' ')
    FROM journal_line" | tr -d ' ' | grep .)" = BRIDGES ] || fail "seen: lines"
for sql in 'SELECT * FROM pay_line_2026_10' 'SELECT * FROM pay_line_rest' \
    'SELECT * FROM journal_line_2026_09' \
    'CREATE FOREIGN TABLE pg_temp.x (number BIGINT) SERVER far_one' \
    'DELETE FROM journal_line' 'SELECT umoptions FROM pg_user_mapping'; do
	! psql -Xq "$clerk" -c "$sql" >psql.out 2>&1 ||
	    fail "the clerk could: $sql"
	grep -q 'permission denied' psql.out || fail "$(cat psql.out)"
done
[ "$(count "$clerk" "pg_user_mappings WHERE umoptions IS NOT NULL")" = 0 ] ||
    fail "the clerk sees the password"
printf '%s\n' "$(head -n 1 far/journal.csv)" \
    'X-2,1,2026-10-30,BRIDGES,2110,3000,,,,,-1.00,USD,-1.00,,' \
    'X-2,2,2026-10-30,BRIDGES,2110,3000,,,,,1.00,USD,1.00,,' >mine.csv
OPS_STORE=$clerk ops-ledger post --quiet --batch mine mine.csv
for table in pay_line journal_line; do
	columns=$(psql -Xqt "$OPS_STORE" -c "SELECT string_agg(
	    CASE attname WHEN 'number' THEN 'number + 10000000000'
	    WHEN 'entity' THEN '''PORTS''' WHEN 'block' THEN
	    '(SELECT min(number) FROM journal_block WHERE entity = ''PORTS'')'
	    ELSE attname END, ', ' ORDER BY attnum) FROM pg_attribute
	    WHERE attrelid = '$table'::regclass AND attnum > 0")
	! psql -Xq "$clerk" -c "INSERT INTO $table SELECT $columns FROM $table
	    LIMIT 1" 2>refused || fail "the clerk wrote into $table for others"
	grep -q 'row-level security' refused || fail "$(cat refused)"
done
ops-store verify --quiet || fail "what the clerk did does not verify"

# On one server: what happened to payments is cut by month too, and copied.
psql -Xq "$OPS_STORE" -c 'CREATE SCHEMA single'
single="$OPS_STORE&options=-csearch_path%3Dsingle"
ops-store init --distribute --periods 2026-10 --quiet --store "$single" >single.sql
! grep -q FOREIGN single.sql || fail "one server is several"
cp -R "$ROOT/tests/cli/ops-pay/status" paying
(cd paying && mv out expected &&
    OPS_STORE=$single sh ./cmd >got 2>err || true
    cmp expected got) || fail "payments: $(cat paying/err)"
for table in payment_event payment_status pay_line; do
	[ "$(count "$single" ${table}_2026_10)" -gt 0 ] ||
	    fail "$table has nothing in its partition"
	[ "$(count "$single" ${table}_rest)" = 0 ] || fail "$table has a rest"
done
ops-store verify --quiet --store "$single" || fail "payments do not verify"
ops-store copy --quiet "$single" paid.db
ops-store copy --quiet --force paid.db "$single"
[ "$(count "$single" payment_status_2026_10)" -gt 0 ] ||
    fail "copied events are elsewhere"
ops-store copy --quiet "$single" paid-again.db
rows paid.db >paid.rows
rows paid-again.db | cmp - paid.rows || fail "payments came back as others"

# A server which is gone is named; what it has not is there.
"$ROOT"/tests/server stop "$far/two"
for verb in 'ledger export --format ledger' 'store verify'; do
	status=0
	# shellcheck disable=SC2086 # words
	ops-$verb >gone.out 2>gone.err || status=$?
	[ $status = 5 ] && grep -q 'server "far_two"' gone.err ||
	    fail "$verb: status $status: $(cat gone.err)"
done
ops-ledger balance >balance.out || fail "sums need the server which is gone"
psql -Xq "$OPS_TEST_SERVER" -c 'DROP DATABASE far WITH (FORCE)' \
    -c 'DROP ROLE far_clerk'
