/*
 * formula_lex.h - the words of a formula, for formula_parse.c only
 */
#ifndef DOMAIN_FORMULA_LEX_H
#define DOMAIN_FORMULA_LEX_H

#include "base/error.h"
#include "base/slice.h"

enum formula_token {
	TOKEN_END,
	TOKEN_NUMBER,
	TOKEN_STRING,		/* without its quotes */
	TOKEN_NAME,
	TOKEN_SIGN		/* one or two characters of punctuation */
};

struct formula_lex {
	struct slice text;
	size_t next;		/* where the next token may begin */
	size_t at;		/* where this one began */
	enum formula_token token;
	struct slice word;
};

/* Go to the next token; a character which begins none is an error. */
bool formula_lex_next(struct formula_lex *lex, struct error *error);

/* Is this token the sign or the name? */
bool formula_lex_is(const struct formula_lex *lex, const char *word);

#endif
