# Write each recipe of a page, the block behind a comment "recipe NAME", into
# a file of that name in the folder of -v into; a word after the name is added
# to it as ".WORD".
/^\.\\" recipe / { name = $3 ($4 != "" ? "." $4 : ""); next }
/^\.Bd -literal/ && name != "" { inside = 1; next }
/^\.Ed/ { if (inside) close(into "/" name); inside = 0; name = ""; next }
inside {
	gsub(/\\e/, "\\")
	gsub(/\\&/, "")
	print >(into "/" name)
}
