#include "store/json.h"

static void
json_add_string(struct text *out, struct slice value)
{
	text_add_character(out, '"');
	for (size_t i = 0; i < value.length; i++) {
		unsigned char byte = (unsigned char)value.text[i];

		if (byte == '"' || byte == '\\') {
			text_add_character(out, '\\');
			text_add_character(out, (char)byte);
		} else if (byte < 0x20) {
			text_add_format(out, "\\u%04x", (unsigned)byte);
		} else {
			text_add_character(out, (char)byte);
		}
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
