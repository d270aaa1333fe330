#!/bin/sh
# Who has a right to one client reads nothing of another by any table, view or
# sequence, and changes nothing; what is of all clients is written by those who
# have a right to all; and an auditor writes nothing.
set -eu
[ -n "$OPS_TEST_SERVER" ] || { echo "$OPS_TEST_WITHOUT"; exit 77; }
fail() { echo "store-rights-rows: $*"; exit 1; }
users='w_clerk w_chief w_reader w_both'

# Users are the server's: one such test at a time.
psql -Xq "$OPS_TEST_SERVER" -v ON_ERROR_STOP=1 <<'SQL'
CREATE ROLE w_owner LOGIN;
CREATE ROLE w_clerk LOGIN;
CREATE ROLE w_chief LOGIN;
CREATE ROLE w_reader LOGIN;
CREATE ROLE w_both LOGIN;
CREATE ROLE w_auditor LOGIN;
CREATE ROLE w_officer LOGIN;
CREATE ROLE w_approver LOGIN;
CREATE SCHEMA rights_rows AUTHORIZATION w_owner;
SQL
url=$(echo "$OPS_TEST_SERVER" | sed 's/&*user=[^&]*//')
as() {	# user, command
	user=$1
	shift
	OPS_STORE="$url&user=$user&options=-csearch_path%3Drights_rows" "$@"
}
sql() {	# user, statement
	as "$1" sh -c 'psql -Xqt "$OPS_STORE" -c "$1"' sh "$2"
}
super() { psql -Xqt -v ON_ERROR_STOP=1 "$OPS_TEST_SERVER" -c \
    'SET search_path = rights_rows' -c "$1"; }
denied() {	# user, statement
	! sql "$1" "$2" >psql.out 2>&1 || fail "$1 could: $2"
	grep -q 'permission denied\|row-level security' psql.out ||
	    fail "$1: $2: $(cat psql.out)"
}

as w_owner ops-store init --quiet
as w_owner ops-store grant --quiet officer w_clerk --client AAA
as w_owner ops-store grant --quiet approver w_chief --client AAA
as w_owner ops-store grant --quiet auditor w_reader --client AAA
# A right to one thing of all clients is none to another of them.
as w_owner ops-store grant --quiet officer w_both --client AAA
as w_owner ops-store grant --quiet approver w_both
as w_owner ops-store grant --quiet auditor w_auditor
as w_owner ops-store grant --quiet officer w_officer
as w_owner ops-store grant --quiet approver w_approver

# Two rows of everything: one is of AAA, and one of BBB, whose name is in it.
cat >rows.sql <<'SQL'
SET search_path = rights_rows;
CREATE FUNCTION pg_temp.add(t text, has jsonb) RETURNS void LANGUAGE plpgsql AS
$$ BEGIN EXECUTE format('INSERT INTO %I SELECT * FROM jsonb_populate_record('
    'NULL::%I, %L::jsonb)', t, t, (SELECT jsonb_object_agg(column_name,
    CASE WHEN data_type = 'bigint' THEN to_jsonb(1) ELSE to_jsonb('x'::text) END)
    FROM information_schema.columns WHERE table_schema = 'rights_rows'
    AND table_name = t) || '{"valid_to": null, "superseded_run": null,
    "reverses": null}'::jsonb || has); END $$;
SELECT pg_temp.add(t, jsonb_build_object('number', n, 'block', n, 'line', n,
    'first_line', n, 'last_line', n, 'sequence', n, 'ordinal', n,
    'entry', 'E-' || c, 'entity', c, 'client', c, 'batch', 'B-' || c,
    'message', 'M-' || c, 'payment', 'P-' || c, 'account', c || '-1',
    'request', 'R-' || c, 'external', c, 'agreement', c, 'address', c,
    'restriction', '',
    'debtor_account', c, 'iban', c || '-0', 'reference', c, 'statement', c,
    'payment_count', 1, 'period', '2026-' || c, 'state', 'open'))
    FROM (VALUES (1001, 'AAA'), (1002, 'BBB')) AS c (n, c),
    unnest(ARRAY['journal_block', 'journal_line', 'journal_total',
    'journal_entry', 'pay_line', 'payment_batch', 'payment', 'payment_status',
    'payment_event', 'payment_reissue', 'payment_file',
    'register_debtor_account', 'register_entity', 'bank_statement',
    'bank_line', 'bank_match', 'request', 'request_now', 'request_event',
    'request_message', 'request_link',
    'register_service_agreement', 'register_request_address']) AS t;
