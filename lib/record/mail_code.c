#include "record/mail_code.h"

#include <errno.h>
#include <iconv.h>
#include <nettle/base64.h>

enum { CHARSET_MAX = 40, ICONV_BYTES = 4096 };

static char
code_lower(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') :
	    letter;
}

bool
mail_code_is(struct slice name, const char *other)
{
	size_t length = strlen(other);

	if (name.length != length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (code_lower(name.text[i]) != code_lower(other[i]))
			return false;
	return true;
}

bool
mail_code_base64(struct text *out, struct slice coded, struct error *error)
{
	struct base64_decode_ctx context;
	size_t length = 0;
	char *place = text_reserve(out,
	    BASE64_DECODE_LENGTH(coded.length) + 1);

	base64_decode_init(&context);
	if (!base64_decode_update(&context, &length, (uint8_t *)place,
	    coded.length, coded.text) || !base64_decode_final(&context))
		return error_set(error, FAULT_INPUT, "this is not base64");
	out->length += length;
	out->bytes[out->length] = '\0';
	return true;
}

static int
code_digit(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	digit = code_lower(digit);
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

bool
mail_code_quoted(struct text *out, struct slice coded, bool header,
    struct error *error)
{
	for (size_t i = 0; i < coded.length; i++) {
		struct slice rest = slice_from(coded.text + i,
		    coded.length - i);

		if (rest.text[0] == '_' && header) {
			text_add_character(out, ' ');
		} else if (rest.text[0] != '=') {
			text_add_character(out, rest.text[0]);
		} else if (rest.length > 1 && rest.text[1] == '\n') {
			i++;		/* a line which goes on */
		} else if (rest.length > 2 && code_digit(rest.text[1]) >= 0 &&
		    code_digit(rest.text[2]) >= 0) {
			text_add_character(out, (char)(
			    code_digit(rest.text[1]) * 16 +
			    code_digit(rest.text[2])));
			i += 2;
		} else {
			return error_set(error, FAULT_INPUT,
			    "\"=%.2s\" is not quoted-printable",
			    rest.length > 2 ? rest.text + 1 : "");
		}
	}
	return true;
}

static bool
code_convert(struct text *out, iconv_t converter, struct slice bytes,
    const char *charset, struct error *error)
{
	char buffer[ICONV_BYTES];
	char *from = (char *)(uintptr_t)bytes.text;
	size_t left = bytes.length;

	while (left > 0) {
		char *to = buffer;
		size_t room = sizeof(buffer);
		size_t done = iconv(converter, &from, &left, &to, &room);

		text_add(out, slice_from(buffer, sizeof(buffer) - room));
		if (done == (size_t)-1 && errno != E2BIG)
			return error_set(error, FAULT_INPUT,
			    "these bytes are not of the character set \"%s\"",
			    charset);
	}
	return true;
}

bool
mail_code_charset(struct text *out, struct slice bytes,
    struct slice charset, struct error *error)
{
	char name[CHARSET_MAX];
	iconv_t converter;
	bool done;

	if (slice_is_empty(charset) || mail_code_is(charset, "utf-8") ||
	    mail_code_is(charset, "us-ascii")) {
		if (!slice_is_utf8(bytes))
			return error_set(error, FAULT_INPUT,
			    "these bytes are not UTF-8");
		text_add(out, bytes);
		return true;
	}
	if (charset.length >= sizeof(name) ||
	    memchr(charset.text, '/', charset.length) != NULL ||
	    memchr(charset.text, '\0', charset.length) != NULL)
		return error_set(error, FAULT_INPUT,
		    "\"%.*s\" is not a character set", SLICE_PRINT(charset));
	memcpy(name, charset.text, charset.length);
	name[charset.length] = '\0';
	converter = iconv_open("UTF-8", name);
	if (converter == (iconv_t)-1)
		return error_set(error, FAULT_INPUT,
		    "\"%s\" is not a character set", name);
	done = code_convert(out, converter, bytes, name, error);
	(void)iconv_close(converter);
	return done;
}

/* "=?charset?Q?text?=": its parts, and how long it is; 0: it is none. */
static size_t
code_word(struct slice parts[3], struct slice rest)
{
	struct slice left = slice_from(rest.text + 2, rest.length - 2);

	for (size_t i = 0; i < 3; i++) {
		size_t end = slice_find(left, '?');

		if (end == left.length)
			return 0;
		parts[i] = slice_from(left.text, end);
		left = slice_from(left.text + end + 1, left.length - end - 1);
	}
	if (left.length == 0 || left.text[0] != '=' || parts[1].length != 1)
		return 0;
	return (size_t)(left.text + 1 - rest.text);
}

static bool
code_decode(struct text *out, const struct slice parts[3],
    struct error *error)
{
	struct slice charset = slice_from(parts[0].text,
	    slice_find(parts[0], '*'));		/* RFC 2231: a language */
	struct text bytes = { 0 };

	if (mail_code_is(parts[1], "b") ?
	    mail_code_base64(&bytes, parts[2], error) :
	    mail_code_quoted(&bytes, parts[2], true, error))
		(void)mail_code_charset(out, text_slice(&bytes), charset,
		    error);
	text_release(&bytes);
	return error->fault == FAULT_NONE;
}

/* Blanks between two encoded words are no part of what they say. */
static bool
code_words(struct text *out, struct slice value, struct error *error)
{
	size_t blanks = 0;
	bool coded = false;

	for (size_t i = 0; i < value.length;) {
		struct slice rest = slice_from(value.text + i,
		    value.length - i);
		struct slice parts[3];
		size_t length = rest.length > 2 && rest.text[0] == '=' &&
		    rest.text[1] == '?' ? code_word(parts, rest) : 0;

		if (length > 0 && coded)
			out->length -= blanks;
		if (length > 0 && !code_decode(out, parts, error))
			return false;
		if (length == 0)
			text_add_character(out, rest.text[0]);
		coded = length > 0 || (coded && rest.text[0] == ' ');
		blanks = length == 0 && rest.text[0] == ' ' ? blanks + 1 : 0;
		i += length > 0 ? length : 1;
	}
	return true;
}

bool
mail_code_header(struct text *out, struct slice value, struct error *error)
{
	if (!code_words(out, value, error))
		return false;
	return slice_is_utf8(text_slice(out)) || error_set(error,
	    FAULT_INPUT, "these bytes are not UTF-8");
}
