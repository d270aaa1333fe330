# currency.awk - make a C table of the currencies of share/currency.csv
#
# Output: the rows, and for each of the 26^3 codes its row or 0, so that
# finding a currency is one look-up.  A line which is not as it must be stops
# the build.

# Days since 1970-01-01 (counting years from March, so leap days come last).
function days(text, absent,    y, m, d, era, in_era, in_year) {
	if (text == "")
		return absent
	if (text !~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$/)
		fail("\"" text "\" is not a date")
	y = substr(text, 1, 4) + 0
	m = substr(text, 6, 2) + 0
	d = substr(text, 9, 2) + 0
	if (m <= 2)
		y--
	era = int(y / 400)
	in_era = y - era * 400
	in_year = int((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1
	return era * 146097 + in_era * 365 + int(in_era / 4) - \
	    int(in_era / 100) + in_year - 719468
}

BEGIN {
	print "#include \"value/currency_table.h\"\n"
	print "const struct currency_row currency_rows[] = {"
	print "\t{ \"\", 0, INT32_MIN, INT32_MAX, \"\" },"
}

{
	sub(/\r$/, "")
}

FNR == 1 {
	sub(/^\357\273\277/, "")
	if ($0 !~ /^code,number,exponent,name,valid_from,valid_to/)
		fail("the header is not code,number,exponent,name,...")
	next
}

{
	if (split_csv($0, cells) < 6)
		fail("too few cells")
	code = cells[1]
	if (code !~ /^[A-Z][A-Z][A-Z]$/ || cells[3] !~ /^[0-4]$/)
		fail("not a currency: " $0)
	if (code in row)
		fail(code " stands there twice")
	row[code] = ++count
	codes[count] = code
	if (count > 255)
		fail("more than 255 currencies: widen currency_row_of_code")
	name = cells[4]
	gsub(/\\/, "\\\\", name)
	gsub(/"/, "\\\"", name)
	printf "\t{ \"%s\", %d, %s, %s, \"%s\" },\n", code, cells[3], \
	    days(cells[5], "INT32_MIN"), days(cells[6], "INT32_MAX"), name
}

END {
	if (failed)
		exit 1
	print "};\n"
	print "const unsigned currency_row_count = " (count + 1) ";\n"
	print "const uint8_t currency_row_of_code[CURRENCY_CODES] = {"
	letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	for (n = 1; n <= count; n++) {
		code = codes[n]
		at = 0
		for (i = 1; i <= 3; i++)
			at = at * 26 + index(letters, substr(code, i, 1)) - 1
		printf "\t[%d] = %d,\t/* %s */\n", at, row[code], code
	}
	print "};"
}
