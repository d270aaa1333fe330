#!/bin/sh
# How far a run is: on a terminal after a second, gone at the end and before
# anything else is said; nothing elsewhere or with --quiet.  script(1) is the
# terminal; the input halts for longer than the second.
command -v script >/dev/null || { echo "script is not installed"; exit 77; }
script -qec true /dev/null </dev/null >/dev/null 2>&1 ||
    { echo "there are no pseudo-terminals here"; exit 77; }
TERM=xterm
export TERM
cat >slow <<'EOF'
awk -v wrong="$1" 'BEGIN {
	print "account,name,type,currency"
	for (i = 1; i <= 600; i++) {
		if (i == 300) {
			fflush()
			system("sleep 1.3")
		}
		printf "%d,Account %d,asset,\n", i, i
		if (i == wrong)
			print "x"
	}
}'
EOF
failed=0
escape=$(printf '\033')

# terminal COMMAND: what a person sees, with the escapes made visible
terminal() {
	script -qec "$1" /dev/null </dev/null | tr '\r' '~' |
	    sed "s/$escape\[K/^/g" >seen
}
expect() {
	grep -qE -e "$1" seen || { echo "expected: $1"; cat seen; failed=1; }
}
nothing() {
	[ ! -s seen ] || { echo "expected nothing:"; cat seen; failed=1; }
}

terminal 'sh slow | ops-view --to csv >out'
expect '~ops-view: [0-9]+ records, [0-9]+ a second\^.*~\^$'
terminal 'sh slow | ops-view --to csv --quiet >out'
nothing
terminal 'sh slow | TERM=dumb ops-view --to csv >out'
nothing
sh slow | ops-view --to csv 2>seen >out
nothing
terminal 'sh slow 590 | ops-view --to csv >out'
expect ' a second\^.*~\^ops-view: -:592: '
sh slow >whole
terminal 'ops-view --progress --to csv whole >out'
expect '^ops-view: 600 records, [0-9,]+ a second~?$'
ops-view --progress --to csv whole 2>seen >out
expect '^ops-view: 600 records, [0-9,]+ a second$'
exit $failed
