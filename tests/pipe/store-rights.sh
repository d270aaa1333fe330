#!/bin/sh
# The server refuses what the role of a user does not allow, and rows of other
# clients; a file refuses to know users.
set -eu
[ -n "$OPS_TEST_SERVER" ] || { echo "$OPS_TEST_WITHOUT"; exit 77; }
fail() { echo "store-rights: $*"; exit 1; }
example=$ROOT/share/example/month-end

# Users are the server's: one such test at a time.
psql -Xq "$OPS_TEST_SERVER" -v ON_ERROR_STOP=1 <<'SQL'
CREATE ROLE r_owner LOGIN;
CREATE ROLE r_auditor LOGIN;
CREATE ROLE r_officer LOGIN;
CREATE ROLE r_approver LOGIN;
CREATE ROLE r_clerk LOGIN;
CREATE ROLE r_admin LOGIN;
CREATE ROLE r_late LOGIN;
CREATE ROLE "r odd""name" LOGIN;
CREATE SCHEMA rights AUTHORIZATION r_owner;
SQL
url=$(echo "$OPS_TEST_SERVER" | sed 's/&*user=[^&]*//')
as() {	# user, command
	user=$1
	shift
	OPS_STORE="$url&user=$user&options=-csearch_path%3Drights" "$@"
}
refused() {	# status, words, user, command
	want=$1 words=$2
	shift 2
	status=0
	as "$@" >refused.out 2>refused.err || status=$?
	[ "$status" = "$want" ] && grep -q "$words" refused.err ||
	    fail "$*: status $status: $(cat refused.err)"
}

as r_owner ops-store init --quiet
for register in account entity fund fund_centre project cost_centre donor; do
	case $register in
	entity) file=entities ;;
	*) file=$(echo "$register" | tr _ -)s ;;
	esac
	as r_owner ops-ledger load --quiet "$register" <"$example/$file.csv"
done
as r_owner ops-fx load --quiet <"$example/rates.csv"

# Before any right was given.
refused 4 'there is no store' r_auditor ops-ledger list entity
for role in auditor officer approver; do
	as r_owner ops-store grant --quiet $role r_$role
done
refused 2 '"king" is no role' r_owner ops-store grant king r_officer
refused 4 'does not exist' r_owner ops-store grant officer r_nobody
refused 4 'do not allow it' r_officer ops-store grant officer r_officer
as r_owner ops-store grant --quiet auditor 'r odd"name'
as 'r odd"name' ops-ledger list entity >entities.csv
[ -s entities.csv ] || fail "an odd name reads nothing"

as r_owner ops-store grants >before.csv
as r_owner ops-store grant --quiet --dry-run approver r_officer
as r_owner ops-store grants | cmp - before.csv || fail "a dry run gave rights"

# Each may what its role may.
as r_auditor ops-payroll calc --period 2026-10 <"$example/payees-2026-10.csv" >lines.csv ||
    fail "no lines of pay"
refused 4 'do not allow it' r_auditor ops-payroll post --batch b1 lines.csv
refused 4 'do not allow it' r_approver ops-payroll post --batch b1 lines.csv
as r_officer ops-payroll post --quiet --batch b1 lines.csv >journal.csv
refused 4 'do not allow it' r_officer ops-ledger period open 2026-10
refused 4 'do not allow it' r_auditor ops-ledger period open 2026-10
as r_approver ops-ledger period open --quiet 2026-10
refused 4 'do not allow it' r_approver ops-ledger post --batch b1 journal.csv
as r_officer ops-ledger post --quiet --batch b1 journal.csv
as r_auditor ops-ledger balance >balance.csv
as r_owner ops-ledger balance | cmp - balance.csv ||
    fail "the auditor sees another balance"
as r_auditor ops-store verify --quiet || fail "the auditor cannot verify"

# Nobody changes what was posted, whichever program it is.
for user in r_auditor r_officer r_approver; do
	for sql in 'UPDATE pay_line SET amount = 1' 'DELETE FROM journal_line' \
	    'UPDATE audit SET after_image = 1' 'DELETE FROM ops_right' \
	    'UPDATE ops_store SET version = 0' 'TRUNCATE run'; do
		! as $user sh -c 'psql -Xq "$OPS_STORE" -c "$1"' sh "$sql" \
		    >psql.out 2>&1 || fail "$user could: $sql"
		grep -q 'permission denied' psql.out || fail "$(cat psql.out)"
	done
