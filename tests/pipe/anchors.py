"""The tree of RFC 6962 over the audit records, by its definition.

root STORE SIZE     the root over the first SIZE records, in base64
check PROOF         does the proof of inclusion lead to its root?
rewrite STORE RUN   alter what the first audit record of the run says, and
                    compute the chain again from there
"""
import base64
import hashlib
import json
import sqlite3
import struct
import sys

COLUMNS = ("number", "run", "action", "kind", "record", "before", "after",
           "previous", "hash")
QUERY = ("SELECT number, run, action, kind, record, before_image, "
         "after_image, previous, hash FROM audit ORDER BY number")


def sha(data):
    return hashlib.sha256(data).digest()


def leaf(text):
    return sha(b"\0" + text.encode())


def tree(leaves):
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha(b"\1" + tree(leaves[:half]) + tree(leaves[half:]))


def root(store, size):
    rows = sqlite3.connect(store).execute(QUERY).fetchall()[:size]
    print(base64.b64encode(tree([leaf(json.dumps(
        dict(zip(COLUMNS, row)), separators=(",", ":"), ensure_ascii=False))
        for row in rows])).decode())


def check(proof):
    head, _, anchor = open(proof, encoding="utf-8").read().partition("\n\n")
    _, size, want = anchor.split("\n")[:3]
    lines = [line.partition(" ") for line in head.split("\n")[1:]]
    path = [base64.b64decode(v) for name, _, v in lines if name == "path"]
    index = int(next(v for name, _, v in lines if name == "index"))
    text = next(v for name, _, v in lines if name == "record")
    assert json.loads(text)["number"] == index + 1

    def climb(index, size, path):
        if size == 1:
            assert not path
            return leaf(text)
        half = 1
        while half * 2 < size:
            half *= 2
        if index < half:
            return sha(b"\1" + climb(index, half, path[:-1]) + path[-1])
        return sha(b"\1" + path[-1] +
                   climb(index - half, size - half, path[:-1]))

    return climb(index, int(size), path) == base64.b64decode(want)


def rewrite(store, run):
    base = sqlite3.connect(store)
    previous = None
    for row in base.execute(QUERY).fetchall():
        number, of, action, kind, record, before, after, _, digest = row
        if of == run and action == "add":
            after = after.replace("Name", "Alias")
        data = bytes.fromhex(previous or "0" * 64)
        data += struct.pack(">qq", number, of)
        for text in (action, kind, record, before, after):
            data += struct.pack(">q", len(text.encode())) + text.encode()
        new = sha(data).hex()
        if of < run:
            assert new == digest, number
        base.execute("UPDATE audit SET after_image = ?, previous = ?, "
                     "hash = ? WHERE number = ?",
                     (after, previous or "0" * 64, new, number))
        previous = new
    base.commit()
    return True


if sys.argv[1] == "root":
    root(sys.argv[2], int(sys.argv[3]))
elif sys.argv[1] == "check":
    sys.exit(not check(sys.argv[2]))
else:
    sys.exit(not rewrite(sys.argv[2], int(sys.argv[3])))
