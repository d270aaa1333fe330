#!/bin/sh
# The server keeps restricted requests from who is no confidant, whichever
# program asks; their number and state everybody has.
set -eu
[ -n "$OPS_TEST_SERVER" ] || { echo "$OPS_TEST_WITHOUT"; exit 77; }
fail() { echo "request-rights: $*"; exit 1; }
export OPS_TODAY=2026-10-30T12:00:00Z
desk=$ROOT/tests/cli/ops-request/restricted

psql -Xq "$OPS_TEST_SERVER" -v ON_ERROR_STOP=1 <<'SQL'
CREATE ROLE q_owner LOGIN;
CREATE ROLE q_officer LOGIN;
CREATE ROLE q_limited LOGIN;
CREATE ROLE q_ethics LOGIN;
CREATE ROLE q_auditor LOGIN;
CREATE SCHEMA desk AUTHORIZATION q_owner;
SQL
url=$(echo "$OPS_TEST_SERVER" | sed 's/&*user=[^&]*//')
as() {	# user, command
	user=$1
	shift
	OPS_STORE="$url&user=$user&options=-csearch_path%3Ddesk" "$@"
}
sql() {	# user, statement
	psql -XqAt "$url&user=$1&options=-csearch_path%3Ddesk" -c "$2"
}
is() {	# what, expected, got
	[ "$2" = "$3" ] || fail "$1: \"$3\" instead of \"$2\""
}

printf '%064d\n' 7 >key
chmod 600 key
as q_owner ops-store init --quiet
as q_owner ops-ledger load --quiet entity "$desk/entities.csv"
as q_owner ops-request load --quiet service "$desk/services.csv"
as q_owner ops-request load --quiet service_priority "$desk/priorities.csv"
as q_owner ops-request load --quiet routing_rule "$desk/rules.csv"
for role in officer auditor; do
	as q_owner ops-store grant --quiet $role q_$role
done
as q_owner ops-store grant --quiet officer q_ethics
as q_owner ops-store grant --quiet confidant q_ethics
as q_ethics ops-request intake --quiet --key key "$desk/requests.csv"

check() {	# of rows which are held to clients, or not
	is "$1: ethics" 2 "$(sql q_ethics 'SELECT count(*) FROM request')"
	is "$1: officer" 1 "$(sql q_officer 'SELECT count(*) FROM request')"
	is "$1: state" 2 "$(sql q_officer 'SELECT count(*) FROM request_now')"
	for part in event message; do
		is "$1: $part" 0 "$(sql q_officer "SELECT count(*)
		    FROM request_$part WHERE request = 'BONN-2026-000002'")"
	done
	is "$1: list" 'BONN-2026-000002,assigned,,restricted' "$(
	    as q_officer ops-request list --to csv |
	    sed -n '3p' | cut -d, -f1-3,12)"
	is "$1: due" '' "$(as q_officer ops-request due | sed 1d)"
	as q_officer ops-request step start BONN-2026-000002 2>refused.err &&
		fail "$1: who does not see it steps it"
	grep -q 'there is no request' refused.err || fail "$(cat refused.err)"
	as q_officer ops-request read --key key --reason no BONN-2026-000002 \
	    >read.csv 2>&1 && fail "$1: the key is enough"
	is "$1: read" 'What I saw' "$(as q_ethics ops-request read --key key \
	    --reason 'file 7' --to csv BONN-2026-000002 |
	    sed 1d | cut -d, -f21)"
	as q_auditor ops-store verify --quiet ||
		fail "$1: the auditor cannot verify"
}
check open
as q_owner ops-store grant --quiet --client GRAINS officer q_limited
check held
is 'another client' 0 "$(sql q_limited 'SELECT count(*) FROM request')"
is 'its state' 0 "$(sql q_limited 'SELECT count(*) FROM request_now')"
as q_owner ops-store revoke --quiet q_ethics confidant
is 'revoked' 1 "$(sql q_ethics 'SELECT count(*) FROM request')"

psql -Xq "$OPS_TEST_SERVER" >/dev/null <<'SQL'
DROP SCHEMA desk CASCADE;
DROP OWNED BY q_owner, q_officer, q_limited, q_ethics, q_auditor;
DROP ROLE q_owner, q_officer, q_limited, q_ethics, q_auditor;
SQL
