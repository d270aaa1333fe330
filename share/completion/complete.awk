# complete.awk - make the completion of a program for a shell from its table
#
# PROGRAM --describe | awk -f complete.awk -v shell=bash|zsh|fish \
#     -v programs="NAME ..."
#
# programs is what the front can run; it is only used for ops itself.

BEGIN { FS = "\t" }
FNR == 1 { next }
$1 == "program" { program = $3 }
$1 == "verb" {
	verbs[++verb_count] = $2
	purpose[$2] = $7
}
$1 == "option" {
	option_count[$2]++
	n = $2 SUBSEP option_count[$2]
	name[n] = $3
	type[n] = $4
	argument[n] = $5
	meaning[n] = $7
}

function quote(text) {	# for single quotes of sh, zsh and fish alike
	gsub(/'/, "", text)
	return "'" text "'"
}

function first_words(    i, word, seen, words) {
	for (i = 1; i <= verb_count; i++) {
		split(verbs[i], word, " ")
		if (word[1] != "" && !(word[1] in seen))
			words = words word[1] " "
		seen[word[1]] = 1
	}
	return words (program == "ops" ? programs " " : "") "--help --version"
}

function option_words(verb,    i, words) {
	for (i = 1; i <= option_count[verb]; i++)
		words = words (i > 1 ? " " : "") "--" name[verb, i]
	return words
}

# Verbs of two words come before those of one, which they begin with.
function order(    i, j, keep) {
	for (i = 2; i <= verb_count; i++) {
		keep = verbs[i]
		for (j = i; j > 1 && split(verbs[j - 1], x, " ") < \
		    split(keep, x, " "); j--)
			verbs[j] = verbs[j - 1]
		verbs[j] = keep
	}
}

function bash_values(verb,    i, n, choices) {
	for (i = 1; i <= option_count[verb]; i++) {
		n = verb SUBSEP i
		choices = argument[n]
		gsub(/\|/, " ", choices)
		if (type[n] == "choice")
			printf "\t\t--%s) words='%s' ;;\n", name[n], choices
		else if (type[n] != "flag" && substr(argument[n], 1, 1) != "[")
			printf "\t\t--%s) words=%s ;;\n", name[n],
			    type[n] == "file" ? "" : "none"
	}
}

function bash(    i, function_name) {
	function_name = program
	gsub(/-/, "_", function_name)
	printf "_%s()\n{\n", function_name
	print "\tlocal current=${COMP_WORDS[COMP_CWORD]}"
	print "\tlocal previous=${COMP_WORDS[COMP_CWORD-1]} words="
	print "\tCOMPREPLY=()"
	if (verbs[1] != "") {
		print "\tif [ \"$COMP_CWORD\" = 1 ]; then"
		printf "\t\tCOMPREPLY=($(compgen -W '%s' -- \"$current\"))\n",
		    first_words()
		print "\t\treturn\n\tfi"
	}
	print "\tcase \"${COMP_WORDS[1]} ${COMP_WORDS[2]} \" in"
	for (i = 1; i <= verb_count; i++) {
		printf "\t%s)\n", verbs[i] != "" ? \
		    "'" verbs[i] " '*" : "*"
		printf "\t\t[[ $current != -* ]] || words='%s'\n",
		    option_words(verbs[i])
		print "\t\tcase $previous in"
		bash_values(verbs[i])
		print "\t\tesac ;;"
	}
	print "\tesac"
	print "\tif [ -n \"$words\" ]; then"
	print "\t\tCOMPREPLY=($(compgen -W \"${words#none}\" -- \"$current\"))"
	print "\telse"
	print "\t\tCOMPREPLY=($(compgen -f -- \"$current\"))"
	print "\tfi\n}"
	printf "complete -o filenames -F _%s %s\n", function_name, program
}

function zsh_options(verb,    i, n, spec, choices) {
	for (i = 1; i <= option_count[verb]; i++) {
		n = verb SUBSEP i
		choices = argument[n]
		gsub(/\|/, " ", choices)
		spec = meaning[n]
		gsub(/[\[\]:]/, "", spec)
		spec = "--" name[n] "[" spec "]"
		if (type[n] == "choice")
			spec = spec ":value:(" choices ")"
		else if (type[n] == "file")
			spec = spec ":file:_files"
		else if (type[n] != "flag" && substr(argument[n], 1, 1) != "[")
			spec = spec ":value: "
		printf "\t\t%s \\\n", quote(spec)
	}
	print "\t\t'*:file:_files'"
}

function zsh(    i) {
	printf "#compdef %s\n", program
	if (verbs[1] != "") {
		print "if (( CURRENT == 2 )); then"
		printf "\tcompadd -- %s\n\treturn\nfi\n", first_words()
	}
	print "case \"$words[2] $words[3] \" in"
	for (i = 1; i <= verb_count; i++) {
		printf "%s)\n\t_arguments \\\n", verbs[i] != "" ? \
		    "'" verbs[i] " '*" : "*"
		zsh_options(verbs[i])
		print "\t;;"
	}
	print "esac"
}

function fish_option(verb, i, condition,    n, choices, line) {
	n = verb SUBSEP i
	choices = argument[n]
	gsub(/\|/, " ", choices)
	line = "complete -c " program condition " -l " name[n] " -d " \
	    quote(meaning[n])
	if (type[n] == "choice")
		line = line " -x -a " quote(choices)
	else if (type[n] == "file")
		line = line " -r -F"
	else if (type[n] != "flag" && substr(argument[n], 1, 1) != "[")
		line = line " -x"
	print line
}

function fish(    i, j, word, condition) {
	for (i = 1; i <= verb_count; i++) {
		condition = ""
		split(verbs[i], word, " ")
		if (verbs[i] != "") {
			printf "complete -c %s -n __fish_use_subcommand -f -a %s -d %s\n",
			    program, word[1], quote(purpose[verbs[i]])
			condition = " -n '__fish_seen_subcommand_from " \
			    word[1] "'"
		}
		for (j = 1; j <= option_count[verbs[i]]; j++)
			fish_option(verbs[i], j, condition)
	}
	if (program == "ops")
		printf "complete -c ops -n __fish_use_subcommand -f -a %s\n",
		    quote(programs)
}

END {
	if (program == "" || verb_count == 0) {
		print "complete.awk: this is no description" | "cat >&2"
		exit 1
	}
	order()
	if (shell == "bash")
		bash()
	else if (shell == "zsh")
		zsh()
	else if (shell == "fish")
		fish()
	else
		exit 2
}
