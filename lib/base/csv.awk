# csv.awk - what every generator of tables needs: lines of CSV, strings of C
#
# Loaded in front of the generator: awk -f lib/base/csv.awk -f that.awk FILE.
# After fail() the END rule still runs and must look at failed.

# End the build with the place in the file.
function fail(what) {
	printf "%s:%d: %s\n", FILENAME, FNR, what | "cat >&2"
	close("cat >&2")
	failed = 1
	exit 1
}

# Split a line of CSV into cells[1..]; gives their number.
function split_csv(line, cells,    count, cell, at, character, quoted) {
	count = 1
	cell = ""
	quoted = 0
	for (at = 1; at <= length(line); at++) {
		character = substr(line, at, 1)
		if (quoted && character == "\"" &&
		    substr(line, at + 1, 1) == "\"") {
			cell = cell "\""
			at++
		} else if (character == "\"" && (quoted || cell == "")) {
			quoted = !quoted
		} else if (character == "\"") {
			fail("a quote inside a cell")
		} else if (character == "," && !quoted) {
			cells[count++] = cell
			cell = ""
		} else {
			cell = cell character
		}
	}
	if (quoted)
		fail("the quote does not end on its line")
	cells[count] = cell
	return count
}

# The text as a string constant of C.
function c_string(text) {
	gsub(/\\/, "\\\\\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}
