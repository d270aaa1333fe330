#!/bin/sh
# A store of a whole month goes to a server, to another place there, and back
# to a file: it is the same, and work goes on.
set -eu
[ -n "$OPS_TEST_SERVER" ] || { echo "$OPS_TEST_WITHOUT"; exit 77; }
fail() { echo "store-copy: $*"; exit 1; }
place() { "$ROOT"/tests/server store "$1"; }

OPS_STORE='' "$ROOT"/share/example/month-end/run month >month.out 2>month.err ||
    { cat month.err; fail "the month failed"; }
one=$(place copy_one)
two=$(place copy_two)
ops-store copy month/ops.db "$one"
ops-store copy "$one" "$two"
ops-store copy "$two" back.db
rows() { sqlite3 "$1" .dump | grep -v '^CREATE' | sort; }
rows month/ops.db >month.rows
rows back.db >back.rows
cmp month.rows back.rows || fail "the file which came back is another"
for store in month/ops.db "$one" "$two" back.db; do
	ops-store verify --quiet --store "$store" ||
	    fail "$store does not verify"
	ops-ledger balance --store "$store" | sha256sum
done >sums
[ "$(sort -u sums | wc -l)" = 1 ] || fail "the balances differ"

# Nothing is overwritten unasked, and asked for it is all of it.
printf 'fund,name\nF-NEW,New\n' | ops-ledger load fund --quiet --store "$two"
! ops-store copy "$two" "$one" 2>refused || fail "a store was overwritten"
grep -q 'is a store already; --force replaces it' refused || fail "$(cat refused)"
ops-store copy --force "$two" "$one"
ops-ledger list fund --store "$one" | grep -q '^F-NEW' || fail "not replaced"

# Backup and restore are copies too.
ops-store backup --quiet --store "$one" backup.db
printf 'fund,name\nF-LOST,Lost\n' | ops-ledger load fund --quiet --store "$one"
ops-store restore --quiet --force --store "$one" backup.db
ops-store verify --quiet --store "$one" || fail "the restored does not verify"
! ops-ledger list fund --store "$one" | grep -q '^F-LOST' || fail "not restored"
ops-store history store version --store "$one" | grep -q restore ||
    fail "the restored store does not tell"

# A password is neither said nor kept.
secret=$(echo "$one" | sed 's|^postgresql://|&ops:geheim@|')
printf 'fund,name\nF-SECRET,S\n' |
    ops-ledger load fund --store "$secret" >said 2>&1
ops-store status --store "$secret" >>said
ops-store copy "$two" "$secret" >>said 2>&1 || true
! grep -q geheim said || fail "the password is said: $(cat said)"
grep -q 'ops@/postgres' said || fail "the store is not named: $(cat said)"
[ "$(psql -Xqt "$one" -c "SELECT count(*) FROM run
    WHERE arguments LIKE '%ops@/postgres%'" | tr -d ' ')" = 1 ] ||
    fail "the arguments are not kept"
[ "$(psql -Xqt "$one" -c "SELECT count(*) FROM run
    WHERE arguments LIKE '%geheim%'" | tr -d ' ')" = 0 ] ||
    fail "the password is kept"

# A server which changes what it is given is found out, and nothing is kept.
bad=$(place copy_bad)
ops-store init --quiet --store "$bad"
psql -Xq "$bad" <<'SQL'
CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.name = NEW.name || ' '; RETURN NEW; END $$;
CREATE TRIGGER spoil BEFORE INSERT ON register_fund
FOR EACH ROW EXECUTE FUNCTION spoil();
SQL
# what init left in it is replaced
! ops-store copy --force "$two" "$bad" 2>spoilt || fail "it was not noticed"
grep -q 'register_fund came over with another "name"' spoilt ||
    fail "$(cat spoilt)"
[ "$(psql -Xqt "$bad" -c 'SELECT count(*) FROM run' | tr -d ' ')" = 1 ] ||
    fail "something of it was kept"
psql -Xq "$bad" -c 'DROP TRIGGER spoil ON register_fund' -c \
    'ALTER TABLE pay_line ADD CHECK (amount < 100)'
! ops-store copy --force "$two" "$bad" 2>refused || fail "it was not noticed"
[ "$(psql -Xqt "$bad" -c 'SELECT count(*) FROM run' | tr -d ' ')" = 1 ] ||
    fail "something of it was kept"
for name in copy_one copy_two copy_bad; do
	"$ROOT"/tests/server drop $name
done
