#!/bin/sh
# Names and texts which no message could carry as they are, amounts of every
# exponent, and many groups: what is written is valid against the schemas of
# ISO 20022, in the permitted characters, grouped and summed as python3 finds
# it; what cannot be written is refused before the batch is marked.
cd "$ROOT" || exit 1
schemas=$SHARED/iso20022/xsd
scratch=$ROOT/build/check/pain-hostile
command -v xmllint >/dev/null || { echo "xmllint is not installed"; exit 77; }
command -v python3 >/dev/null || { echo "python3 is not installed"; exit 77; }
[ -d "$schemas" ] || { echo "$schemas is absent"; exit 77; }
rm -rf "$scratch" && mkdir -p "$scratch" && cd "$scratch" || exit 1
OPS_STORE=$scratch/ops.db
export OPS_STORE
failed=0

many() { printf "%$1s" '' | sed "s| |$2|g"; }

# person name street town currency amount
cat >people <<END
H01|$(many 140 a)|$(many 70 s)|$(many 35 t)|USD|0.01
H02|$(many 70 ß)|/ /Street//7/|Köln|USD|9999999999999.99
H03|Иван Выдуманный|улица 1|Москва|EUR|100.10
H04|///Leading//and/trailing/|//|/Town/|EUR|0.02
H05|O'Brien & <Sons> "Ltd"|''''|A&B|GBP|3.14
H06|$(many 140 "'")|-|?|USD|1.00
H07| blanks  inside |  | T |JPY|1
H08|Θεόδωρος Πλαστός|:)|(Town)|JPY|123456789
H09|Żelisława|+1|Zürich|KWD|0.001
H10|Nguyễn Văn Ví Dụ|.|Hà Nội|KWD|1234.567
H11|Ömer İğdır|,|Iğdır|CLF|1.2345
H12|Ann Example||X|CLF|0.0001
END
{
	echo "person,period,element,kind,amount,currency,entity"
	awk -F '|' '{ print $1 ",2026-10,base,earning," $6 "," $5 ",E" }' people
} >pay-lines.csv
{
	echo "person,sequence,currency,holder,account,bank_name,bank_country,street,town,country"
	awk -F '|' '{ gsub(/"/, "\"\"")
	    print $1 ",1," $5 ",\"" $2 "\",12/34,\"Bank & /" $1 "//\",US,\"" $3 \
		"\",\"" $4 "\",US" }' people
} >accounts.csv
{
	echo "debtor_account,entity,currency,any_currency,name,account,bank_country,town,country"
	echo "D,E,USD,yes,/Büro <für> Erfundenes/,1-2,US,New York,US"
} >debtors.csv
# set_up ACCOUNTS: a store in which the pay lines are posted
set_up() {
	{
		ops-store init &&
		ops-payroll post --batch b pay-lines.csv &&
		ops-pay load account "$1" &&
		ops-pay load debtor_account debtors.csv
	} >setup.log 2>&1 || { cat setup.log; exit 1; }
}
batch() {
	ops-pay batch --from b --date 2026-10-29 --rates rates.csv \
	    --remittance "//Salary/ für <10/2026> & more"
}
set_up accounts.csv
echo "currency,pivot,kind,valid_from,units_per_pivot,source" >rates.csv
echo "EUR,USD,operational,2026-10-01,0.853,invented" >>rates.csv
batch >payments.csv || exit 1

for version in pain.001.001.09 pain.001.001.03; do
	ops-pay file --dry-run --format $version payments.csv >$version.xml \
	    2>$version.log || { cat $version.log; exit 1; }
	xmllint --nonet --noout --schema "$schemas/$version.xsd" \
	    $version.xml 2>$version.log || { cat $version.log; failed=1; }
	python3 - $version.xml payments.csv <<'END' || failed=1
import csv, re, sys
from collections import defaultdict
from decimal import Decimal
from xml.etree import ElementTree

def local(element):
    return element.tag.split('}')[1]

def all_of(element, name):
    return [e for e in element.iter() if local(e) == name]

def text(element, name):
    return all_of(element, name)[0].text

root = ElementTree.parse(sys.argv[1]).getroot()
wrong = []
records = list(csv.DictReader(open(sys.argv[2], encoding='utf-8')))
groups = defaultdict(list)
for record in records:
    groups[record['debtor_account'], record['currency'],
        record['execution_date']].append(record)

def check(place, element, expected):
    said = text(element, 'NbOfTxs'), Decimal(text(element, 'CtrlSum'))
    right = str(len(expected)), sum(Decimal(r['amount']) for r in expected)
    if said != right:
        wrong.append('%s says %s, is %s' % (place, said, right))

check('message', all_of(root, 'GrpHdr')[0], records)
found = all_of(root, 'PmtInf')
if len(found) != len(groups):
    wrong.append('%d groups, not %d' % (len(found), len(groups)))
for element, (key, expected) in zip(found, sorted(groups.items())):
    check(key, element, expected)
    written = [(text(e, 'EndToEndId'), text(e, 'InstdAmt'),
        all_of(e, 'InstdAmt')[0].get('Ccy'))
        for e in all_of(element, 'CdtTrfTxInf')]
    right = [(r['payment'], r['amount'], r['currency']) for r in expected]
    if written != right:
        wrong.append('%s: %s is not %s' % (key, written, right))
permitted = re.compile(r"[a-zA-Z0-9/?:().,'+ -]+")
for element in root.iter():
    value = (element.text or '').strip()
    if len(element) == 0 and not value:
        wrong.append('%s is empty' % local(element))
    if local(element) in ('Nm', 'StrtNm', 'TwnNm', 'Ustrd') and (
            not permitted.fullmatch(value) or value.startswith('/') or
            value.endswith('/') or '//' in value or
            value != element.text):
        wrong.append('%s: %r' % (local(element), element.text))
for fault in wrong:
    print(sys.argv[1], fault)
sys.exit(bool(wrong))
END
done

# What cannot be carried is refused with its field, and the batch not marked.
refused() {
	sed "2s|\"*a\{140\}\"*|$1|" accounts.csv >wrong-accounts.csv
	rm -f wrong.db*
	export OPS_STORE="$scratch/wrong.db"
	set_up wrong-accounts.csv
	batch >wrong.csv || exit 1
	ops-pay file --format pain.001.001.09 wrong.csv >wrong.xml 2>wrong.log
	[ $? -eq 3 ] && grep -q "holder: .*$2" wrong.log && [ ! -s wrong.xml ] &&
	    [ "$(sqlite3 wrong.db 'SELECT count(*) FROM payment_file')" = 0 ] ||
	    { echo "\"$1\" was not refused"; cat wrong.log; failed=1; }
}
if command -v sqlite3 >/dev/null; then
	refused "$(many 141 a)" 'longer than 140'
	refused "$(many 71 ß)" 'longer than 140'
	refused '架空の人' 'no letter which banks take'
	refused '///' 'no letter which banks take'
	refused '★ ☆' 'no letter which banks take'
fi
exit $failed
