#include "store/definition.h"

#include <stdlib.h>

#include "base/memory.h"

/* The parts of a text, sorted; what stands outside of parentheses is one. */
struct definition {
	struct text text;		/* of all parts, one after the other */
	size_t *starts;
	size_t count;
	size_t capacity;
	struct slice *parts;
};

static void
definition_cut(struct definition *definition)
{
	definition->starts = memory_grow(definition->starts,
	    &definition->capacity, definition->count,
	    sizeof(*definition->starts));
	definition->starts[definition->count++] = definition->text.length;
}

static bool
is_blank(char character)
{
	return character == ' ' || character == '\t' || character == '\n';
}

/* The length of a comment, or of blanks; 0 if it is neither. */
static size_t
blank_length(struct slice rest)
{
	size_t at = 0;

	if (rest.length > 1 && rest.text[0] == '-' && rest.text[1] == '-')
		while (at < rest.length && rest.text[at] != '\n')
			at++;
	while (at < rest.length && is_blank(rest.text[at]))
		at++;
	return at;
}

static size_t
quoted_length(struct slice rest)
{
	size_t at = 1;

	if (rest.text[0] != '\'')
		return 0;
	while (at < rest.length && rest.text[at] != '\'')
		at++;
	return at < rest.length ? at + 1 : at;
}

/* One blank for several, and none where a part begins or ends. */
static void
definition_blank(struct definition *definition, struct slice rest)
{
	const struct text *text = &definition->text;

	if (text->length > definition->starts[definition->count - 1] &&
	    rest.length > 0 && rest.text[0] != ',' && rest.text[0] != ')' &&
	    text->bytes[text->length - 1] != '(')
		text_add_character(&definition->text, ' ');
}

/* Of a part of a table; the depth is that behind it. */
static bool
is_border(char character, int depth)
{
	return (character == '(' && depth == 1) ||
	    (character == ',' && depth == 1) ||
	    (character == ')' && depth == 0);
}

static void
definition_read(struct definition *definition, bool table, struct slice rest)
{
	int depth = 0;

	definition_cut(definition);
	while (rest.length > 0) {
		size_t length = blank_length(rest);

		if (length > 0) {
			rest = slice_from(rest.text + length,
			    rest.length - length);
			definition_blank(definition, rest);
			continue;
		}
		length = quoted_length(rest);
		depth += length == 0 && rest.text[0] == '(';
		depth -= length == 0 && rest.text[0] == ')';
		if (table && length == 0 && is_border(rest.text[0], depth))
			definition_cut(definition);
		else if (rest.text[0] != '"')
			text_add(&definition->text, slice_from(rest.text,
			    length > 0 ? length : 1));
		length = length > 0 ? length : 1;
		rest = slice_from(rest.text + length, rest.length - length);
	}
}

static int
part_order(const void *one, const void *other)
{
	return slice_compare(*(const struct slice *)one,
	    *(const struct slice *)other);
}

static void
definition_make(struct definition *out, bool table, struct slice text)
{
	definition_read(out, table, text);
	out->parts = memory_new(out->count * sizeof(*out->parts));
	for (size_t i = 0; i < out->count; i++) {
		size_t end = i + 1 < out->count ? out->starts[i + 1] :
		    out->text.length;

		while (end > out->starts[i] &&
		    out->text.bytes[end - 1] == ' ')
			end--;
		out->parts[i] = slice_from(out->text.length > 0 ?
		    out->text.bytes + out->starts[i] : "",
		    end - out->starts[i]);
	}
	qsort(out->parts, out->count, sizeof(*out->parts), part_order);
}

static void
definition_release(struct definition *definition)
{
	text_release(&definition->text);
	memory_free(definition->starts);
	memory_free(definition->parts);
}

/* Of each the first part which the other lacks. */
static void
definition_compare(struct text *has, struct text *should,
    const struct definition *one, const struct definition *other)
{
	size_t at = 0, to = 0;

	while (at < one->count || to < other->count) {
		int order = at == one->count ? 1 : to == other->count ? -1 :
		    slice_compare(one->parts[at], other->parts[to]);

		if (order < 0 && has->length == 0)
			text_add(has, one->parts[at]);
		if (order > 0 && should->length == 0)
			text_add(should, other->parts[to]);
		at += order <= 0;
		to += order >= 0;
	}
}

bool
definition_differs(struct text *has, struct text *should, bool table,
    struct slice one, struct slice other)
{
	struct definition ours = { 0 }, theirs = { 0 };

	definition_make(&ours, table, one);
	definition_make(&theirs, table, other);
	definition_compare(has, should, &ours, &theirs);
	definition_release(&ours);
	definition_release(&theirs);
	return has->length > 0 || should->length > 0;
}