done

# Of one client only.
client=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { print $at["entity"]; exit }' lines.csv)
as r_owner ops-store grant --quiet officer r_clerk --client "$client"
as r_clerk ops-ledger balance --by entity >mine.csv
awk -F, -v client="$client" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["entity"] != client { exit 1 }' mine.csv ||
    fail "the clerk sees other clients: $(cat mine.csv)"
[ "$(wc -l <mine.csv)" -gt 1 ] || fail "the clerk sees nothing"
as r_owner ops-ledger balance --by entity | awk -F, -v client="$client" '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
    $at["entity"] == client' | cmp - mine.csv ||
    fail "the clerk sees other figures"
as r_clerk ops-ledger list entity >seen.csv
[ "$(wc -l <seen.csv)" = 2 ] || fail "the clerk sees $(cat seen.csv)"
refused 4 'do not allow it' r_clerk ops-store history
as r_auditor ops-ledger balance | cmp - balance.csv ||
    fail "the auditor sees less than before"

# Whatever carries a client, or something which does, is held to it.
psql -Xqt "$OPS_TEST_SERVER" -c "SELECT tablename FROM pg_policies
    WHERE schemaname = 'rights' AND policyname = 'ops_read' ORDER BY 1" |
    tr -d ' ' | grep . >held.txt
for table in pay_line payment payment_status journal_line journal_total \
    register_entity register_debtor_account; do
	grep -qx $table held.txt || fail "$table is not held to clients"
done
psql -Xq -v ON_ERROR_STOP=1 "$OPS_TEST_SERVER" <<SQL
SET search_path = rights;
CREATE FUNCTION pg_temp.row_of(t text, has jsonb) RETURNS jsonb LANGUAGE sql AS
\$\$ SELECT jsonb_object_agg(column_name, CASE data_type WHEN 'bigint'
    THEN to_jsonb(1) ELSE to_jsonb('x'::text) END) || has
    FROM information_schema.columns WHERE table_schema = 'rights'
    AND table_name = t \$\$;
INSERT INTO payment SELECT (jsonb_populate_record(NULL::payment,
    pg_temp.row_of('payment', jsonb_build_object('payment', p, 'entity', e)))).*
    FROM (VALUES ('P1', '$client'), ('P2', 'OTHER')) AS v (p, e);
INSERT INTO payment_status SELECT (jsonb_populate_record(NULL::payment_status,
    pg_temp.row_of('payment_status',
    jsonb_build_object('payment', p, 'line', n)))).*
    FROM (VALUES ('P1', 1), ('P2', 2)) AS v (p, n);
SQL
for table in payment payment_status; do
	seen=$(as r_clerk sh -c 'psql -Xqt "$OPS_STORE" -c "$1"' sh \
	    "SELECT string_agg(payment, ' ') FROM $table" | tr -d ' ' | grep .)
	[ "$seen" = P1 ] || fail "of $table the clerk sees $seen"
done
psql -Xq "$OPS_TEST_SERVER" -c 'DELETE FROM rights.payment_status' \
    -c 'DELETE FROM rights.payment'

# The clerk posts for the client, and for no other.
awk -F, -v client="$client" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
    $at["entity"] == client' lines.csv >mine-lines.csv
as r_clerk ops-payroll post --quiet --batch mine mine-lines.csv >/dev/null
cmp -s lines.csv mine-lines.csv && fail "all lines are of one client"
refused 4 'row-level security' r_clerk ops-payroll post --batch theirs lines.csv
as r_owner ops-store verify --quiet || fail "the store does not verify"

# An administrator puts a backup back, and gives and takes rights, which is all
# that the functions for it do; the tables stay the owner's.
denied() {	# words, user, statement
	! as "$2" sh -c 'psql -Xq "$OPS_STORE" -c "$1"' sh "$3" >psql.out 2>&1 ||
	    fail "$2 could: $3"
	grep -q "$1" psql.out || fail "$3: $(cat psql.out)"
}
as r_owner ops-store grant --quiet administrator r_admin
as r_auditor ops-store backup --quiet backup.db
refused 4 'do not allow it' r_officer ops-store restore --force backup.db
as r_admin ops-store restore --quiet --force backup.db
as r_admin ops-store verify --quiet || fail "the restored does not verify"
as r_admin ops-store grant --quiet auditor r_late
as r_late ops-ledger balance | cmp - balance.csv || fail "a late auditor reads another balance"
refused 4 'do not allow it' r_late ops-ledger period lock 2026-10
as r_admin ops-store grant --quiet officer r_late --client "$client"
as r_admin ops-store revoke --quiet r_late auditor
as r_late ops-ledger balance --by entity | cmp - mine.csv ||
    fail "who is limited by an administrator sees others"
