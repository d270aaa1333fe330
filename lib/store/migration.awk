# migration.awk - make a C table of the migrations: number, name, SQL
#
# Files are share/migration/NNNN-NAME.sql, given in order.
BEGIN {
	print "#include \"store/migration.h\"\n"
	print "const struct migration migrations[] = {"
}
FNR == 1 {
	if (count++)
		print "\t},"
	base = FILENAME
	sub(/.*\//, "", base)
	sub(/\.sql$/, "", base)
	printf "\t{ %d, \"%s\",\n", substr(base, 1, 4) + 0, substr(base, 6)
}
{
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	printf "\t    \"%s\\n\"\n", $0
}
END {
	if (count)
		print "\t},"
	print "\t{ 0, 0, 0 }"
	print "};"
}