SELECT pg_temp.add('bank_statement', '{"account": "BBB-0", "statement": "S"}');
-- An entry of both.
SELECT pg_temp.add('journal_entry', '{"number": 1003, "entry": "E-3",
    "first_line": 1001, "last_line": 1002}');
SELECT pg_temp.add('payment_batch', '{"batch": "B-3", "payment_count": 2}');
SELECT pg_temp.add('payment', jsonb_build_object('payment', 'P-3' || c,
    'batch', 'B-3', 'entity', c)) FROM unnest(ARRAY['AAA', 'BBB']) AS c;
SQL
psql -Xq -v ON_ERROR_STOP=1 "$OPS_TEST_SERVER" <rows.sql >/dev/null
others() {	# table: the rows of BBB
	super "SELECT row_to_json(t) FROM $1 AS t" | grep BBB
}

# What there is to read from, and what of it is held to clients.
super "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    AND relnamespace = 'rights_rows'::regnamespace" | tr -d ' ' | grep . >all.txt
super "SELECT tablename FROM pg_policies WHERE schemaname = 'rights_rows'
    AND policyname = 'ops_read' AND qual <> 'true'" | tr -d ' ' | grep . >held.txt
for table in journal_line journal_total pay_line payment payment_status \
    payment_event payment_reissue register_debtor_account register_entity \
    bank_statement bank_line bank_match; do
	grep -qx $table held.txt || fail "$table is not held to clients"
done
[ "$(wc -l <all.txt)" -gt 30 ] || fail "$(cat all.txt)"
while read -r table; do
	others "$table" >"was.$table" || fail "there is no row of BBB in $table"
	for user in $users; do
		sql $user "SELECT row_to_json(t) FROM $table AS t" >seen
		[ $user = w_both ] || ! grep BBB seen ||
		    fail "$user sees in $table what is of another"
		grep -q AAA seen || fail "$user sees nothing in $table"
	done
done <held.txt
# The codes in use, which entry is in which batch, and the rights are open.
while read -r table; do
	case $table in
	journal_block | journal_entry | payment_batch | payment_file | ops_right) continue ;;
	esac
	for user in w_clerk w_chief w_reader; do
		! sql $user "SELECT row_to_json(t) FROM $table AS t" 2>seen |
		    grep BBB || fail "$user sees in $table what is of another"
	done
done <all.txt

# Nobody who is limited adds a row of another, or changes or removes one.
tried=0
while read -r table; do
	copy="jsonb_populate_record(NULL::$table, row_to_json(t)::jsonb || '{
	    \"number\": 2000, \"line\": 2000, \"sequence\": 2000, \"run\": 2}'::jsonb)"
	as w_owner sh -c 'psql -Xqt "$OPS_STORE" -c "$1"' sh \
	    "SELECT format('INSERT INTO $table SELECT * FROM jsonb_populate_record(NULL::$table, %L)',
	    to_jsonb($copy)) FROM $table AS t WHERE t::text LIKE '%BBB%' LIMIT 1" \
	    >add.sql
	column=$(super "SELECT column_name FROM information_schema.columns
	    WHERE table_schema = 'rights_rows' AND table_name = '$table' LIMIT 1" | tr -d ' ')
	for user in $users w_auditor; do
		for change in "$(cat add.sql)" "DELETE FROM $table" "TRUNCATE $table"; do
			denied $user "$change"
			tried=$((tried + 1))
		done
		sql $user "UPDATE $table SET $column = $column" >psql.out 2>&1 || :
		case $table:$user in
		payment:w_both) continue ;;	# an approver of all may
		payment:*) column=state ;;
		register_*) column=superseded_run ;;
		esac
		sql $user "UPDATE $table SET $column = '1'" >psql.out 2>&1 || :
	done
	others "$table" >now
	cmp -s now "was.$table" || fail "somebody changed $table: $(cat now)"
