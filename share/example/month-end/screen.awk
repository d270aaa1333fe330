# screen.awk - what a month-end came to, on one screen
#
# awk -f screen.awk pay-lines.csv exceptions.csv journal.csv payments.csv
# Amounts are summed as whole minor units, so that nothing is lost.

# Cells of a line of CSV; none of these files has a line end in a cell.
function cells_of(line, cells,    count, cell, rest) {
	count = 0
	rest = line ","
	while (rest != "") {
		if (substr(rest, 1, 1) == "\"") {
			match(rest, /^"([^"]|"")*"/)
			cell = substr(rest, 2, RLENGTH - 2)
			gsub(/""/, "\"", cell)
			rest = substr(rest, RLENGTH + 2)
		} else {
			cell = substr(rest, 1, index(rest, ",") - 1)
			rest = substr(rest, length(cell) + 2)
		}
		cells[++count] = cell
	}
	return count
}

function units(amount) {
	sub(/\./, "", amount)
	return amount + 0
}

# Sums are of one currency, whose places are those of its amounts.
function places_of(amount) {
	return index(amount, ".") ? length(amount) - index(amount, ".") : 0
}

function shown(sum, currency,    text, sign, n) {
	sign = sum < 0 ? "-" : ""
	text = sprintf("%.0f", sum < 0 ? -sum : sum)
	n = places[currency]
	while (length(text) <= n)
		text = "0" text
	if (n > 0)
		text = substr(text, 1, length(text) - n) "." \
		    substr(text, length(text) - n + 1)
	return sign text
}

function remember(currency, amount) {
	places[currency] = places_of(amount)
}

FNR == 1 {
	file++
	count = cells_of($0, names)
	split("", at)
	for (i = 1; i <= count; i++)
		at[names[i]] = i
	next
}

{ cells_of($0, cell) }

file == 1 {
	currency = cell[at["currency"]]
	entity = cell[at["entity"]]
	kind = cell[at["kind"]]
	amount = units(cell[at["amount"]])
	remember(currency, cell[at["amount"]])
	person = cell[at["person"]]
	if (!(person in persons)) {
		persons[person] = 1
		person_count++
	}
	if (!((entity, currency) in gross)) {
		row[++row_count] = entity SUBSEP currency
		gross[entity, currency] = deducted[entity, currency] = 0
	}
	if (!((entity, currency, person) in seen)) {
		seen[entity, currency, person] = 1
		heads[entity, currency]++
	}
	if (kind == "earning")
		gross[entity, currency] += amount
	if (kind == "deduction")
		deducted[entity, currency] += amount
}

file == 2 { exception[cell[at["rule"]] " (" cell[at["severity"]] ")"]++ }

file == 3 {
	lines++
	sum[cell[at["entity"]], cell[at["fund"]], cell[at["currency"]]] += \
	    units(cell[at["amount"]])
}

file == 4 {
	currency = cell[at["currency"]]
	remember(currency, cell[at["amount"]])
	if (!(currency in paid))
		paid_order[++paid_count] = currency
	paid[currency] += units(cell[at["amount"]])
	payments[currency]++
}

# In byte order, whatever order they came in.
function sort(list, count,    i, j, held) {
	for (i = 2; i <= count; i++) {
		held = list[i]
		for (j = i - 1; j > 0 && list[j] > held; j--)
			list[j + 1] = list[j]
		list[j + 1] = held
	}
}

END {
	printf "month-end %s: %d payees\n\n", month, person_count
	printf "%-10s %-4s %6s %20s %20s %20s\n", "client", "cur", "payees",
	    "gross", "deductions", "net"
	sort(row, row_count)
	for (i = 1; i <= row_count; i++) {
		split(row[i], key, SUBSEP)
		printf "%-10s %-4s %6d %20s %20s %20s\n", key[1], key[2],
		    heads[row[i]], shown(gross[row[i]], key[2]),
		    shown(deducted[row[i]], key[2]),
		    shown(gross[row[i]] - deducted[row[i]], key[2])
	}
	print "\nexceptions"
	for (i in exception)
		kinds[++kind_count] = i
	sort(kinds, kind_count)
	for (i = 1; i <= kind_count; i++)
		printf "  %-32s %6d\n", kinds[i], exception[kinds[i]]
	for (i in sum)
		if (sum[i] != 0)
			unbalanced++
	printf "\nledger: %d lines, %s\n", lines, unbalanced ? \
	    unbalanced " sums do not balance" : \
	    "balanced by client, fund and currency"
	print "\npayments"
	sort(paid_order, paid_count)
	for (i = 1; i <= paid_count; i++)
		printf "  %-4s %6d %20s\n", paid_order[i],
		    payments[paid_order[i]],
		    shown(paid[paid_order[i]], paid_order[i])
	print ""
	exit unbalanced > 0
}
