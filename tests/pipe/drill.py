# drill.py - compute every figure again from the records which drill shows
#
# drill.py FOLDER-OF-PACKS [PACK KIND FILE] ...
import csv
import io
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal, getcontext

getcontext().prec = 60
MICRO = Decimal("0.000001")
FIGURE = 11     # columns of a figure; those of its group follow


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit("%s: %s" % (" ".join(command), done.stderr))
    return list(csv.DictReader(io.StringIO(done.stdout)))


def percentile(values, percent, method):
    values = sorted(values)
    if method == "nearest-rank":
        rank = -(-percent * len(values) // 100)
        return values[max(int(rank), 1) - 1]
    place = percent / 100 * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def again(definition, rows):
    kind = definition["aggregate"]
    if kind == "count":
        return Decimal(len(rows))
    if kind == "distinct":
        return Decimal(len({row["counted_measure"] for row in rows}))
    values = [Decimal(row["counted_measure"]) for row in rows]
    if kind == "sum":
        return sum(values, Decimal(0))
    if kind == "ratio":
        per = sum(Decimal(row["counted_per"]) for row in rows)
        return sum(values) / per if per else None
    if not values:
        return None
    if kind == "share":
        return 100 * sum(values) / len(values)
    if kind == "percentile":
        return percentile(values, Decimal(definition["percent"]),
                          definition["method"])
    return {"mean": sum(values) / len(values), "min": min(values),
            "max": max(values)}[kind]


checked = set()
figures = 0
for pack, kind, path in zip(*[iter(sys.argv[2:])] * 3):
    with open("%s/%s.csv" % (sys.argv[1], pack), newline="") as file:
        definitions = {row["indicator"]: row for row in csv.DictReader(file)}
    for figure in run("ops-kpi", "compute", "--quiet", "--pack", pack,
                      "--source", kind, path):
        definition = definitions[figure["indicator"]]
        command = ["ops-kpi", "drill", figure["indicator"], "--quiet",
                   "--pack", pack]
        if figure["period"]:
            command += ["--period", figure["period"]]
        for column in definition["by"].split():
            command += ["--group", "%s=%s" % (column, figure[column])]
        rows = run(*command, path)
        found = again(definition, rows)
        if len(rows) != int(figure["records"]):
            sys.exit("%s: %d records" % (" ".join(command), len(rows)))
        if figure["value"] == "":
            right = found is None
        else:
            right = found is not None and found.quantize(
                MICRO, ROUND_HALF_UP) == Decimal(figure["value"])
        if not right:
            sys.exit("%s: %s and not %s" % (" ".join(command), found,
                                            figure["value"]))
        checked.add((pack, figure["indicator"]))
        figures += 1
print("%d figures of %d indicators" % (figures, len(checked)))
if len(checked) < 40:
    sys.exit("too few")
