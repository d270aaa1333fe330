#!/bin/sh
# A file includes only its own folder and those before it, and says which.
cd "$ROOT" || exit 1
awk '
    BEGIN {
	split("base value record domain store cli", names, " ")
	for (i in names)
		level[names[i]] = i + 0
	level["schema"] = level["record"]	# made from share/schema
	level["bin"] = 7
    }
    FNR == 1 {
	split(FILENAME, part, "/")
	own = part[1] == "bin" ? "bin" : part[2]
    }
    function fault(what) {
	printf "%s:%d: %s\n", FILENAME, FNR, what
	failed = 1
    }
    /^#[ \t]*include[ \t]*"/ {
	file = $0
	sub(/^[^"]*"/, "", file)
	sub(/".*/, "", file)
	if (file == "config.h" || (own == "bin" && file !~ /\//))
		next
	folder = file
	if (!sub(/\/.*/, "", folder))
		fault("\"" file "\" does not say its folder")
	else if (!(folder in level))
		fault("\"" file "\" is in no layer")
	else if (level[folder] > level[own])
		fault(own " must not know " folder ": \"" file "\"")
    }
    /^#[ \t]*include[ \t]*<(sqlite3|libpq-fe)\.h>/ && own != "store" {
	fault("only store knows a database")
    }
    /"(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE) / && own != "store" {
	fault("only store knows SQL")
    }
    END { exit failed }' lib/*/*.[ch] $(find bin -name '*.[ch]')

