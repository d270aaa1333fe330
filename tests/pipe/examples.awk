# examples.awk - what a page shows apart from its text, one file each
#
# awk -v prefix=PATH -f examples.awk PAGE writes PATHn, with the line of the
# page as its first.
function text(line) {
	gsub(/\\e/, "\\", line)
	gsub(/\\-/, "-", line)
	gsub(/\\\(dq/, "\"", line)
	gsub(/\\\(aq/, "'", line)
	gsub(/\\\(ti/, "~", line)
	gsub(/\\&/, "", line)
	return line
}
function begin() {
	file = sprintf("%s%02d", prefix, ++count)
	print "# " FILENAME ":" FNR >file
}
/^\.Dl / {
	begin()
	print text(substr($0, 5)) >file
	next
}
/^\.Bd / { begin(); block = 1; next }
/^\.Ed/ { block = 0 }
block { print text($0) >file }
