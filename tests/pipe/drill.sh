#!/bin/sh
# The records behind a figure give the figure again: for every indicator of the
# packs for which there are records here, in every period and group.
set -eu
command -v python3 >/dev/null || { echo "python3 is not installed"; exit 77; }
packs=$ROOT/tests/cli/ops-kpi/packs
awk -v last=2026-02 -f "$ROOT/share/example/month-end/desk.awk" \
    "$ROOT/share/example/month-end/entities.csv" |
    sed -n '1p; 3300,3800p' >cases.csv
# Numbers which are absent, and a request which is not closed.
sed -i '5s/,[0-9]*,1,\([0-9.]*\)$/,,,/; 9s/\(T[0-9:]*Z\),[0-9T:-]*Z/\1,/' cases.csv

python3 "$ROOT/tests/pipe/drill.py" "$ROOT/share/kpi" \
    shared-services service_case cases.csv \
    delegated-authority recruitment "$packs/recruitments.csv" \
    delegated-authority learning_record "$packs/courses.csv" \
    delegated-authority travel_ticket "$packs/tickets.csv" \
    delegated-authority solicitation "$packs/awards.csv" \
    delegated-authority authority_exception "$packs/exceptions.csv" \
    finance service_effort "$packs/effort.csv" \
    finance vendor_invoice "$packs/invoices.csv" \
    supply-chain order_delivery "$packs/orders.csv" \
    supply-chain supply_finance "$packs/finance.csv" \
    supply-chain supply_capacity "$packs/capacity.csv" \
    client-satisfaction survey_answer "$packs/answers.csv"
