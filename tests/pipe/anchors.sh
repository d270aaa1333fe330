#!/bin/sh
# What ops-audit.7 says is detected, and what it says is not, done to a store;
# and the root and the proofs computed by a program which is not ours.
set -eu
command -v python3 >/dev/null || { echo "python3 is not installed"; exit 77; }
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed"; exit 77; }
command -v ssh-keygen >/dev/null || { echo "no ssh-keygen"; exit 77; }
fail() { echo "anchors: $*"; exit 1; }
rm -rf ./* && cp "$ROOT"/tests/pipe/anchors.py .
export OPS_STORE="$PWD/ops.db"

ssh-keygen -q -t ed25519 -N '' -C '' -f key
echo "auditor@centre.example $(cat key.pub)" >signers
ops-store init --quiet
for n in 1 2 3 4 5 6 7; do
	printf 'entity,name\nE%s,"Name ""%s"" of é\\"\n' $n $n |
	    ops-ledger load --quiet entity
	ops-store anchor --quiet --key key --output a$n
done
size=$(ops-store status --to csv | sed -n 's/^audit records,//p')
[ "$size" -gt 16 ] || fail "there are only $size audit records"

# Another implementation, from the rows to the root.
for n in 1 4 7; do
	rows=$(sed -n 2p a$n)
	[ "$(python3 anchors.py root ops.db $rows)" = "$(sed -n 3p a$n)" ] ||
	    fail "the root of $rows records is another"
done
n=1
while [ $n -le "$size" ]; do
	ops-store prove $n >proof
	python3 anchors.py check proof || fail "the proof of $n does not hold"
	n=$((n + 1))
done

all="--anchor a1 --anchor a2 --anchor a3 --anchor a4 --anchor a5 --anchor a6 --anchor a7"
# shellcheck disable=SC2086 # several words
holds() { ops-store verify --quiet --signers signers $all "$@" 2>said; }
found() {	# TEXT: is found, and not without a reason
	! holds || fail "not found: $1"
	grep -q "$1" said || { cat said; fail "said otherwise than: $1"; }
}
again() { rm -f ops.db-wal ops.db-shm; cp whole.db ops.db; }
ops-store backup --quiet whole.db
holds || { cat said; fail "the store does not hold"; }

# An altered row: the chain.
sqlite3 ops.db "UPDATE audit SET after_image = '{}' WHERE number = 9"
"$STAMP" ops.db
found "the audit chain breaks at record 9"; again
sqlite3 ops.db "DELETE FROM audit WHERE number = 9"
"$STAMP" ops.db
found "the audit chain breaks at record 9"; again

# Who ran it, altered in the run: the audit record of the run.
sqlite3 ops.db "UPDATE run SET actor = 'somebody.else' WHERE number = 3"
"$STAMP" ops.db
found "run 3 is not what its audit record says"; again

# The end cut off, with all it wrote: only an anchor tells.
cut="DELETE FROM audit WHERE run >= 7; DELETE FROM register_entity
    WHERE recorded_run >= 7; DELETE FROM run WHERE number >= 7"
sqlite3 ops.db "$cut"
"$STAMP" ops.db
ops-store verify --quiet || fail "a cut end is found without an anchor"
found "its end was cut off"
all="--anchor a1 --anchor a4"
holds || fail "an earlier anchor tells of a later end"
all="$all --anchor a5 --anchor a6 --anchor a7"; again

# Everything rewritten, the chain computed again: only an anchor tells.
python3 anchors.py rewrite ops.db 7 || fail "the chain was not rewritten"
"$STAMP" ops.db
ops-store verify --quiet || fail "a rewritten chain is found without an anchor"
found "a6: warning: audit records $(($(sed -n 2p a5) + 1)) to $(sed -n 2p a6) are not those"
! grep -q "a5: " said || fail "what was before the rewriting is named"

# With the key of the anchors besides, new anchors can be made: nobody finds
# that who has no old one, and everybody who has.
for n in 5 6 7; do cp a$n old$n; done
ops-store anchor --quiet --key key --output a7
ops-store verify --quiet --signers signers --anchor a7 ||
    fail "a stolen key is found without an earlier anchor"
ops-store prove --from a1 --to a7 >proof ||
    fail "what was before the rewriting is no longer there"
! ops-store prove --from old6 --to a7 >proof 2>said ||
    fail "what was rewritten is proved to be the same"
! ops-store verify --quiet --anchor old6 2>said || fail "old6 holds"
cp old7 a7; again

# A store with the same beginning and another end.
ops-store backup --quiet fork.db
printf 'entity,name\nE8,Eight\n' | ops-ledger load --quiet entity
ops-store anchor --quiet --output a8
OPS_STORE=$PWD/fork.db
printf 'entity,name\nE8,Another\n' | ops-ledger load --quiet entity
! ops-store verify --quiet --anchor a7 --anchor a8 2>said || fail "forked"
grep -q "a8: warning: audit records $((size + 1)) to $(sed -n 2p a8) are" said ||
    { cat said; fail "the fork is not named"; }
