# schema_page.awk - make the page ops-schema(5)
#
# awk -f schema_page.awk ops-schema.5 record.csv NAME.csv...
#
# The first file is the page as it is written by hand; a section RECORD KINDS
# goes into it before LIMITS, with a table of its fields for each kind.  That
# the files are right in themselves is for schema.awk to see.

# As words of a page: nothing in it is a request.
function plain(text) {
	gsub(/\\/, "\\e", text)
	if (text ~ /^[.']/)
		text = "\\&" text
	return text
}

# What is true of the kind besides its fields.
function kind_words(    words) {
	words = "Program: " program[name] "."
	if (registered[name] == "yes" && dated[name] == "yes")
		words = words "\nA register of the store, dated by validity."
	else if (registered[name] == "yes")
		words = words "\nA register of the store."
	return words
}

function begin_kind() {
	end_kind()
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.csv$/, "", name)
	if (!(name in title))
		fail("record.csv has no kind \"" name "\"")
	seen++
	kinds = kinds ".Ss " name " \\(en " plain(title[name]) "\n" \
	    plain(kind_words()) "\n" \
	    ".TS\nl2 l2 l2 l2 l2 lx.\n" \
	    "Field\tType\tUnit\tReq.\tKey\tMeaning\n_\n"
	open = 1
}

function end_kind() {
	if (open)
		kinds = kinds ".TE\n"
	open = 0
}

function add_field(    n) {
	n = split_csv($0, cell)
	if (n != 8)
		fail(n " cells, not 8")
	kinds = kinds cell[1] "\t" cell[2] "\t" plain(cell[3]) "\t" \
	    cell[4] "\t" cell[5] "\tT{\n" plain(cell[8])
	if (cell[7] != "")
		kinds = kinds ";\nreferences " cell[7]
	if (cell[6] != "")
		kinds = kinds ";\npattern " plain(cell[6])
	kinds = kinds "\nT}\n"
}

FNR == 1 { file++ }
file == 1 { page[++lines] = $0; next }
FNR == 1 {
	if (file > 2)
		begin_kind()
	next
}
file == 2 {
	split_csv($0, cell)
	title[cell[1]] = cell[2]
	registered[cell[1]] = cell[3]
	dated[cell[1]] = cell[4]
	program[cell[1]] = cell[5]
	count++
	next
}
{ add_field() }

END {
	if (failed)
		exit 1
	end_kind()
	if (seen != count)
		fail(count " kinds, but " seen " schemas")
	print "'\\\" t"
	for (i = 1; i <= lines; i++) {
		if (page[i] == ".Sh LIMITS") {
			printf ".Sh RECORD KINDS\n%s", kinds
			put = 1
		}
		print page[i]
	}
	if (!put)
		fail("the page has no section LIMITS")
}
