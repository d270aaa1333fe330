#!/bin/sh
# The month-end of the example runs, reconciles, and does nothing twice.
set -eu
command -v ops-pay >/dev/null || { echo "ops-pay is not built"; exit 77; }
fail() { echo "month-end: $*"; exit 1; }

"$ROOT"/share/example/month-end/run out >first.txt 2>first.err ||
    { cat first.err; fail "the first run failed"; }
cp out/payments.xml payments-1.xml
cp out/balance.csv balance-1.csv
cp out/board.html board-1.html
sed "s|$PWD|DIRECTORY|" first.txt >screen.txt
[ -z "${REGEN:-}" ] || cp screen.txt "$ROOT/tests/pipe/month-end.screen"
diff "$ROOT/tests/pipe/month-end.screen" screen.txt ||
    fail "the screen is another; see it, then REGEN=1"
[ "$(wc -l <screen.txt)" -le 50 ] || fail "the screen is too long"
[ "$(wc -L <screen.txt)" -le 120 ] || fail "the screen is too wide"
grep -q 'balanced by client, fund and currency' first.txt ||
    fail "the ledger does not balance"
ops-store verify --store out/ops.db >/dev/null 2>&1 ||
    fail "the store does not verify"

# What is due on account 2110 is the net pay, by client and currency; paths
# and awk's numbers are safe: sums are whole minor units below 2^53.
sums() { LC_ALL=C sort | uniq; }
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { amount = $at["amount"]; sub(/\./, "", amount); key = $at["entity"] " " $at["currency"] }
    $at["kind"] == "earning" { sum[key] += amount }
    $at["kind"] == "deduction" { sum[key] -= amount }
    END { for (key in sum) if (sum[key]) printf "%s %.0f\n", key, sum[key] }' \
    out/pay-lines.csv | sums >net.txt
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["account"] == 2110 { amount = $at["amount"]; sub(/\./, "", amount)
	sum[$at["entity"] " " $at["currency"]] -= amount }
    END { for (key in sum) if (sum[key]) printf "%s %.0f\n", key, sum[key] }' \
    out/journal.csv | sums >due.txt
cmp net.txt due.txt || fail "net pay is not what is due"

# The board shows all of its indicators; net pay is that of the ledger.
for code in $(sed '1d; s/,.*//' "$ROOT/share/example/month-end/indicators.csv"); do
	grep -q "<code>$code</code>" out/board.html ||
	    fail "the board has no $code"
done
cents='BEGIN { FS = "," } NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }'
awk "$cents"'
    $1 == "net_pay" { sum += int($at["value"] * 100 + 0.5) }
    END { printf "%.0f\n", sum }' out/figures-month.csv >board-pay.txt
awk "$cents"'
    $1 == 2110 { sub(/\./, "", $at["functional_balance"]); sum -= $at["functional_balance"] }
    END { printf "%.0f\n", sum }' out/balance.csv >ledger-pay.txt
cmp board-pay.txt ledger-pay.txt || fail "net pay of the board is another"

# Every payee has a slip, and everybody paid has a payment.
slips=$(find out/slips -name '*.txt' | wc -l)
payees=$(cut -d, -f1 out/pay-lines.csv | sort -u | wc -l)
[ "$slips" -eq $((payees - 1)) ] || fail "$slips slips of $payees payees"
[ "$slips" -ge 400 ] || fail "only $slips payees"
paid=$(cut -d, -f3 out/payments.csv | sed 1d | sort -u | wc -l)
[ "$paid" -eq "$slips" ] || fail "$paid of $slips payees are paid"

if command -v xmllint >/dev/null && [ -d "$SHARED/iso20022/xsd" ]; then
	xmllint --noout --schema "$SHARED/iso20022/xsd/pain.001.001.09.xsd" \
	    out/payments.xml 2>xmllint.txt || { cat xmllint.txt; fail "XSD"; }
fi

"$ROOT"/share/example/month-end/run out >second.txt 2>second.err ||
    { cat second.err; fail "the second run failed"; }
cmp first.txt second.txt || fail "the second run shows other figures"
cmp payments-1.xml out/payments.xml || fail "the payments changed"
cmp board-1.html out/board.html || fail "the board changed"
cmp balance-1.csv out/balance.csv || fail "the balances changed"
[ "$(grep -c 'done before' second.err)" -ge 6 ] ||
    { cat second.err; fail "the second run does not say that it repeats"; }
