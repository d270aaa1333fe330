# setup.sh - the store which the cases of ops-ledger begin with; sourced
#
# October 2026 is open.  Account 9000 holds from 2026-11-01 on.
ops-store init --quiet
ops-ledger load account --quiet <<'CSV'
account,name,type,currency,control
1000,Cash at bank,asset,,
1100,Cash in dinars,asset,KWD,
2100,Salaries payable,liability,,payroll
3000,Net assets,net-assets,,
4000,Contributions: voluntary,revenue,,
51-00,Salaries of experts,expense,,
51.00,Salaries,expense,,
CSV
ops-ledger load account --valid-from 2026-11-01 --quiet <<'CSV'
account,name,type,currency,control
9000,Suspense,asset,,
CSV
ops-ledger load entity --quiet <<'CSV'
entity,name
UNX,Example Office
WNX,Example Agency
CSV
ops-ledger load fund --quiet <<'CSV'
fund,name
10RCR,Regular
20XB,Extra
CSV
cat >rates.csv <<'CSV'
currency,pivot,kind,valid_from,units_per_pivot,source
EUR,USD,operational,2026-10-01,0.857,invented
JPY,USD,operational,2026-10-01,149.37,invented
KWD,USD,operational,2026-10-01,0.3061,invented
CSV
cat >journal.csv <<'CSV'
entry,line,date,entity,account,fund,amount,currency,reference,text
JV-1,1,2026-10-05,UNX,1000,10RCR,1000.00,USD,B1,opening
JV-1,2,2026-10-05,UNX,3000,10RCR,-1000.00,USD,B1,
JV-2,1,2026-10-06,UNX,51.00,10RCR,33.33,EUR,B1,pay
JV-2,2,2026-10-06,UNX,51-00,10RCR,33.33,EUR,B1,pay
JV-2,3,2026-10-06,UNX,2100,10RCR,-66.66,EUR,B1,pay
JV-2,4,2026-10-06,WNX,51.00,,1000,JPY,B1,pay
JV-2,5,2026-10-06,WNX,1000,,-1000,JPY,B1,pay
JV-3,1,2026-10-07,WNX,1100,20XB,1.234,KWD,,
JV-3,2,2026-10-07,WNX,4000,20XB,-1.234,KWD,,
CSV
ops-ledger period open 2026-10 --quiet
post() {
	ops-ledger post --batch "${1:-payroll-1}" --rates rates.csv
}
