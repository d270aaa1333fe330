#include "store/json.h"

/* How many bytes from the place on stand for themselves. */
static size_t
json_plain(struct slice value, size_t from)
{
	size_t at = from;

	while (at < value.length && (unsigned char)value.text[at] >= 0x20 &&
	    value.text[at] != '"' && value.text[at] != '\\')
		at++;
	return at - from;
}

static void
json_add_string(struct text *out, struct slice value)
{
	text_add_character(out, '"');
	for (size_t i = 0; i < value.length; i++) {
		size_t plain = json_plain(value, i);

		text_add(out, slice_from(value.text + i, plain));
		i += plain;
		if (i == value.length)
			break;
		text_add_character(out, '\\');
		if ((unsigned char)value.text[i] < 0x20)
			text_add_format(out, "u%04x",
			    (unsigned)value.text[i]);
		else
			text_add_character(out, value.text[i]);
	}
	text_add_character(out, '"');
}

static void
json_add_name(struct text *out, const char *name)
{
	if (out->length > 1)
		text_add_character(out, ',');
	json_add_string(out, slice_of(name));
	text_add_character(out, ':');
}

void
json_begin(struct text *out)
{
	text_clear(out);
	text_add_character(out, '{');
}

void
json_add_text(struct text *out, const char *name, struct slice value)
{
	json_add_name(out, name);
	json_add_string(out, value);
}

void
json_add_integer(struct text *out, const char *name, int64_t value)
{
	json_add_name(out, name);
	text_add_format(out, "%lld", (long long)value);
}

void
json_add_boolean(struct text *out, const char *name, bool value)
{
	json_add_name(out, name);
	text_add_string(out, value ? "true" : "false");
}

void
json_add_null(struct text *out, const char *name)
{
	json_add_name(out, name);
	text_add_string(out, "null");
}

void
json_end(struct text *out)
{
	text_add_character(out, '}');
}
