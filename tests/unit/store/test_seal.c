#include "store/seal.h"

#include "currency_of.h"
#include "tap.h"

/* The image of what the function adds to an empty seal. */
static struct text
image_of(void (*add)(struct seal *seal))
{
	struct text image = { 0 };
	struct seal seal;

	seal_init(&seal);
	add(&seal);
	seal_image(&image, &seal);
	seal_release(&seal);
	return image;
}

static void
add_nothing(struct seal *seal)
{
	(void)seal;
}

static void
add_texts(struct seal *seal)
{
	seal_text(seal, slice_of("ab"));
	seal_text(seal, slice_of("c"));
	seal_row(seal);
}

static void
add_other_cut(struct seal *seal)
{
	seal_text(seal, slice_of("a"));
	seal_text(seal, slice_of("bc"));
	seal_row(seal);
}

static void
add_empty(struct seal *seal)
{
	seal_text(seal, slice_of(""));
	seal_row(seal);
}

static void
add_null(struct seal *seal)
{
	seal_null(seal);
	seal_row(seal);
}

static void
add_zero(struct seal *seal)
{
	seal_integer(seal, 0);
	seal_row(seal);
}

static void
add_totals(struct seal *seal)
{
	for (int i = 0; i < 3; i++)
		seal_total(seal, currency_of("EUR"), INT64_MAX);
	seal_total(seal, currency_of("JPY"), -7);
	seal_total(seal, currency_of("KWD"), 5);
	seal_total(seal, CURRENCY_NONE, 9);
	seal_row(seal);
}

static void
add_long(struct seal *seal)
{
	static const char text[3 * SEAL_BUFFER_BYTES];

	seal_text(seal, slice_from(text, sizeof(text)));
	seal_row(seal);
}

/* The same row through a block. */
static void
add_block(struct seal *seal)
{
	const struct bulk_value values[] = {
		{ 0, 2, BULK_TEXT }, { 2, 1, BULK_TEXT }
	};
	const struct bulk_block block = { values, "abc", 1 };

	seal_block(seal, &block, 2, 2);
}

static void
different(void (*one)(struct seal *), void (*other)(struct seal *),
    const char *difference, const char *what)
{
	struct text first = image_of(one);
	struct text second = image_of(other);
	struct text found = { 0 };

	seal_difference(&found, text_slice(&first), text_slice(&second));
	tap_ok(slice_is(text_slice(&found), difference), "%s: \"%.*s\"", what,
	    SLICE_PRINT(text_slice(&found)));
	text_release(&first);
	text_release(&second);
	text_release(&found);
}

static void
images(void)
{
	struct text image = image_of(add_nothing);

	/* SHA-256 of nothing, as published. */
	tap_ok(slice_is(text_slice(&image), "{\"rows\":0,\"sha256\":\"e3b0c442"
	    "98fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}"),
	    "no rows: %s", image.bytes);
	text_release(&image);
	image = image_of(add_totals);
	tap_ok(slice_starts_with(text_slice(&image), slice_of("{\"rows\":1,"
	    "\"totals\":{\"EUR\":\"276701161105643274.21\",\"JPY\":\"-7\","
	    "\"KWD\":\"0.005\"},\"sha256\":\"")),
	    "totals are exact beyond 64 bits: %s", image.bytes);
	text_release(&image);
}

int
main(void)
{
	tap_begin();
	images();
	different(add_texts, add_texts, "", "the same");
	different(add_texts, add_block, "", "the same through a block");
	different(add_texts, add_other_cut, "other content",
	    "texts which are cut elsewhere");
	different(add_empty, add_null, "other content", "empty and null");
	different(add_null, add_zero, "other content", "null and zero");
	different(add_empty, add_long, "other content",
	    "a text longer than the buffer");
	different(add_totals, add_texts, "EUR none instead of "
	    "276701161105643274.21, JPY none instead of -7, "
	    "KWD none instead of 0.005", "totals which are gone");
	different(add_nothing, add_totals, "rows 1 instead of 0, EUR "
	    "276701161105643274.21 instead of none, JPY -7 instead of none, "
	    "KWD 0.005 instead of none", "totals which came");
	return tap_end();
}
