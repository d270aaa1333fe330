-- The figures which requests.csv defines, from input.csv, in memory.
CREATE TABLE request (request TEXT, client TEXT, service TEXT, opened TEXT,
    elapsed INTEGER, target INTEGER, satisfaction TEXT);
.mode csv
.import --skip 1 input.csv request
WITH ranked AS (SELECT client, service, elapsed, target, satisfaction,
	row_number() OVER groups - 1 AS at,
	count(*) OVER (PARTITION BY client, service) - 1 AS last
    FROM request WINDOW groups AS (PARTITION BY client, service
	ORDER BY elapsed))
SELECT client, service, count(*), avg(elapsed),
    sum(elapsed * max(0, 1 - abs(at - 0.5 * last))),
    sum(elapsed * max(0, 1 - abs(at - 0.9 * last))),
    sum(elapsed * max(0, 1 - abs(at - 0.95 * last))),
    avg(elapsed <= target) * 100,
    avg(CASE WHEN satisfaction <> '' THEN satisfaction >= '4' END) * 100
FROM ranked GROUP BY client, service;
