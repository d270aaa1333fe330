#!/bin/sh
# What an auditor asks: who had which right when, who could have done a thing,
# and who did it with which right; on the server, and of a copy in a file.
set -eu
[ -n "$OPS_TEST_SERVER" ] || { echo "$OPS_TEST_WITHOUT"; exit 77; }
fail() { echo "store-rights-reports: $*"; exit 1; }
example=$ROOT/share/example/month-end

# Users are the server's: one such test at a time.
psql -Xq "$OPS_TEST_SERVER" -v ON_ERROR_STOP=1 <<'SQL'
CREATE ROLE x_owner LOGIN;
CREATE ROLE x_ann LOGIN;
CREATE ROLE x_bob LOGIN;
CREATE ROLE x_cleo LOGIN;
CREATE SCHEMA rights_reports AUTHORIZATION x_owner;
SQL
url=$(echo "$OPS_TEST_SERVER" | sed 's/&*user=[^&]*//')
as() {	# user, day, command
	user=$1 OPS_TODAY=$2
	shift 2
	export OPS_TODAY
	OPS_ACTOR=somebody OPS_STORE="$url&user=$user&options=-csearch_path%3Drights_reports" "$@"
}
expect() {	# words, status, command; standard input is what it writes
	words=$1 want=$2
	shift 2
	status=0
	"$@" >got 2>said || status=$?
	[ $status = "$want" ] || fail "$*: status $status: $(cat said)"
	[ -z "$words" ] || grep -q "$words" said || fail "$*: no word of \"$words\": $(cat said)"
	diff - got || fail "$*"
}

as x_owner 2026-10-01T08:00:00Z ops-store init --quiet
as x_owner 2026-10-01T09:00:00Z ops-ledger load --quiet entity "$example/entities.csv"
as x_owner 2026-10-02 ops-store grant --quiet officer x_ann
as x_owner 2026-10-03 ops-store grant --quiet administrator x_cleo
as x_cleo 2026-10-05T10:00:00Z ops-store grant --quiet officer x_bob --client UNX
as x_cleo 2026-10-05T11:00:00Z ops-store grant --quiet approver x_bob
# What is had already is not given, and the earlier giving counts.
as x_cleo 2026-10-06 ops-store grant --quiet officer x_ann
as x_ann 2026-10-07 ops-ledger load --quiet fund "$example/funds.csv"
as x_bob 2026-10-08 ops-ledger period open --quiet 2026-10
as x_cleo 2026-10-10T12:00:00Z ops-store revoke --quiet x_ann
as x_cleo 2026-10-12 ops-store revoke --quiet x_bob officer
as x_owner 2026-10-13 ops-store grant --quiet officer x_ann

