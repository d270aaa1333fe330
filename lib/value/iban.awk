# iban.awk - make the C table of IBAN structures from share/iban.csv
#
# A structure is the registry's notation without the country code: "2!n" is
# exactly two digits, "a" capitals, "c" digits and capitals.  It is expanded
# to one character a place, so that checking is one loop.
BEGIN {
	FS = ","
	print "#include \"value/iban_table.h\"\n"
	print "const struct iban_form iban_forms[] = {"
}
FNR == 1 {
	if ($0 !~ /^country,length,structure,source$/) {
		print FILENAME ":1: unknown header" >"/dev/stderr"
		exit failed = 1
	}
	next
}
{
	rest = $3
	classes = ""
	while (match(rest, /^[0-9]+!?[nac]/)) {
		part = substr(rest, 1, RLENGTH)
		rest = substr(rest, RLENGTH + 1)
		class = substr(part, length(part), 1)
		for (left = part + 0; left > 0; left--)
			classes = classes class
	}
	if (rest != "" || length(classes) + 2 != $2 || $1 <= last) {
		print FILENAME ":" FNR ": wrong structure, length or order" \
		    >"/dev/stderr"
		exit failed = 1
	}
	last = $1
	printf "\t{ \"%s\", %d, \"%s\" },\n", $1, $2, classes
}
END {
	if (failed)
		exit 1
	print "};"
	print "const size_t iban_form_count ="
	print "    sizeof(iban_forms) / sizeof(iban_forms[0]);"
}
