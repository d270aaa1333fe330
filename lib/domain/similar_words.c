#include "domain/similar_words.h"

enum {
	WORD_LETTERS_MIN = 3,
	CHARACTER_BYTES = 3		/* of the scripts without blanks */
};

/* Of a character with more bytes each is part of a letter. */
static bool
word_is_letter(unsigned char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	    byte >= 0x80;
}

static bool
word_is_digit(unsigned char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Chinese, Japanese and Korean: U+3000 to U+D7FF. */
static bool
word_is_dense(struct slice rest)
{
	unsigned char byte = rest.length >= CHARACTER_BYTES ?
	    (unsigned char)rest.text[0] : 0;

	return byte >= 0xe3 && byte <= 0xed;
}

static struct slice
word_skip(struct slice rest, size_t bytes)
{
	return slice_from(rest.text + bytes, rest.length - bytes);
}

/* A to Z, and the capitals of Latin-1 as UTF-8 has them. */
static char
word_lower(char byte, char before)
{
	unsigned char value = (unsigned char)byte;

	if (byte >= 'A' && byte <= 'Z')
		return (char)(byte - 'A' + 'a');
	if ((unsigned char)before == 0xc3 && value >= 0x80 && value <= 0x9e &&
	    value != 0x97)
		return (char)(value + 0x20);
	return byte;
}

/* Two characters next to each other, of which the second begins the next. */
static bool
word_dense(struct slice *word, char buffer[SIMILAR_WORD_BYTES],
    struct slice *rest)
{
	struct slice next = word_skip(*rest, CHARACTER_BYTES);

	if (word_is_dense(next)) {
		memcpy(buffer, rest->text, (size_t)2 * CHARACTER_BYTES);
		*word = slice_from(buffer, (size_t)2 * CHARACTER_BYTES);
	}
	*rest = next;
	return word_is_dense(next);
}

/* Letters and digits which belong together; a word has no digit. */
static bool
word_plain(struct slice *word, char buffer[SIMILAR_WORD_BYTES],
    struct slice *rest)
{
	size_t length = 0, kept = 0;
	bool digits = false;

	while (length < rest->length &&
	    !word_is_dense(word_skip(*rest, length)) &&
	    (word_is_letter((unsigned char)rest->text[length]) ||
	    word_is_digit((unsigned char)rest->text[length]))) {
		digits |= word_is_digit((unsigned char)rest->text[length]);
		if (kept < SIMILAR_WORD_BYTES) {
			buffer[kept] = word_lower(rest->text[length],
			    length > 0 ? rest->text[length - 1] : ' ');
			kept++;
		}
		length++;
	}
	*rest = word_skip(*rest, length > 0 ? length : 1);
	*word = slice_from(buffer, kept);
	return !digits && length >= WORD_LETTERS_MIN;
}

bool
similar_words_next(struct slice *word, char buffer[SIMILAR_WORD_BYTES],
    struct slice *rest)
{
	while (!slice_is_empty(*rest))
		if (word_is_dense(*rest) ? word_dense(word, buffer, rest) :
		    word_plain(word, buffer, rest))
			return true;
	return false;
}
