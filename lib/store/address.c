#include "store/address.h"

#include <stddef.h>

static const char *const schemes[] = { "postgresql://", "postgres://" };

/* The length of the scheme with which the text begins, or 0. */
static size_t
address_scheme(struct slice text)
{
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (slice_starts_with(text, slice_of(schemes[i])))
			return strlen(schemes[i]);
	return 0;
}

bool
address_is_server(const char *address)
{
	return address_scheme(slice_of(address)) > 0;
}

static size_t
address_span(struct slice text, const char *ends)
{
	size_t at = 0;

	while (at < text.length && strchr(ends, text.text[at]) == NULL)
		at++;
	return at;
}

static struct slice
address_rest(struct slice text, size_t from)
{
	return slice_from(text.text + from, text.length - from);
}

/* What stands before the host: "user:password@" without the password. */
static size_t
address_show_user(struct text *out, struct slice rest)
{
	size_t length = address_span(rest, "/? \t\n");
	size_t at = length;

	/* A password may hold an "@" which nobody escaped. */
	while (at > 0 && rest.text[at - 1] != '@')
		at--;
	if (at == 0)
		return 0;
	text_add(out, slice_from(rest.text,
	    address_span(slice_from(rest.text, at - 1), ":")));
	text_add_character(out, '@');
	return at;
}

/* "?name=value&password=value": without each value which is secret. */
static size_t
address_show_settings(struct text *out, struct slice rest)
{
	static const char *const secrets[] = { "password=", "sslpassword=" };
	size_t length = address_span(rest, " \t\n");
	size_t at = 0;

	while (at < length) {
		struct slice part = slice_from(rest.text + at, length - at);
		size_t step = address_span(address_rest(part, 1), "?&") + 1;
		size_t shown = step;

		for (size_t i = 0; i < sizeof(secrets) / sizeof(*secrets); i++)
			if (slice_starts_with(address_rest(part, 1),
			    slice_of(secrets[i])))
				shown = 1 + strlen(secrets[i]);
		text_add(out, slice_from(part.text, shown));
		at += step;
	}
	return length;
}

void
address_show(struct text *out, struct slice text)
{
	while (text.length > 0) {
		size_t scheme = address_scheme(text);
		size_t host, taken = scheme > 0 ? scheme : 1;

		text_add(out, slice_from(text.text, taken));
		text = address_rest(text, taken);
		if (scheme == 0)
			continue;
		text = address_rest(text, address_show_user(out, text));
		host = address_span(text, "? \t\n");
		text_add(out, slice_from(text.text, host));
		text = address_rest(text, host);
		text = address_rest(text, address_show_settings(out, text));
	}
}
