#!/bin/sh
# Each system call of each verb which writes fails, once or from then on, and
# so does each request for memory.  Either the command does without and ends as
# undisturbed, or it ends with status 5 and one line which names what could
# not be read or written; the store is as before or as after, files are whole,
# and the command, repeated, leaves what it leaves undisturbed.
#
# FULL=1: every call; otherwise a few, others for each verb.
# shellcheck source=tests/anomaly/world.sh
. "$ROOT/tests/anomaly/world.sh"

late=
whole=		# the step whose folder is as before, to be used again

# One line, of a fault, which says what it is about.
check_line() {	# STEP CLASS
	lines=$(grep -vc ': warning: ' err)
	[ "$lines" = 1 ] || wrong "$lines lines"
	if [ "$2" = memory ]; then
		grep -q 'out of memory\|[Cc]annot allocate memory\|-wal: it could not be written to its end' err ||
		    wrong "does not speak of memory"
		return
	fi
	grep -q '^ops-[a-z-]*: .*\(\.db\|\.csv\|\.xml\|\.txt\|slips\|anchor:\|/[a-z0-9/_.-]*\|standard output\|name of user\)' err ||
	    wrong "names no file"
}

check_failure() {	# STEP HOW CLASS
	case $2 in
	short|EINTR) [ "$3" = sync ] || wrong "status 5" ;;
	esac
	check_line "$1" "$3"
}

# It failed and nothing came of it, so repeating it is what was done when the
# world was made.  Most trials end so.
nothing_came() {	# STEP
	[ $status = 5 ] &&
	    diff -rq -x out -x err -x '*-wal' . "$world/$1/before" >/dev/null &&
	    [ -z "$(find . -name '*-wal' | without_empty_logs)" ]
}

# All names and bytes which it left.
digest() {
	find . -type f ! -name out ! -name err | without_empty_logs |
	    LC_ALL=C sort | xargs -r sha256sum | sha256sum
}

# It failed and left what a failure of the same step left before, which was
# looked at and repeated then.
is_known() {
	left=
	[ $status = 5 ] || return
	left=$(digest)
	grep -qxF -e "$left" ../known
}

try() {	# STEP HOW CLASS N
	if [ "$whole" = "$1" ]; then
		trial="$mode $1 $2 $3 $4"
		trials=$((trials + 1))
		cd trial || exit 1
	else
		begin_trial "$1" "$2 $3 $4"
	fi
	whole=
	run_step "$1" env FAULT="$2:$3:$4" LD_PRELOAD="$shim"
	status=$?
	if nothing_came "$1"; then
		whole=$1
		check_failure "$1" "$2" "$3"
		cd ..
		return
	fi
	if is_known; then
		check_failure "$1" "$2" "$3"
		cd ..
		return
	fi
	failed_before=$failed
	failed=0
	mv out ../out
	cp err ../err
	check_halves "$1"
	case $status in
	"$(cat "$world/$1/first")")
		[ $stands = after ] || [ ! -e "$world/$1/sql/changes" ] ||
		    wrong "is well, and nothing was stored" ;;
	5)	check_failure "$1" "$2" "$3"
		[ $stands = before ] || late="$late
	$trial: $(cat err)" ;;
	4)	# SQLite's check may take a lack of memory for damage
		[ "$3 $stands" = "memory before" ] &&
		    grep -q 'is not whole: nothing was restored' err ||
		    wrong "status 4" ;;
	6)	[ "$3" = lock ] || wrong "status 6"
		[ $stands = before ] || wrong "status 6, and it was stored" ;;
	*)	wrong "status $status" ;;
	esac
	check_repeated "$1"
	[ $failed != 0 ] || [ $stands != before ] || [ -z "$left" ] ||
	    echo "$left" >>../known
	failed=$((failed + failed_before))
	cd ..
}

# A signal which comes for ever is no failure but a hang of its sender, and
# locks which fail for ever are waited for, long.
lasts() { [ "$1" != lock ] && [ "$2" != EINTR ]; }	# CLASS HOW

try_how() {	# STEP CLASS HOW COUNT
	if [ -n "${FULL:-}" ]; then
		for n in $(seq "$4"); do
			try "$1" "$3" "$2" "$n"
			lasts "$2" "$3" && try "$1" "$3" "$2" "$n+"
		done
		return
	fi
	turn=$((turn + 1))
	[ "$4" -gt 0 ] && [ $((turn % 6)) = 0 ] || return
	n=$((1 + turn * 7 % $4))
	! lasts "$2" "$3" || [ $((turn % 2)) = 0 ] || n=$n+
	try "$1" "$3" "$2" "$n"
}

try_memory() {	# STEP COUNT
	case ${FULL:+full}$1 in
	fullload|fullpost|fullfile) gap=1 ;;
	full*) gap=23 ;;
	*) gap=$(($2 / 2)) ;;
	esac
	for n in $(seq $((1 + turn * 31 % gap)) $gap "$2"); do
		try "$1" ENOMEM memory "$n"
	done
}

try_step() {	# STEP
	whole=
	: >known
	(count_calls "$1" change) >/dev/null
	cp trial/counts counts
	while read -r class count; do
		case $class in
		write) hows="EIO ENOSPC EINTR short" ;;
		sync|truncate|unlink|close) hows=EIO ;;
		rename) hows="EIO ENOSPC" ;;
		open) hows="EIO EMFILE EINTR" ;;
		read) hows="EIO EINTR" ;;
		map) hows=ENOMEM ;;
		lock) hows="EIO ENOLCK" ;;
		memory) try_memory "$1" "$count"; continue ;;
		*) continue ;;
		esac
		for how in $hows; do
			try_how "$1" "$class" $how "$count"
		done
	done <counts
}

siege() {	# MODE, FIRST TURN
	mode=$1
	turn=$2
	mkdir "$mode"
	cd "$mode" || exit 1
	find_world "$mode"
	for step in $(disturbed $mode); do
		try_step "$step"
	done
	echo "$mode: $trials faults; after the commit came:$late"
	[ $trials -gt 5 ] || { echo "too few"; failed=1; }
	[ $failed = 0 ] || exit 1
	exit 0
}

rm -rf wal delete
(siege wal 0) >wal.log 2>&1 & wal=$!
(siege delete 1) >delete.log 2>&1 & delete=$!
wait $wal || failed=1
wait $delete || failed=1
cat wal.log delete.log
exit $failed
