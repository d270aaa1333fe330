# schema.awk - make C of the kinds of records
#
# awk -f schema.awk -v output=header|source -v name=NAME record.csv NAME.csv
# awk -f schema.awk -v output=all record.csv
#
# header gives struct NAME, the numbers of its fields and its typed functions,
# source gives its field table, all gives the table of every schema.  A file
# which is wrong in any way ends the build with its place.

function c_string_or_null(text) {
	return text == "" ? "NULL" : c_string(text)
}

function check_name(text) {
	if (text !~ /^[a-z][a-z0-9_]*$/)
		fail("\"" text "\" is not a name")
	if (text in keyword)
		fail("\"" text "\" is a word of C")
	if (text == "zeros")
		fail("\"zeros\" is a part of every structure")
}

function yes(text, column) {
	if (text != "" && text != "yes" && text != "no")
		fail(column ": \"" text "\" is not yes or no")
	return text == "yes" ? "true" : "false"
}

function kind_row(    n) {
	n = split_csv($0, cell)
	if (n != 6)
		fail(n " cells, not 6")
	check_name(cell[1])
	if (cell[1] in title)
		fail("\"" cell[1] "\" twice")
	if (kind_count > 0 && kind[kind_count] >= cell[1])
		fail("the kinds are not sorted")
	if (cell[2] == "")
		fail("\"" cell[1] "\" has no title")
	kind[++kind_count] = cell[1]
	title[cell[1]] = cell[2]
	registered[cell[1]] = yes(cell[3], "register")
	dated[cell[1]] = yes(cell[4], "dated")
	if (cell[5] == "")
		fail("\"" cell[1] "\" has no program")
	program[cell[1]] = cell[5]
	lifecycle[cell[1]] = cell[6]
}

function field_row(    n, i) {
	n = split_csv($0, cell)
	if (n != 8)
		fail(n " cells, not 8")
	check_name(cell[1])
	if (cell[1] in number)
		fail("\"" cell[1] "\" twice")
	if (!(cell[2] in c_type))
		fail("\"" cell[2] "\" is not a type")
	if (cell[2] == "amount" && cell[3] == "")
		fail("the amount has no currency as its unit")
	if (cell[6] != "" && cell[2] != "text" && cell[2] != "code")
		fail("a pattern is for texts and codes only")
	if (cell[7] != "" && cell[7] !~ /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/)
		fail("\"" cell[7] "\" is not record.field")
	if (cell[8] == "")
		fail("\"" cell[1] "\" has no meaning")
	number[cell[1]] = field_count
	i = ++field_count
	if (i > 128)
		fail("more than 128 fields")
	field[i] = cell[1]
	type[i] = cell[2]
	unit[i] = cell[3]
	required[i] = yes(cell[4], "required")
	if (cell[5] != "")
		key_row(i, cell[5])
	pattern[i] = cell[6]
	references[i] = cell[7]
	meaning[i] = cell[8]
	if (required[i] != "true" && (type[i] == "integer" || type[i] == "decimal"))
		zeros = 1
	line[i] = FNR
}

function key_row(i, place) {
	if (place !~ /^[1-9][0-9]*$/)
		fail("key: \"" place "\" is not a place")
	if (place in key_field)
		fail("key " place " twice")
	if (required[i] != "true")
		fail("a key must be required")
	key_field[place] = i
	key[i] = place
	key_count++
}

# What can only be known at the end.
function check_fields(    i) {
	if (field_count == 0)
		fail("no fields")
	for (i = 1; i <= key_count; i++)
		if (!(i in key_field))
			fail("the key has no place " i)
	for (i = 1; i <= field_count; i++) {
		currency_field[i] = "FIELD_ABSENT"
		currency[i] = ""
		if (type[i] != "amount")
			continue
		FNR = line[i]
		if (unit[i] ~ /^[A-Z][A-Z][A-Z]$/) {
			currency[i] = unit[i]
			continue
		}
		if (!(unit[i] in number))
			fail("\"" unit[i] "\" is neither a field nor a currency")
		if (type[number[unit[i]] + 1] != "currency")
			fail("\"" unit[i] "\" is not a currency field")
		currency_field[i] = number[unit[i]]
	}
}

