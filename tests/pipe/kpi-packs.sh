#!/bin/sh
# Every definition of every pack of share/kpi is one: it compiles for its kind
# of record, has an owner and says where it comes from.
set -eu
fail() { echo "kpi-packs: $*"; exit 1; }
command -v ops-kpi >/dev/null || { echo "ops-kpi is not built"; exit 77; }

# cell COLUMN FILE: the cells of a column
cell() {
	awk -f "$ROOT/lib/base/csv.awk" -f /dev/stdin -v column="$1" "$2" <<-'A'
	NR == 1 { for (i = split_csv($0, cells); i > 0; i--) at[cells[i]] = i
		  if (!(column in at)) fail("no column " column); next }
	{ split_csv($0, cells); print cells[at[column]] }
	A
}

packs=0
for pack in "$ROOT"/share/kpi/*.csv; do
	packs=$((packs + 1))
	[ -z "$(cell owner "$pack" | grep -x '')" ] ||
	    fail "$pack: an indicator without owner"
	for kind in $(cell source "$pack" | sort -u); do
		cell field "$ROOT/share/schema/$kind.csv" | paste -sd, >none.csv
		ops-kpi compute --pack "$pack" --source "$kind" none.csv \
		    >figures.csv 2>said || { cat said; fail "$pack: $kind"; }
		[ ! -s said ] || { cat said; fail "$pack: $kind says that"; }
		[ "$(wc -l <figures.csv)" = 1 ] || fail "figures of nothing"
	done
done
[ "$packs" -gt 4 ] || fail "only $packs packs"
