/*
 * text.h - a text which grows
 *
 * A zeroed struct text is empty and ready; bytes is terminated whenever it is
 * not NULL, and moves when the text grows.  Clearing keeps the memory, so a
 * text which is reused stops allocating.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/slice.h"

struct text {
	char *bytes;
	size_t length;
	size_t capacity;
};

/* Make room for more bytes after the length and give their place. */
char *text_reserve(struct text *text, size_t more);

void text_add(struct text *text, struct slice slice);
void text_add_string(struct text *text, const char *string);
void text_add_character(struct text *text, char character);
void text_add_format(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

struct slice text_slice(const struct text *text);
void text_clear(struct text *text);
void text_release(struct text *text);

#endif
