#include "domain/formula_lex.h"

static bool
formula_lex_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
formula_lex_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static char
formula_lex_peek(const struct formula_lex *lex, size_t ahead)
{
	return lex->next + ahead < lex->text.length ?
	    lex->text.text[lex->next + ahead] : '\0';
}

static bool
formula_lex_fault(const struct formula_lex *lex, struct error *error,
    const char *what)
{
	(void)error_set(error, FAULT_INPUT, "%s", what);
	error->column = (unsigned)lex->at + 1;
	return false;
}

static void
formula_lex_take(struct formula_lex *lex, enum formula_token token,
    size_t length)
{
	lex->token = token;
	lex->word = slice_from(lex->text.text + lex->next, length);
	lex->next += length;
}

static bool
formula_lex_string(struct formula_lex *lex, struct error *error)
{
	struct slice rest = slice_from(lex->text.text + lex->next + 1,
	    lex->text.length - lex->next - 1);
	size_t length = slice_find(rest, '"');

	if (length == rest.length)
		return formula_lex_fault(lex, error,
		    "the text has no closing quote");
	lex->token = TOKEN_STRING;
	lex->word = slice_from(rest.text, length);
	lex->next += length + 2;
	return true;
}

static void
formula_lex_number(struct formula_lex *lex)
{
	size_t length = 0;

	while (formula_lex_digit(formula_lex_peek(lex, length)))
		length++;
	if (formula_lex_peek(lex, length) == '.' &&
	    formula_lex_digit(formula_lex_peek(lex, length + 1)))
		length++;
	while (formula_lex_digit(formula_lex_peek(lex, length)))
		length++;
	formula_lex_take(lex, TOKEN_NUMBER, length);
}

bool
formula_lex_next(struct formula_lex *lex, struct error *error)
{
	char c, after;
	size_t length = 0;

	while ((c = formula_lex_peek(lex, 0)) == ' ' || c == '\t' ||
	    c == '\n' || c == '\r')
		lex->next++;
	lex->at = lex->next;
	if (lex->next == lex->text.length) {
		formula_lex_take(lex, TOKEN_END, 0);
		return true;
	}
	if (c == '"')
		return formula_lex_string(lex, error);
	if (formula_lex_digit(c)) {
		formula_lex_number(lex);
		return true;
	}
	if (formula_lex_letter(c)) {
		while (formula_lex_letter(formula_lex_peek(lex, length)) ||
		    formula_lex_digit(formula_lex_peek(lex, length)))
			length++;
		formula_lex_take(lex, TOKEN_NAME, length);
		return true;
	}
	if (c == '\0' || strchr("+-*/%()[],.=<>", c) == NULL)
		return formula_lex_fault(lex, error,
		    "this character begins no word of a formula");
	after = formula_lex_peek(lex, 1);
	formula_lex_take(lex, TOKEN_SIGN, (c == '<' && (after == '=' ||
	    after == '>')) || (c == '>' && after == '=') ? 2 : 1);
	return true;
}

bool
formula_lex_is(const struct formula_lex *lex, const char *word)
{
	return (lex->token == TOKEN_SIGN || lex->token == TOKEN_NAME) &&
	    slice_is(lex->word, word);
}
