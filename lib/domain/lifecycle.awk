# lifecycle.awk - make the C table of all lifecycles from share/lifecycle
#
# Only the form of the files is looked at here; what the rows say is checked
# where they are compiled, and by a unit test for all of them.
function fail(what) {
	print FILENAME ":" FNR ": " what >"/dev/stderr"
	failed = 1
	exit 1
}

# The next cell of the line, which is taken off it.
function cut_cell(    cell) {
	if (!match(left, /^("([^"]|"")*"|[^",]*)(,|$)/))
		fail("a quote at the wrong place")
	cell = substr(left, 1, RLENGTH)
	left = substr(left, RLENGTH + 1)
	if (cell ~ /,$/)
		cell = substr(cell, 1, length(cell) - 1)
	else
		ended = 1
	if (cell ~ /^"/) {
		cell = substr(cell, 2, length(cell) - 2)
		gsub(/""/, "\"", cell)
	}
	return cell
}

function c_string(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}

BEGIN {
	print "/* made from share/lifecycle */"
	print "#include \"domain/lifecycle_table.h\"\n"
	print "const struct lifecycle_line lifecycle_lines[] = {"
}
/\r/ { fail("a carriage return") }
FNR == 1 {
	if ($0 != "from,event,to,duty,condition")
		fail("the header is not that of a lifecycle")
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.csv$/, "", name)
	next
}
{
	left = $0
	ended = 0
	cells = ""
	for (i = 1; i <= 5; i++) {
		if (ended)
			fail("fewer than 5 cells")
		cells = cells (i > 1 ? ", " : "") c_string(cut_cell())
	}
	if (!ended)
		fail("more than 5 cells")
	printf "\t{ %s, %s, %d,\n\t    { %s } },\n", c_string(name),
	    c_string(FILENAME), FNR, cells
}
END {
	if (failed)
		exit 1
	print "};"
	print "const size_t lifecycle_line_count ="
	print "    sizeof(lifecycle_lines) / sizeof(lifecycle_lines[0]);"
}
