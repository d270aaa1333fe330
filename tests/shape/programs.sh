#!/bin/sh
# No program lacks a part: a page, a case for each verb, completions for three
# shells, its line in README, and a page which names just the verbs and options
# which the program has.
cd "$ROOT" || exit 1
scratch=$ROOT/build/check/programs
mkdir -p "$scratch"

# Verbs and options of its own, then all options, then those of the page.
compare() {
	"build/bin/$1" --describe >"$scratch/$1"
	awk -F '\t' '$1 == "verb" && $2 != "" { print $2 }' \
	    "$scratch/$1" >"$scratch/verbs"
	awk -F '\t' '$1 == "option" { print $3 }' "$scratch/$1" |
	    sort -u >"$scratch/all"
	awk -F '\t' 'NR == FNR { common[$0] = 1; next }
	    $1 == "option" && !($3 in common) { print $3 }' \
	    "$scratch/common" "$scratch/$1" | sort -u >"$scratch/own"
	mandoc -T ascii -O width=500 "man/$1.1" |
	    sed "s/.$(printf '\b')//g" >"$scratch/text"
	grep -oE -e '--[a-z][a-z-]*' "$scratch/text" | sed 's/^--//' |
	    sort -u >"$scratch/mentioned"
	sed -n 's/^\.It.* Fl Fl \([a-z-]*\).*/\1/p; s/^\.It.* Fl -\([a-z-]*\).*/\1/p' \
	    "man/$1.1" | sort -u >"$scratch/defined"
	while read -r verb; do
		tr -s ' \n' '  ' <"$scratch/text" | grep -qw -e "$verb" ||
		    echo "man/$1.1: the verb $verb is missing"
	done <"$scratch/verbs"
	comm -23 "$scratch/own" "$scratch/mentioned" |
	    sed "s|^|man/$1.1: the program has, the page has not: --|"
	comm -23 "$scratch/defined" "$scratch/all" |
	    sed "s|^|man/$1.1: the page has, the program has not: --|"
}

# What every program may have, as the page ops.7 defines it.
sed -n 's/^\.It Fl -\([a-z-]*\).*/\1/p' man/ops.7 | sort -u >"$scratch/common"

for folder in bin/*/; do
	name=$(basename "$folder")
	[ -f "man/$name.1" ] || { echo "$name has no page"; continue; }
	[ -n "$(find "tests/cli/$name" -name cmd 2>/dev/null)" ] ||
	    echo "$name has no cases"
	"build/bin/$name" --describe |
	    awk -F '\t' '$1 == "verb" && $2 != "" { print $2 }' |
	    while read -r verb; do
		grep -qE "(^|[^a-z-])$name $verb( |\$)|ops ${name#ops-} $verb" \
		    "tests/cli/$name"/*/cmd || echo "$name $verb has no case"
	done
	grep -q "^    $name  *" README || echo "README does not list $name"
	for file in "bash/$name" "zsh/_$name" "fish/$name.fish"; do
		[ -s "build/completion/$file" ] ||
		    echo "build/completion/$file is missing"
	done
	if command -v bash >/dev/null; then
		bash -n "build/completion/bash/$name" 2>&1
	fi
	if command -v mandoc >/dev/null; then compare "$name"; fi
done >"$scratch/faults" 2>&1
if command -v mandoc >/dev/null; then
	mandoc -T lint -W warning man/*.[1-9] >>"$scratch/faults" 2>&1
fi
cat "$scratch/faults"
[ ! -s "$scratch/faults" ] || exit 1
command -v mandoc >/dev/null || { echo "mandoc is not installed"; exit 77; }
