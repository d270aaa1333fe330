#include "base/text.h"

#include "base/arena.h"
#include "base/memory.h"

#include "../tap.h"

static void
a_text_grows_and_stays_terminated(void)
{
	struct text text = { 0 };

	tap_ok(slice_is(text_slice(&text), ""), "a new text is empty");
	for (unsigned i = 0; i < 1000; i++)
		text_add_format(&text, "%u,", i);
	tap_ok(text.length == 10 * 2 + 90 * 3 + 900 * 4,
	    "1,000 numbers have their length");
	tap_ok(text.bytes[text.length] == '\0', "it is terminated");
	text_release(&text);
}

/* Room there is for some and not for others, with and without the last byte. */
static void
a_format_of_any_length_fits_anywhere(void)
{
	unsigned wrong = 0;

	for (int before = 0; before <= 130; before++)
		for (int more = 0; more <= 130; more++) {
			struct text text = { 0 };
			char expected[300];

			(void)snprintf(expected, sizeof(expected), "%0*d%0*d",
			    before + 1, 1, more + 1, 2);
			text_add_format(&text, "%0*d", before + 1, 1);
			text_add_format(&text, "%0*d", more + 1, 2);
			wrong += !slice_is(text_slice(&text), expected) ||
			    text.bytes[text.length] != '\0';
			text_release(&text);
		}
	tap_ok(wrong == 0, "131 times 131 lengths, %u wrong", wrong);
}

static void
a_cleared_text_asks_for_no_more_memory(void)
{
	struct text text = { 0 };
	uint64_t before;

	text_add_string(&text, "a text of more than sixty-four bytes, so that "
	    "it had to grow at least once");
	before = memory_requests();
	for (unsigned i = 0; i < 1000; i++) {
		text_clear(&text);
		text_add_string(&text, "a shorter one");
		text_add_character(&text, '!');
	}
	tap_ok(memory_requests() == before, "no memory was asked for");
	tap_ok(slice_is(text_slice(&text), "a shorter one!"), "and it holds");
	text_release(&text);
}

static void
an_arena_keeps_what_it_gave(void)
{
	struct arena arena = { 0 };
	struct slice copies[2000];
	unsigned wrong = 0;

	for (unsigned i = 0; i < 2000; i++) {
		char buffer[64];

		(void)snprintf(buffer, sizeof(buffer), "%063u", i);
		copies[i] = arena_copy(&arena, slice_from(buffer, 63));
	}
	for (unsigned i = 0; i < 2000; i++) {
		char buffer[64];

		(void)snprintf(buffer, sizeof(buffer), "%063u", i);
		wrong += !slice_equal(copies[i], slice_from(buffer, 63)) ||
		    copies[i].text[63] != '\0';
	}
	tap_ok(wrong == 0, "2,000 copies in several blocks, %u wrong", wrong);
	tap_ok(arena.total > 2000 * 64, "the total counts the blocks");
	arena_reset(&arena);
	tap_ok(arena.total <= 64 * 1024, "one block is kept after a reset");
	tap_ok(arena_new(&arena, 1 << 20) != NULL,
	    "a thing larger than a block fits");
	arena_release(&arena);
	tap_ok(arena.block == NULL && arena.total == 0, "nothing is left");
}

int
main(void)
{
	tap_begin();
	a_text_grows_and_stays_terminated();
	a_format_of_any_length_fits_anywhere();
	a_cleared_text_asks_for_no_more_memory();
	an_arena_keeps_what_it_gave();
	return tap_end();
}
