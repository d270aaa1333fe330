#include "store/dialect.h"

#include <stdbool.h>
#include <strings.h>

static bool
dialect_is_word(char character)
{
	return (character >= 'a' && character <= 'z') ||
	    (character >= 'A' && character <= 'Z') ||
	    (character >= '0' && character <= '9') || character == '_';
}

static bool
dialect_same(struct slice word, const char *other)
{
	return word.length == strlen(other) &&
	    strncasecmp(word.text, other, word.length) == 0;
}

/* The bytes of a quoted text or a comment, as they are; 0 if it is neither. */
static size_t
dialect_opaque(struct slice rest)
{
	char end = rest.text[0];
	size_t at = 1;

	if (end == '-' && rest.length > 1 && rest.text[1] == '-')
		end = '\n';
	else if (end != '\'' && end != '"')
		return 0;
	while (at < rest.length && rest.text[at] != end)
		at++;
	return at < rest.length ? at + 1 : at;
}

static size_t
dialect_word(struct slice rest)
{
	size_t at = 0;

	while (at < rest.length && dialect_is_word(rest.text[at]))
		at++;
	return at;
}

/* The length of what comes next; is it a word? */
static size_t
dialect_next(bool *is_word, struct slice sql)
{
	size_t length = dialect_opaque(sql);

	*is_word = length == 0 && (length = dialect_word(sql)) > 0;
	return length > 0 ? length : 1;
}

void
dialect_sqlite(struct text *out, struct slice sql)
{
	unsigned words = 0;	/* of "CREATE TABLE", seen so far */
	bool first = true;

	while (sql.length > 0) {
		size_t length = dialect_opaque(sql);
		struct slice part;

		if (length == 0 && (length = dialect_word(sql)) > 0) {
			part = slice_from(sql.text, length);
			if (first && dialect_same(part, "CREATE"))
				words = 1;
			else if (words == 1)
				words = dialect_same(part, "TABLE") ? 2 : 0;
			first = false;
			if (dialect_same(part, "BIGINT"))
				text_add_string(out, "INTEGER");
			else
				text_add(out, part);
		} else {
			length = length > 0 ? length : 1;
			if (sql.text[0] == ';' && words == 2)
				text_add_string(out, " STRICT");
			if (sql.text[0] == ';') {
				words = 0;
				first = true;
			}
			text_add(out, slice_from(sql.text, length));
		}
		sql.text += length;
		sql.length -= length;
	}
}

void
dialect_postgresql(struct text *out, struct slice sql)
{
	bool table = false, first = true, is_word;

	while (sql.length > 0) {
		size_t length = dialect_next(&is_word, sql);
		struct slice part = slice_from(sql.text, length);

		text_add(out, part);
		if (is_word && first) {
			table = dialect_same(part, "CREATE") ||
			    dialect_same(part, "ALTER");
			first = false;
		} else if (is_word && table && slice_is(part, "TEXT")) {
			text_add_string(out, " COLLATE \"C\"");
		} else if (slice_is(part, ";")) {
			first = true;
		}
		sql.text += length;
		sql.length -= length;
	}
}
