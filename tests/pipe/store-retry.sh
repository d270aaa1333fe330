#!/bin/sh
# A server which refuses the beginning of a run with 40001, as those do which
# know only strict isolation, is asked again, and not for ever.
set -eu
[ -n "$OPS_TEST_SERVER" ] || { echo "$OPS_TEST_WITHOUT"; exit 77; }
fail() { echo "store-retry: $*"; exit 1; }

OPS_STORE=$("$ROOT"/tests/server store retry)
export OPS_STORE
ops-store init --quiet
psql -Xq -v ON_ERROR_STOP=1 "$OPS_STORE" <<'SQL'
CREATE SEQUENCE refusals;
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF nextval('refusals') % 100 <= current_setting('ops.refusals')::int THEN
RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; END IF;
RETURN NEW; END $$;
CREATE TRIGGER refuse BEFORE UPDATE ON ops_store
FOR EACH ROW EXECUTE FUNCTION refuse();
SQL
refusals() {	# how often it refuses
	psql -Xqt "$OPS_STORE" -c "SELECT setval('refusals', 100)" >set.out
	OPS_STORE="$OPS_STORE%20-cops.refusals%3D$1"
}
load() { printf 'fund,name\n%s,New\n' "$1" | ops-ledger load fund --quiet; }
(refusals 3; load F-3) || fail "three refusals were too many"
[ "$(psql -Xqt "$OPS_STORE" -c 'SELECT last_value FROM refusals' |
    tr -d ' ')" = 104 ] || fail "it was not asked four times"
status=0
(refusals 50; load F-50) 2>refused || status=$?
[ $status = 6 ] || fail "status $status: $(cat refused)"
grep -q 'another program is writing' refused || fail "$(cat refused)"
[ "$(ops-ledger list fund --to csv | sed 1d | cut -d , -f 1)" = F-3 ] ||
    fail "$(ops-ledger list fund --to csv)"
"$ROOT"/tests/server drop retry
