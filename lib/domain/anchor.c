#include "domain/anchor.h"

#include <nettle/base64.h>

enum { SHOWN_MAX = 60 };

static const struct slice signature_begin =
    SLICE("-----BEGIN SSH SIGNATURE-----\n");
static const char signature_end[] = "-----END SSH SIGNATURE-----";

/* As much as fits into a message, in one line. */
static struct slice
anchor_shown(struct slice text)
{
	text = slice_cut(&text, '\n');
	return text.length <= SHOWN_MAX ? text :
	    slice_from(text.text, SHOWN_MAX);
}

void
anchor_hash_format(char buffer[ANCHOR_HASH_TEXT_MAX],
    const struct merkle_hash *hash)
{
	base64_encode_raw(buffer, sizeof(hash->bytes), hash->bytes);
	buffer[ANCHOR_HASH_TEXT_MAX - 1] = '\0';
}

static bool
anchor_hash_decode(struct merkle_hash *out, struct slice text)
{
	uint8_t bytes[BASE64_DECODE_LENGTH(ANCHOR_HASH_TEXT_MAX)];
	char again[ANCHOR_HASH_TEXT_MAX];
	size_t length = sizeof(bytes);
	struct base64_decode_ctx context;

	base64_decode_init(&context);
	if (text.length != ANCHOR_HASH_TEXT_MAX - 1 ||
	    !base64_decode_update(&context, &length, bytes, text.length,
	    text.text) || !base64_decode_final(&context) ||
	    length != sizeof(out->bytes))
		return false;
	memcpy(out->bytes, bytes, sizeof(out->bytes));
	anchor_hash_format(again, out);
	return slice_is(text, again);
}

bool
anchor_hash_parse(struct merkle_hash *out, struct slice text,
    struct error *error)
{
	struct slice shown = anchor_shown(text);

	return anchor_hash_decode(out, text) || error_set(error, FAULT_INPUT,
	    "\"%.*s\" is not a SHA-256 in base64", SLICE_PRINT(shown));
}

bool
anchor_number_parse(uint64_t *out, struct slice text, struct error *error)
{
	struct slice shown = anchor_shown(text);
	uint64_t number = 0;
	size_t i;

	for (i = 0; i < text.length; i++) {
		unsigned digit = (unsigned char)text.text[i] - (unsigned)'0';

		if (digit > 9 || number > (MERKLE_SIZE_MAX - digit) / 10)
			break;
		number = number * 10 + digit;
	}
	if (i < text.length || i == 0 || (text.text[0] == '0' && i > 1))
		return error_set(error, FAULT_INPUT,
		    "\"%.*s\" is not a number of records",
		    SLICE_PRINT(shown));
	*out = number;
	return true;
}

/* From the mark of the beginning to that of the end. */
static bool
anchor_cut_signature(struct slice *out, struct slice *rest,
    struct error *error)
{
	struct slice all = *rest;

	while (rest->length > 0) {
		struct slice line = slice_cut(rest, '\n');

		if (!slice_is(line, signature_end))
			continue;
		*out = slice_from(all.text, all.length - rest->length);
		return true;
	}
	return error_set(error, FAULT_INPUT, "the signature has no end");
}

static bool
anchor_is_plain(struct slice line)
{
	for (size_t i = 0; i < line.length; i++)
		if ((unsigned char)line.text[i] < ' ' ||
		    line.text[i] == 0x7f)
			return false;
	return true;
}

static bool
anchor_body(struct anchor *anchor, struct error *error)
{
	struct slice lines = anchor->body;
	struct slice size, root;

	anchor->origin = slice_cut(&lines, '\n');
	size = slice_cut(&lines, '\n');
	root = slice_cut(&lines, '\n');
	if (slice_is_empty(anchor->origin))
		return error_set(error, FAULT_INPUT, "there is no anchor");
	if (!anchor_is_plain(anchor->origin))
		return error_set(error, FAULT_INPUT,
		    "the origin of the anchor has a control character");
	return anchor_number_parse(&anchor->size, size, error) &&
	    anchor_hash_parse(&anchor->root, root, error);
}

bool
anchor_next(struct anchor *out, struct slice *rest, struct error *error)
{
	struct anchor anchor = { .body = slice_from(rest->text, 0) };

	while (rest->length > 0 && rest->text[0] != '\n')
		anchor.body.length += slice_cut(rest, '\n').length + 1;
	if (rest->length == 0 && anchor.body.length > 0 &&
	    rest->text[-1] != '\n')
		return error_set(error, FAULT_INPUT,
		    "the last line of the anchor has no end");
	(void)slice_cut(rest, '\n');
	if (!anchor_body(&anchor, error))
		return false;
	if (slice_starts_with(*rest, signature_begin)) {
		if (!anchor_cut_signature(&anchor.signature, rest, error))
			return false;
		(void)slice_cut(rest, '\n');
	}
	*out = anchor;
	return true;
}

bool
anchor_parse(struct anchor *out, struct slice text, struct error *error)
{
	struct slice shown;

	if (!anchor_next(out, &text, error))
		return false;
	shown = anchor_shown(text);
	return slice_is_empty(text) || error_set(error, FAULT_INPUT,
	    "behind the anchor stands \"%.*s\"", SLICE_PRINT(shown));
}

void
anchor_add(struct text *out, struct slice origin, uint64_t size,
    const struct merkle_hash *root)
{
	char hash[ANCHOR_HASH_TEXT_MAX];

	anchor_hash_format(hash, root);
	text_add_format(out, "%.*s\n%llu\n%s\n", SLICE_PRINT(origin),
	    (unsigned long long)size, hash);
}

bool
anchor_equal(const struct anchor *one, const struct anchor *other)
{
	return slice_equal(one->origin, other->origin) &&
	    one->size == other->size &&
	    merkle_equal(&one->root, &other->root);
}