done <held.txt
[ $tried -gt 150 ] || fail "$tried were tried"

# What is of all clients: an officer of all writes it, and no other.
writes() {	# user, table, fields
	sql "$1" "BEGIN; INSERT INTO $2 SELECT * FROM jsonb_populate_record(NULL::$2, '$3'::jsonb); ROLLBACK" \
	    >psql.out 2>&1 || { cat psql.out; return 1; }
}
refuses() { ! writes "$@" >said || fail "$1 writes $2"
    grep -q 'permission denied\|row-level security' said || fail "$(cat said)"; }
fund='{"fund": "F", "name": "F", "valid_from": "2026-01-01", "recorded_run": 1}'
rate='{"kind": "o", "currency": "EUR", "valid_from": "2026-01-01",
    "units_per_pivot": "1", "source": "s", "run": 1}'
undone='{"number": 1, "run": 1}'
writes w_officer register_fund "$fund" || fail "an officer of all"
writes w_officer exchange_rate "$rate" || fail "an officer of all"
writes w_officer run_undone "$undone" || fail "an officer of all"
for user in $users w_auditor w_approver; do
	refuses $user register_fund "$fund"
	refuses $user exchange_rate "$rate"
	refuses $user run_undone "$undone"
done
period='{"period": "2026-01", "state": "open", "recorded": "x", "run": 1}'
writes w_approver journal_period "$period" || fail "an approver of all"
writes w_both journal_period "$period" || fail "an approver of all"
refuses w_chief journal_period "$period"
refuses w_officer journal_period "$period"
# A clerk of a client posts for it; reverses what he sees the whole of; and the
# chief sends what he sees the whole of.
line='{"number": 3000, "block": 1001, "amount": 1, "functional_amount": 1}'
writes w_clerk journal_line "$line" || fail "the clerk posts nothing"
refuses w_chief journal_line "$line"
refuses w_auditor journal_line "$line"
entry() { echo "{\"number\": 3000, \"entry\": \"R\", \"date\": \"d\", \"run\": 1,
    \"reverses\": $1, \"first_line\": 1, \"last_line\": 1}"; }
writes w_clerk journal_entry "$(entry null)" || fail "the clerk enters nothing"
writes w_clerk journal_entry "$(entry 1001)" || fail "the clerk cannot reverse"
refuses w_clerk journal_entry "$(entry 1002)"
refuses w_clerk journal_entry "$(entry 1003)"
refuses w_both journal_entry "$(entry 1003)"
writes w_officer journal_entry "$(entry 1003)" || fail "an officer of all"
file() { echo "{\"message\": \"N\", \"batch\": \"$1\", \"format\": \"f\",
    \"time\": \"t\", \"run\": 1}"; }
writes w_chief payment_file "$(file B-AAA)" || fail "the chief sends nothing"
refuses w_chief payment_file "$(file B-BBB)"
refuses w_chief payment_file "$(file B-3)"
refuses w_clerk payment_file "$(file B-AAA)"
writes w_approver payment_file "$(file B-3)" || fail "an approver of all"

# An auditor writes nothing, wherever.
while read -r table; do
	for change in "INSERT INTO $table DEFAULT VALUES" "DELETE FROM $table" \
	    "TRUNCATE $table"; do
		denied w_auditor "$change"
		denied w_reader "$change"
	done
done <all.txt
echo "$tried changes were refused"
psql -Xq "$OPS_TEST_SERVER" -c 'SET client_min_messages = error' \
    -c "DROP OWNED BY w_owner, w_auditor, w_officer, w_approver, $(echo $users | tr ' ' ,) CASCADE" \
    -c "DROP ROLE w_owner, w_auditor, w_officer, w_approver, $(echo $users | tr ' ' ,)"
