# lifecycle.awk - make the C table of all lifecycles from share/lifecycle
#
# Only the form of the files is looked at here; what the rows say is checked
# where they are compiled, and by a unit test for all of them.
BEGIN {
	print "/* made from share/lifecycle */"
	print "#include \"domain/lifecycle_table.h\"\n"
	print "const struct lifecycle_line lifecycle_lines[] = {"
}
/\r/ { fail("a carriage return") }
FNR == 1 {
	if ($0 != "from,event,to,duty,condition" &&
	    $0 != "from,event,to,duty,condition,clock")
		fail("the header is not that of a lifecycle")
	width = split_csv($0, cell)
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.csv$/, "", name)
	next
}
{
	if (split_csv($0, cell) != width)
		fail("a row has as many cells as the header")
	cells = ""
	for (i = 1; i <= 6; i++)
		cells = cells (i > 1 ? ", " : "") \
		    c_string(i <= width ? cell[i] : "")
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
