.mode csv
.import events.csv event
.headers on
SELECT source, activity AS target, count(*) AS steps, avg(after) AS mean
FROM (SELECT activity, lag(activity) OVER trace AS source,
	unixepoch(time) - lag(unixepoch(time)) OVER trace AS after
	FROM event WINDOW trace AS (PARTITION BY "case" ORDER BY time))
WHERE source IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC;
