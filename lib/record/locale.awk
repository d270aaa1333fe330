# locale.awk - make the C table of decimal marks from share/locale.csv
BEGIN {
	FS = ","
	mark["comma"] = ","
	mark["point"] = "."
	print "/* made from share/locale.csv */"
	print "#include \"record/locale_table.h\"\n"
	print "const struct locale_row locale_rows[] = {"
}
FNR == 1 {
	if ($0 != "locale,decimal_mark,source")
		fail("the header is not that of locales")
	next
}
{
	if (NF != 3 || $1 !~ /^[a-z][a-z][a-z]?(_([A-Z][A-Z]|[0-9][0-9][0-9]))?$/)
		fail("\"" $1 "\" is not a language or language_TERRITORY")
	if (!($2 in mark))
		fail("\"" $2 "\" is not comma or point")
	if ($3 == "")
		fail("the source is missing")
	if ($1 in seen)
		fail("\"" $1 "\" twice")
	seen[$1] = 1
	printf "\t{ \"%s\", '%s' },\n", $1, mark[$2]
}
END {
	if (failed)
		exit 1
	print "};"
	print "const size_t locale_row_count ="
	print "    sizeof(locale_rows) / sizeof(locale_rows[0]);"
}
