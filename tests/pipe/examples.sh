#!/bin/sh
# Every command which the pages show runs: what a reader copies does not fail.
#
# The examples of a page run one after the other where a payroll of October was
# posted and is to be paid.  Done (0) and the answer is no (1) are right.
set -u
command -v ops-pay >/dev/null || { echo "ops-pay is not built"; exit 77; }
export OPS_ACTOR=ana
example=$ROOT/share/example/month-end
mkdir ready pages

# The month up to its payments; the payments of another copy of the store.
sed "s|^example=.*|example=$example|; /^# 4/,\$d" "$example/run" >month
sh ./month "$PWD/ready" >month.log 2>&1 || { tail month.log; exit 1; }
cd ready || exit 1
cp "$example"/*.csv .
cp payees-2026-10.csv payees.csv
cp rates.csv rates-2026-10.csv
cp ops.db other.db
ops-pay batch --store other.db --from payroll-2026-10 --date 2026-10-29 \
    >payments.csv 2>/dev/null
rm -f other.db*
cp "$ROOT/tests/cli/ops-pay/match/statement.xml" .
cp -R "$ROOT/share/rules/un-common-system" my-pack
cat >requests.csv <<END
request,desk,client,service,opened,answered,closed,target
1,BONN,C1,S1,2026-10-05T07:00:00Z,2026-10-05T13:00:00Z,2026-10-06T07:00:00Z,28800
END
for kind in working_calendar holiday calendar_day; do
	ops-kpi load --store ops.db $kind "$ROOT/share/calendar/$kind.csv" \
	    2>/dev/null
done
sed -n '1p; /^BONN,/p' "$ROOT/share/calendar/working_calendar.csv" >bonn.csv
{ echo month,office,days; awk 'BEGIN { for (i = 0; i < 24; i++)
    printf "%d-%02d,A,%d\n", 2025 + int(i / 12), i % 12 + 1, 10 + i % 3 }'; } \
    >months.csv
cp "$ROOT/tests/cli/ops-kpi/process/log.csv" events.csv
cp "$ROOT/tests/cli/ops-kpi/conform/claim.csv" claim.csv
# A desk and what its portal wrote.
desk=$ROOT/tests/cli/ops-request/step
ops-request load --store ops.db service "$desk/services.csv" 2>/dev/null
ops-request load --store ops.db service_priority "$desk/priorities.csv" \
    2>/dev/null
ops-request load --store ops.db routing_rule "$desk/rules.csv" 2>/dev/null
cp "$desk/requests.csv" portal.csv
cp "$ROOT/tests/cli/ops-request/mail/box.mbox" spool.mbox
# Rates of another month, which the page of ops-store undoes as run 118.
printf '%s\n' currency,pivot,kind,valid_from,units_per_pivot \
    EUR,USD,operational,2026-12-01,0.9 >other-rates.csv
ops-fx load --store ops.db other-rates.csv 2>/dev/null
last=$(ops-store status --store ops.db --to csv | sed -n 's/^runs,//p')
if command -v ssh-keygen >/dev/null; then
	HOME=$PWD
	export HOME
	mkdir .ssh
	ssh-keygen -q -t ed25519 -N '' -C ana -f .ssh/anchor
	echo "ana namespaces=\"opsutils-anchor\" $(cat .ssh/anchor.pub)" >signers
fi
cd ..

failed=0
run=0
for page in "$ROOT"/man/*.[15] "$ROOT"/man/ops.7 "$ROOT"/man/ops-audit.7; do
	name=$(basename "$page")
	awk -v prefix="pages/$name-" -f "$ROOT/tests/pipe/examples.awk" "$page"
	rm -rf here
	cp -R ready here
	for file in pages/"$name"-*; do
		[ -f "$file" ] || continue
		# What is no command is not run: formulas, faults, formats.
		grep -qE '^ops(-[a-z]+)? ' "$file" || continue
		grep -qF ' ...' "$file" && continue
		# Servers: tests/pipe/store-copy.sh and store-rights.sh.
		grep -qF 'postgresql://' "$file" && continue
		case $(command -v ssh-keygen) in '')
			grep -qE -e '--(key|signers)' "$file" && continue ;;
		esac
		case $(command -v hledger) in '')
			grep -q hledger "$file" && continue ;;
		esac
		sed -i "s/^ops-store undo 118\$/ops-store undo $last/" "$file"
		run=$((run + 1))
		(cd here && OPS_STORE=$PWD/ops.db HOME=$PWD \
		    sh -eu "../$file") >"$file.log" 2>&1 </dev/null
		status=$?
		[ $status -le 1 ] && continue
		echo "$(head -n 1 "$file"): status $status"
		cat "$file" "$file.log"
		failed=1
	done
done
[ $run -ge 25 ] || { echo "only $run examples were found"; failed=1; }
exit $failed