function print_header(    i, guard) {
	guard = "SCHEMA_" toupper(name) "_H"
	printf "/* %s; made from share/schema/%s.csv */\n", title[name], name
	printf "#ifndef %s\n#define %s\n\n", guard, guard
	print "#include \"base/assert.h\""
	print "#include \"record/sink.h\""
	print "#include \"record/stream.h\"\n"
	printf "struct %s {\n", name
	for (i = 1; i <= field_count; i++)
		printf "\t%s%s;\t/* %s */\n", c_type[type[i]], field[i],
		    meaning[i]
	if (zeros)
		print "\tstruct schema_zeros zeros;"
	print "};\n\nenum {"
	for (i = 1; i <= field_count; i++)
		printf "\t%s_FIELD_%s,\n", toupper(name), toupper(field[i])
	printf "\t%s_FIELD_COUNT\n};\n\n", toupper(name)
	printf "extern const struct schema schema_%s;\n\n", name
	printf "static inline bool\n%s_decode(struct %s *out, ", name, name
	print "const struct record *record,\n    struct error *error)\n{"
	printf "\tENSURE(record->schema == &schema_%s);\n", name
	print "\treturn record_decode(out, record, error);\n}\n"
	printf "static inline bool\n%s_next(struct stream *stream, ", name
	printf "struct %s *out,\n    struct record *record, ", name
	print "struct error *error)\n{"
	print "\treturn stream_decode(stream, out, record, error);\n}\n"
	printf "static inline bool\n%s_put(struct sink *sink, ", name
	printf "const struct %s *value,\n    struct error *error)\n{\n", name
	print "\treturn sink_put(sink, value, error);\n}\n\n#endif"
}

function print_source(    i) {
	printf "/* %s; made from share/schema/%s.csv */\n", title[name], name
	printf "#include \"schema/%s.h\"\n\n", name
	printf "static struct pattern *patterns[%d];\n\n", field_count
	print "static const struct field fields[] = {"
	for (i = 1; i <= field_count; i++) {
		printf "\t{ .name = %s, .type = FIELD_%s,\n",
		    c_string(field[i]), toupper(type[i])
		printf "\t    .unit = %s, .required = %s, .key = %d,\n",
		    c_string_or_null(unit[i]), required[i], key[i] + 0
		printf "\t    .pattern = %s, .compiled = &patterns[%d],\n",
		    c_string_or_null(pattern[i]), i - 1
		printf "\t    .references = %s,\n\t    .meaning = %s,\n",
		    c_string_or_null(references[i]), c_string(meaning[i])
		printf "\t    .offset = offsetof(struct %s, %s),\n", name,
		    field[i]
		printf "\t    .currency_field = %s, .currency = %s },\n",
		    currency_field[i], c_string_or_null(currency[i])
	}
	printf "};\n\nconst struct schema schema_%s = {\n", name
	printf "\t.name = %s, .title = %s, .fields = fields,\n",
	    c_string(name), c_string(title[name])
	printf "\t.count = %d, .size = sizeof(struct %s),\n", field_count,
	    name
	if (zeros)
		printf "\t.zeros = offsetof(struct %s, zeros),\n", name
	printf "\t.registered = %s, .dated = %s,\n", registered[name],
	    dated[name]
	printf "\t.program = %s, .lifecycle = %s\n};\n",
	    c_string(program[name]), c_string_or_null(lifecycle[name])
}

function print_all(    i) {
	print "/* made from share/record.csv */"
	print "#include \"record/schema.h\"\n"
	for (i = 1; i <= kind_count; i++)
		printf "extern const struct schema schema_%s;\n", kind[i]
	print "\nstatic const struct schema *const schemas[] = {"
	for (i = 1; i <= kind_count; i++)
		printf "\t&schema_%s,\n", kind[i]
	print "};\n\nconst struct schema *const *"
	print "schema_all(size_t *count)\n{"
	print "\t*count = sizeof(schemas) / sizeof(*schemas);"
	print "\treturn schemas;\n}"
}

BEGIN {
	c_type["text"] = c_type["code"] = c_type["country"] = "struct slice "
	c_type["integer"] = "int64_t "
	c_type["decimal"] = "struct decimal "
	c_type["amount"] = "struct money "
	c_type["date"] = "struct date "
	c_type["period"] = "struct period "
	c_type["time"] = "struct instant "
	c_type["boolean"] = "bool "
	c_type["currency"] = "struct currency "
	split("auto break case char const continue default do double else " \
	    "enum extern float for goto if inline int long register " \
	    "restrict return short signed sizeof static struct switch " \
	    "typedef union unsigned void volatile while bool true false " \
	    "class new delete this template operator", words, " ")
	for (i in words)
		keyword[words[i]] = 1
	if (output != "header" && output != "source" && output != "all")
		fail("output is not header, source or all")
}

/\r/ { fail("a carriage return") }
FNR == 1 {
	file++
	if (file == 1 && $0 != "name,title,register,dated,program,lifecycle")
		fail("the header is not that of the kinds")
	if (file == 2 && $0 != \
	    "field,type,unit,required,key,pattern,references,meaning")
		fail("the header is not that of a schema")
	next
}
file == 1 { kind_row(); next }
file == 2 { field_row() }

END {
	if (failed)
		exit 1
	if (output == "all" ? file != 1 : file != 2)
		fail("a file is missing or empty")
	if (output == "all") {
		print_all()
		exit 0
	}
	if (!(name in title))
		fail("share/record.csv has no kind \"" name "\"")
	check_fields()
	if (output == "header")
		print_header()
	else
		print_source()
}
