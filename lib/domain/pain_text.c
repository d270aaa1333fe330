#include "domain/pain_text.h"

static bool
has_marks(struct slice text)
{
	const char *slash = memchr(text.text, '/', text.length);

	while (slash != NULL) {
		size_t rest = text.length - (size_t)(slash - text.text) - 1;

		if (slash == text.text || rest == 0 || slash[1] == '/')
			return true;
		slash = memchr(slash + 1, '/', rest);
	}
	return false;
}

/* Slashes at the ends and repeated ones go; gives how many. */
static size_t
drop_marks(struct text *text)
{
	size_t kept = 0;

	for (size_t i = 0; i < text->length; i++)
		if (text->bytes[i] != '/' || (kept > 0 &&
		    text->bytes[kept - 1] != '/'))
			text->bytes[kept++] = text->bytes[i];
	while (kept > 0 && text->bytes[kept - 1] == '/')
		kept--;
	kept = text->length - kept;
	text->length -= kept;
	return kept;
}

size_t
pain_text(struct slice *out, const struct transliteration *letters,
    struct slice text, struct text *buffer)
{
	size_t lost = 0;

	*out = slice_trim(text);
	if (slice_is_empty(*out))
		return 0;
	if (!transliteration_is_plain(*out)) {
		lost = transliteration_apply(letters, *out, buffer);
		*out = slice_trim(text_slice(buffer));
	}
	while (!slice_is_empty(*out) && has_marks(*out)) {
		struct text marked = { 0 };

		text_add(&marked, *out);
		lost += drop_marks(&marked);
		text_clear(buffer);
		text_add(buffer, slice_trim(text_slice(&marked)));
		text_release(&marked);
		*out = text_slice(buffer);
	}
	return lost;
}
