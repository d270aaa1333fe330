-- The eight elements of international staff, computed as carefully as sqlite3
-- can without exact decimals: the same tables, the same roundings.
.mode csv
CREATE TABLE scale (grade TEXT, step INTEGER, gross REAL, net REAL,
    valid_from TEXT, valid_to TEXT, source TEXT, PRIMARY KEY (grade, step));
CREATE TABLE pensionable (grade TEXT, step INTEGER, annual REAL,
    valid_from TEXT, valid_to TEXT, source TEXT, PRIMARY KEY (grade, step));
CREATE TABLE multiplier (duty_station TEXT PRIMARY KEY, multiplier REAL,
    valid_from TEXT, valid_to TEXT, source TEXT);
CREATE TABLE medical (plan TEXT, coverage TEXT, band_from REAL,
    band_to REAL, staff_percent REAL, employer_percent REAL,
    valid_from TEXT, valid_to TEXT, source TEXT);
CREATE TABLE rate (currency TEXT PRIMARY KEY, pivot TEXT, kind TEXT,
    valid_from TEXT, units_per_pivot REAL, source TEXT);
CREATE TABLE parameter (name TEXT PRIMARY KEY, value REAL, valid_from TEXT,
    valid_to TEXT, source TEXT);
.import --skip 1 salary.csv scale
.import --skip 1 pensionable_remuneration.csv pensionable
.import --skip 1 post_adjustment.csv multiplier
.import --skip 1 medical.csv medical
.import --skip 1 rates.csv rate
.import --skip 1 parameter.csv parameter
.import payees.csv payee
INSERT INTO rate VALUES ('USD', 'USD', 'operational', '', 1, '');
CREATE TABLE places AS SELECT DISTINCT currency, CASE
    WHEN currency IN ('JPY', 'KRW', 'CLP', 'VND', 'UGX', 'XOF', 'XAF', 'ISK',
	'PYG', 'RWF', 'BIF', 'DJF', 'GNF', 'KMF', 'VUV', 'XPF') THEN 0
    WHEN currency IN ('KWD', 'JOD', 'TND', 'BHD', 'IQD', 'LYD', 'OMR') THEN 3
    ELSE 2 END AS places FROM rate;
CREATE TABLE pay AS SELECT p.person, p.entity, p.currency, p.fund,
    p.fund_centre, p.project, p.cost_centre, p.donor,
    s.net / 12 AS base,
    s.net / 12 * m.multiplier / 100 AS adjustment,
    CASE WHEN p.spouse = 'yes' THEN 1 END AS spouse,
    max(p.children - CASE WHEN p.single_parent = 'yes' AND p.spouse <> 'yes'
	THEN 1 ELSE 0 END, 0) AS children,
    pr.annual / 12 AS pensionable, p.medical_plan, p.medical_coverage
    FROM payee p
    JOIN scale s ON s.grade = p.grade AND s.step = CAST(p.step AS INTEGER)
    JOIN pensionable pr ON pr.grade = p.grade
	AND pr.step = CAST(p.step AS INTEGER)
    JOIN multiplier m ON m.duty_station = p.duty_station;
CREATE TABLE line AS
SELECT person, 'net_base' AS element, 'earning' AS kind,
    round(base, 2) AS amount FROM pay
UNION ALL SELECT person, 'post_adjustment', 'earning', round(adjustment, 2)
    FROM pay
UNION ALL SELECT person, 'spouse_allowance', 'earning',
    round((base + adjustment) * 6 / 100, 2) FROM pay WHERE spouse = 1
UNION ALL SELECT person, 'child_allowance', 'earning',
    round(children * (SELECT value FROM parameter WHERE name = 'child') / 12,
    2) FROM pay WHERE children > 0
UNION ALL SELECT person, 'pension_staff', 'deduction',
    round(pensionable * 7.9 / 100, 2) FROM pay
UNION ALL SELECT person, 'pension_employer', 'employer',
    round(pensionable * 15.8 / 100, 2) FROM pay
UNION ALL SELECT person, 'medical_staff', 'deduction',
    round((base + adjustment) * m.staff_percent / 100, 2)
    FROM pay JOIN medical m ON m.plan = medical_plan
    AND m.coverage = medical_coverage
    AND (base + adjustment) * 12 >= m.band_from
    AND (m.band_to = '' OR (base + adjustment) * 12 < m.band_to);
INSERT INTO line SELECT person, 'net_pay', 'information',
    round(sum(CASE kind WHEN 'earning' THEN amount
	WHEN 'deduction' THEN -amount ELSE 0 END), 2)
    FROM line GROUP BY person;
.headers on
SELECT l.person, '2026-10' AS period, l.element, l.kind, l.amount,
    'USD' AS currency,
    round(l.amount * r.units_per_pivot, c.places) AS local_amount,
    p.currency AS local_currency, p.entity, p.fund, p.fund_centre,
    p.project, p.cost_centre, p.donor
    FROM line l JOIN pay p ON p.person = l.person
    JOIN rate r ON r.currency = p.currency
    JOIN places c ON c.currency = p.currency
    ORDER BY l.person;
