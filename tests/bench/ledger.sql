-- What sqlite3 does for the posting of journal lines and their balance.
.mode csv
CREATE TABLE line (entry TEXT, line INTEGER, date TEXT, entity TEXT,
    account TEXT, fund TEXT, fund_centre TEXT, project TEXT,
    cost_centre TEXT, donor TEXT, amount NUMERIC, currency TEXT,
    reference TEXT, text TEXT);
.import --skip 1 lines.csv line
SELECT account, currency, round(sum(amount), 3) FROM line
    GROUP BY account, currency;
