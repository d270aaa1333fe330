# earlier.awk - invented figures of months before those which were computed
#
# awk -v first=2024-11 -f earlier.awk figures.csv
#
# For each series of the figures, in the columns of ops-kpi, one figure a month
# from first to the month before the earliest it has: a centre would have kept
# them.  The same input gives the same bytes.

function draw(n) {
	state = (state * 16807) % 2147483647
	return int(state / 2147483647 * n)
}

function month_number(text) {
	return substr(text, 1, 4) * 12 + substr(text, 6, 2) - 1
}

BEGIN { FS = OFS = ","; state = 20241101 }
FNR == 1 {
	for (i = 1; i <= NF; i++)
		at[$i] = i
	print
	next
}
{
	key = $1 FS $NF
	month = month_number($at["period"])
	if (!(key in line))
		order[++count] = key
	if (!(key in line) || month < earliest[key]) {
		line[key] = $0
		earliest[key] = month
	}
}
END {
	for (i = 1; i <= count; i++) {
		$0 = line[order[i]]
		value = $at["value"]; records = $at["records"]
		numerator = $at["numerator"]; denominator = $at["denominator"]
		for (month = month_number(first); month < earliest[order[i]]; month++) {
			factor = 1 - 0.003 * (earliest[order[i]] - month) + \
			    (draw(41) - 20) / 1000
			$at["period"] = sprintf("%04d-%02d", int(month / 12), month % 12 + 1)
			$at["records"] = int(records * factor + 0.5)
			$at["value"] = value == records ? $at["records"] : \
			    sprintf("%.2f", value * factor)
			if (denominator != "") {
				$at["denominator"] = $at["records"]
				$at["numerator"] = int(numerator * factor)
				$at["value"] = sprintf("%.6f", 100 * \
				    $at["numerator"] / $at["denominator"])
			}
			print
		}
	}
}
