#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/assert.h"
#include "base/memory.h"

enum { TEXT_FIRST_BYTES = 64 };

char *
text_reserve(struct text *text, size_t more)
{
	size_t need = text->length + more + 1;

	if (need > text->capacity) {
		size_t capacity = text->capacity > 0 ?
		    text->capacity : TEXT_FIRST_BYTES;

		while (capacity < need)
			capacity *= 2;
		text->bytes = memory_resize(text->bytes, capacity, 1);
		text->capacity = capacity;
		text->bytes[text->length] = '\0';
	}
	return text->bytes + text->length;
}

void
text_add(struct text *text, struct slice slice)
{
	char *place = text_reserve(text, slice.length);

	if (slice.length > 0)
		memcpy(place, slice.text, slice.length);
	text->length += slice.length;
	text->bytes[text->length] = '\0';
}

void
text_add_string(struct text *text, const char *string)
{
	text_add(text, slice_of(string));
}

void
text_add_character(struct text *text, char character)
{
	text_add(text, slice_from(&character, 1));
}

void
text_add_format(struct text *text, const char *format, ...)
{
	va_list arguments, again;
	size_t room;
	int length;

	va_start(arguments, format);
	va_copy(again, arguments);
	/* Most fit where there is room already. */
	(void)text_reserve(text, 0);
	room = text->capacity - text->length;
	length = vsnprintf(text->bytes + text->length, room, format,
	    arguments);
	ENSURE(length >= 0);
	if ((size_t)length >= room)
		(void)vsnprintf(text_reserve(text, (size_t)length),
		    (size_t)length + 1, format, again);
	text->length += (size_t)length;
	va_end(again);
	va_end(arguments);
}

struct slice
text_slice(const struct text *text)
{
	return slice_from(text->bytes != NULL ? text->bytes : "",
	    text->length);
}

void
text_clear(struct text *text)
{
	text->length = 0;
	if (text->bytes != NULL)
		text->bytes[0] = '\0';
}

void
text_release(struct text *text)
{
	memory_free(text->bytes);
	*text = (struct text){ 0 };
}
