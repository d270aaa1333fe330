#!/bin/sh
# Completions give what the tables say; shells which are not here are named.
cd "$ROOT" || exit 1
command -v bash >/dev/null || { echo "bash is not installed"; exit 77; }
failed=0
expect() {	# expected words, then the words of the command line
	want=$1
	shift
	# shellcheck disable=SC2016 # for bash to expand
	got=$(bash -c '
	    name=$1
	    . "build/completion/bash/$name"
	    COMP_WORDS=("$@")
	    COMP_CWORD=$(($# - 1))
	    "_${name//-/_}"
	    echo "${COMPREPLY[*]}"' bash "$@")
	[ "$got" = "$want" ] || {
		echo "$*: \"$got\", not \"$want\""
		failed=1
	}
}
expect 'list' ops lis
expect 'csv' ops list --to c
expect '--spreadsheet' ops list --s
expect 'store' ops sto
expect 'init' ops-store ini
expect '--quiet' ops-store init --qu
expect 'configure' ops list --output configur
for shell in zsh fish; do
	command -v $shell >/dev/null || continue
	for file in build/completion/$shell/*; do
		$shell -n "$file" || failed=1
	done
done
exit $failed
