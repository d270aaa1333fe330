#!/bin/sh
# share/currency.csv has just the currencies of the published lists, with their
# numbers, minor units, names and months of withdrawal, as sqlite3 reads them.
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed"; exit 77; }
lists=$ROOT/../shared/data/currency
[ -f "$lists/iso4217.csv" ] || { echo "no published lists"; exit 77; }
for list in iso4217 iso4217_historic; do
	tr -d '\r' <"$lists/$list.csv" | sed '1s/^\xef\xbb\xbf//' >"$list.csv"
done
sqlite3 -batch :memory: >wrong <<SQL
.mode csv
.import iso4217.csv now
.import iso4217_historic.csv past
.import $ROOT/share/currency.csv ours
SELECT 'missing', alpha FROM now WHERE exponent <> ''
    AND alpha NOT IN (SELECT code FROM ours);
SELECT 'not published', code FROM ours
    WHERE code NOT IN (SELECT alpha FROM now)
    AND code NOT IN (SELECT alpha FROM past);
SELECT 'different', code FROM ours JOIN now ON alpha = code
    WHERE trim(ours.number) <> trim(numeric)
    OR ours.exponent <> trim(now.exponent) OR ours.name <> trim(now.name);
SELECT 'withdrawn in another month', code, valid_to FROM ours
    WHERE code NOT IN (SELECT alpha FROM now)
    AND strftime('%Y-%m', valid_to, '-1 day') <>
    (SELECT max(withdrawal) FROM past WHERE alpha = code);
SELECT count(*) FROM ours;
SQL
[ "$(cat wrong)" = "$(($(wc -l <"$ROOT/share/currency.csv") - 1))" ] ||
    { cat wrong; exit 1; }
