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

static unsigned
json_hex(const char *digits)
{
	unsigned value = 0;

	for (int i = 0; i < 4; i++) {
		unsigned char c = (unsigned char)digits[i];

		value = value * 16 + (c <= '9' ? c - (unsigned)'0' :
		    (c | 0x20u) - (unsigned)'a' + 10);
	}
	return value;
}

/* The length of a string which begins behind its quote, without the other. */
static size_t
json_string_length(struct slice text)
{
	size_t at = 0;

	while (at < text.length && text.text[at] != '"')
		at += text.text[at] == '\\' ? 2 : 1;
	return at < text.length ? at : text.length;
}

static void
json_unescape(struct text *out, struct slice string)
{
	for (size_t i = 0; i < string.length; i++) {
		char byte = string.text[i];

		if (byte == '\\' && i + 1 < string.length)
			byte = string.text[++i];
		else {
			text_add_character(out, byte);
			continue;
		}
		if (byte == 'u' && i + 4 < string.length) {
			byte = (char)json_hex(string.text + i + 1);
			i += 4;
		}
		text_add_character(out, byte);
	}
}

/* What is no string: a number, a word, or an object or array as it stands. */
static size_t
json_other_length(struct slice text)
{
	size_t depth = 0, at;

	for (at = 0; at < text.length; at++) {
		char byte = text.text[at];

		if (byte == '"')
			at += json_string_length(slice_from(
			    text.text + at + 1, text.length - at - 1)) + 1;
		else if (byte == '{' || byte == '[')
			depth++;
		else if (depth == 0 && (byte == ',' || byte == '}'))
			break;
		else if (byte == '}' || byte == ']')
			depth--;
	}
	return at < text.length ? at : text.length;
}

static void
json_skip(struct slice *rest, size_t count)
{
	count = count < rest->length ? count : rest->length;
	rest->text += count;
	rest->length -= count;
}

bool
json_next(struct slice *rest, struct slice *name, struct text *value)
{
	size_t length;

	text_clear(value);
	text_add(value, slice_from("", 0));
	if (rest->length < 2 || rest->text[1] != '"')
		return false;
	json_skip(rest, 2);
	length = json_string_length(*rest);
	*name = slice_from(rest->text, length);
	json_skip(rest, length + 2);
	if (rest->length > 0 && rest->text[0] == '"') {
		json_skip(rest, 1);
		length = json_string_length(*rest);
		json_unescape(value, slice_from(rest->text, length));
		json_skip(rest, length + 1);
		return true;
	}
	length = json_other_length(*rest);
	text_add(value, slice_from(rest->text, length));
	json_skip(rest, length);
	return true;
}