as r_admin ops-store revoke --quiet r_late
denied 'permission denied' r_late 'SELECT count(*) FROM run'
refused 4 'owns the store' r_admin ops-store grant auditor r_owner
refused 4 'owns the store' r_owner ops-store grant auditor r_owner
for sql in "SELECT ops_right_settle('r_clerk')" 'SELECT ops_right_hold()' \
    "INSERT INTO ops_right VALUES ('r_officer', 'administrator', '', 1)"; do
	for user in r_officer r_clerk r_auditor r_late; do
		denied 'permission denied' $user "$sql"
	done
done
for sql in 'DROP TABLE journal_total' 'ALTER TABLE audit DISABLE ROW LEVEL SECURITY' \
    'DROP FUNCTION ops_right_hold()' \
    'ALTER FUNCTION ops_right_hold() SECURITY INVOKER' \
    'DROP POLICY ops_read ON pay_line'; do
	denied 'must be owner' r_admin "$sql"
done
as r_admin sh -c 'psql -Xq "$OPS_STORE" -c "GRANT SELECT ON run TO r_late"' 2>psql.out
denied 'permission denied' r_late 'SELECT count(*) FROM run'
as r_owner ops-store verify --quiet || fail "the store does not verify"
as r_owner ops-store grants >grants.csv
[ "$(wc -l <grants.csv)" = 7 ] || fail "$(cat grants.csv)"
grep -q "^r_clerk,officer,$client," grants.csv || fail "$(cat grants.csv)"

# A table which a migration makes has the rights of all at once.
psql -Xq -v ON_ERROR_STOP=1 "$OPS_TEST_SERVER" <<'SQL'
SET search_path = rights;
DROP TABLE register_debtor_account CASCADE;
DELETE FROM register_column WHERE register = 'debtor_account';
DELETE FROM register_table WHERE name = 'debtor_account';
UPDATE ops_store SET version = version + CASE WHEN version % 2 = 0 THEN 1 ELSE -1 END;
SQL
refused 4 'run ops-store migrate' r_officer ops-pay list debtor_account
refused 4 'must be owner\|do not allow it' r_admin ops-store migrate
as r_owner ops-store migrate --quiet
as r_officer ops-pay load --quiet debtor_account <"$example/debtor-accounts.csv"
as r_auditor ops-pay list debtor_account >accounts.csv
[ "$(wc -l <accounts.csv)" -gt 2 ] || fail "the auditor reads no new table"
as r_clerk ops-pay list debtor_account >accounts.csv
awk -F, -v client="$client" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["entity"] != client { exit 1 }' accounts.csv ||
    fail "the clerk sees in a new table: $(cat accounts.csv)"
refused 4 'do not allow it' r_auditor ops-pay load debtor_account \
    "$example/debtor-accounts.csv"

# What was given can be taken.
as r_owner ops-store revoke --quiet r_admin
refused 4 'do not allow it' r_admin ops-store restore --force backup.db
as r_owner ops-store revoke --quiet r_officer officer
refused 4 'do not allow it' r_officer ops-payroll post --batch b2 lines.csv
refused 4 'has no such right' r_owner ops-store revoke r_officer
as r_owner ops-store history right r_officer | grep -q revoke ||
    fail "the audit does not tell"

ops-store init --quiet --store file.db
status=0
ops-store grant officer anybody --store file.db 2>file.err || status=$?
[ $status = 4 ] && grep -q 'a file has no users' file.err ||
    fail "a file: status $status: $(cat file.err)"
psql -Xq "$OPS_TEST_SERVER" -c 'SET client_min_messages = error' \
    -c 'DROP OWNED BY r_owner, r_auditor, r_officer, r_approver, r_clerk, r_admin, r_late, "r odd""name" CASCADE' \
    -c 'DROP ROLE r_owner, r_auditor, r_officer, r_approver, r_clerk, r_admin, r_late, "r odd""name"'
