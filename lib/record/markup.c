#include "record/markup.h"

static const char *
markup_escape(unsigned char character)
{
	switch (character) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\t':
	case '\n':
	case '\r':
		return NULL;
	default:
		return character < 0x20 ? "\xef\xbf\xbd" : NULL;
	}
}

/* Nearly all characters are none of those which markup_escape looks at. */
static bool
markup_is_plain(unsigned char character)
{
	return character >= 0x20 && character != '&' && character != '<' &&
	    character != '>' && character != '"' && character != '\'';
}

void
markup_write(struct output *output, struct slice text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.length; i++) {
		unsigned char character = (unsigned char)text.text[i];
		const char *escape = markup_is_plain(character) ? NULL :
		    markup_escape(character);

		if (escape == NULL)
			continue;
		output_write(output, slice_from(text.text + from, i - from));
		output_write_string(output, escape);
		from = i + 1;
	}
	output_write(output, slice_from(text.text + from,
	    text.length - from));
}
