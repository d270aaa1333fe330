#!/bin/sh
# Payment files are valid against the schemas of ISO 20022, and their counts
# and control sums are those which xmllint and awk compute from the payments.
cd "$ROOT" || exit 1
case_folder=$ROOT/tests/cli/ops-pay/file
schemas=$SHARED/iso20022/xsd
scratch=$ROOT/build/check/pain
command -v xmllint >/dev/null || { echo "xmllint is not installed"; exit 77; }
[ -d "$schemas" ] || { echo "$schemas is absent"; exit 77; }
rm -rf "$scratch" && mkdir -p "$scratch" && cd "$scratch" || exit 1

OPS_STORE=$scratch/ops.db
export OPS_STORE
{
	ops-store init &&
	ops-payroll post --batch payroll-2026-10 "$case_folder/pay-lines.csv" &&
	ops-pay load account "$case_folder/accounts.csv" &&
	ops-pay load debtor_account "$case_folder/debtors.csv"
} >setup.log 2>&1 || { cat setup.log; exit 1; }
ops-pay batch --from payroll-2026-10 --date 2026-10-29 \
    --rates "$case_folder/rates.csv" >payments.csv || exit 1

# The text of an XPath over local names: what FILE EXPRESSION.
what() {
	xmllint --nonet --xpath "string($2)" "$1"
}
any() {	# an element at any depth
	echo "//*[local-name()='$1']"
}

failed=0
for version in pain.001.001.09 pain.001.001.03; do
	ops-pay file --dry-run --format $version payments.csv >$version.xml \
	    2>$version.log || exit 1
	xmllint --nonet --noout --schema "$schemas/$version.xsd" \
	    $version.xml 2>$version.log || { cat $version.log; failed=1; }
	groups=$(what $version.xml "count($(any PmtInf))")
	for at in $(seq 0 "$groups"); do
		place="($(any PmtInf))[$at]"
		[ "$at" -gt 0 ] || place="$(any GrpHdr)"
		below=$place
		[ "$at" -gt 0 ] || below=
		count=$(what $version.xml "count($below$(any CdtTrfTxInf))")
		sum=$(xmllint --nonet --xpath "$below$(any InstdAmt)" \
		    $version.xml | tr '>' '\n' | awk -F '<' '
		    $1 ~ /^[0-9.]+$/ { sum += $1 } END { printf "%.3f", sum }')
		said=$(what $version.xml "$place/*[local-name()='CtrlSum']" |
		    awk '{ printf "%.3f", $1 }')
		said_count=$(what $version.xml \
		    "$place/*[local-name()='NbOfTxs']")
		[ "$sum $count" = "$said $said_count" ] || {
			echo "$version, group $at: says $said of $said_count," \
			    "is $sum of $count"
			failed=1
		}
	done
	what $version.xml "count($(any EndToEndId))" >count
	xmllint --nonet --xpath "$(any EndToEndId)/text()" $version.xml |
	    sort -u | awk 'length($0) > 35 { exit 1 } END { print NR }' \
	    >unique || { echo "an end-to-end id is too long"; failed=1; }
	[ "$(cat count)" -eq "$(cat unique)" ] ||
	    { echo "end-to-end ids are not unique"; failed=1; }
done
# The sums again from the records, by currency and debtor account.
awk -F , 'NR > 1 { sum += $6; count++ } END { printf "%.3f %d\n", sum, count }' \
    payments.csv >records
printf '%.3f %d\n' \
    "$(what pain.001.001.09.xml "$(any GrpHdr)/*[local-name()='CtrlSum']")" \
    "$(what pain.001.001.09.xml "$(any GrpHdr)/*[local-name()='NbOfTxs']")" \
    >message
cmp -s records message ||
    { echo "records: $(cat records), message: $(cat message)"; failed=1; }
exit $failed