spans='user,role,client,from,to,granted_by,run,revoked_by,revoked_run'
ann=x_ann,officer,,2026-10-02T00:00:00Z,2026-10-10T12:00:00Z,x_owner,3,x_cleo,10
again=x_ann,officer,,2026-10-13T00:00:00Z,,x_owner,12,,
cleo=x_cleo,administrator,,2026-10-03T00:00:00Z,,x_owner,4,,
bob=x_bob,officer,UNX,2026-10-05T10:00:00Z,2026-10-12T00:00:00Z,x_cleo,5,x_cleo,11
chief=x_bob,approver,,2026-10-05T11:00:00Z,,x_cleo,6,,
deeds=run,time,actor,login,program,batch,right,role,client,granted_run
lines() { echo "$spans"; [ $# = 0 ] || printf '%s\n' "$@"; }

reports() {	# words of could, words of could when nobody could, right of the owner
	lines | expect '' 0 ops-store grants --at 2026-10-01
	lines "$ann" | expect '' 0 ops-store grants --at 2026-10-02
	lines "$ann" "$cleo" "$bob" |
	    expect '' 0 ops-store grants --at 2026-10-05T10:59:59Z
	lines "$ann" "$cleo" "$bob" "$chief" |
	    expect '' 0 ops-store grants --at 2026-10-05
	# To the second at which it was taken, and not then.
	lines "$ann" "$cleo" "$bob" "$chief" |
	    expect '' 0 ops-store grants --at 2026-10-10T11:59:59Z
	lines "$cleo" "$bob" "$chief" |
	    expect '' 0 ops-store grants --at 2026-10-10T12:00:00Z
	lines "$cleo" "$chief" "$again" |
	    expect '' 0 ops-store grants --since 2026-10-13
	lines "$ann" | expect '' 0 ops-store grants --until 2026-10-02
	lines "$ann" "$cleo" "$bob" "$chief" "$again" |
	    expect '' 0 ops-store grants --since 2026-10-01

	at='--at 2026-10-09'
	lines "$ann" "$cleo" "$bob" |
	    expect "$1" 0 ops-store could ops-ledger post $at
	lines "$ann" "$cleo" |
	    expect "$1" 0 ops-store could ops-ledger post $at --client OTHER
	lines "$ann" "$cleo" "$bob" |
	    expect "$1" 0 ops-store could journal_line $at --client UNX
	# Funds are of all clients, and so no matter of one.
	lines "$ann" "$cleo" |
	    expect "$1" 0 ops-store could ops-ledger load fund $at
	lines "$ann" "$cleo" |
	    expect "$1" 0 ops-store could fund $at
	lines "$ann" "$cleo" "$bob" |
	    expect "$1" 0 ops-store could ops-ledger load entity $at
	lines "$cleo" "$chief" |
	    expect "$1" 0 ops-store could ops-pay file $at
	lines "$cleo" | expect "$1" 0 ops-store could ops-store grant $at
	lines "$ann" "$cleo" "$bob" "$chief" |
	    expect "$1" 0 ops-store could read $at
	lines "$cleo" "$again" | expect "$1" 0 env OPS_TODAY=2026-10-20 \
	    ops-store could pay_line
	lines "$ann" "$cleo" "$bob" "$again" | expect "$1" 0 \
	    ops-store could pay_line --since 2026-10-01 --until 2026-10-31
	lines | expect 'nobody had a right' 1 \
	    ops-store could ops-ledger post --at 2026-10-01

	{ echo $deeds
	  echo "2,2026-10-01T09:00:00Z,somebody,x_owner,ops-ledger load,,$2,,,"
	} | expect '' 0 ops-store did ops-ledger load entity
	{ echo $deeds
	  echo '8,2026-10-07T00:00:00Z,somebody,x_ann,ops-ledger load,,held,officer,,3'
	} | expect '' 0 ops-store did fund
	{ echo $deeds
	  echo '9,2026-10-08T00:00:00Z,somebody,x_bob,ops-ledger period open,,held,approver,,6'
	} | expect '' 0 ops-store did ops-ledger period open
	cp got verb
	expect '' 0 ops-store did journal_period <verb
	echo $deeds | expect '' 0 ops-store did journal_period --until 2026-10-07
	echo $deeds | expect '' 0 ops-store did ops-payroll post
}
# The owner of the tables is no one's grantee: a file does not know him.
OPS_STORE="$url&user=x_cleo&options=-csearch_path%3Drights_reports"
export OPS_STORE OPS_TODAY=2026-10-20
reports 'x_owner.*owns the tables' owner
ops-store backup --quiet copy.db
ops-store manifest 9 --to csv | grep -qx 'run,,login,x_bob' || fail "no login"
OPS_STORE=copy.db
reports 'a file has no users' before
ops-store verify --quiet || fail "the copy does not verify"

# A record by a hand which had no right on record.
status=0
ops-store did ops-store grant >got 2>said || status=$?
[ $status = 1 ] || fail "did grant: status $status"
grep -q '2 of 6 were done by who had no right' said || fail "$(cat said)"
[ "$(grep -c ',none,' got)" = 2 ] || fail "$(cat got)"

# What a backup brings back has rights as they are, from then on.
OPS_STORE="$url&user=x_owner&options=-csearch_path%3Drights_reports"
ops-store revoke --quiet x_cleo
ops-store grant --quiet auditor x_cleo
OPS_TODAY=2026-10-21 ops-store restore --quiet --force copy.db
restored=2026-10-21T00:00:00Z
ended=x_cleo,administrator,,2026-10-03T00:00:00Z,$restored,x_owner,4,x_owner,13
lines "$ended" "$chief" "$again" |
    expect '' 0 ops-store grants --at 2026-10-20
lines "$chief" "$again" "x_cleo,auditor,,$restored,,x_owner,13,," |
    expect '' 0 ops-store grants --at 2026-10-21
lines "$ended" |
    expect '' 0 ops-store could ops-store grant --since 2026-10-01 --quiet
ops-store verify --quiet || fail "the restored does not verify"

# Nobody runs under another name, says what they may.
OPS_STORE="$url&user=x_bob&options=-csearch_path%3Drights_reports"
! psql -Xq "$OPS_STORE" -c "INSERT INTO run SELECT 99, time, actor, program,
    version, verb, arguments, topic, NULL, digest, 'x_ann' FROM run
    WHERE number = 8" >said 2>&1 || fail "x_bob runs as x_ann"
grep -q 'row-level security' said || fail "$(cat said)"
psql -Xqt "$OPS_STORE" -c "UPDATE run SET digest = '' WHERE number = 8 RETURNING 1" >said
! grep -q 1 said || fail "x_bob alters a run of x_ann"
psql -Xq "$OPS_TEST_SERVER" -c 'SET client_min_messages = error' \
    -c 'DROP OWNED BY x_owner, x_ann, x_bob, x_cleo CASCADE' \
    -c 'DROP ROLE x_owner, x_ann, x_bob, x_cleo'
