/* Similar texts: which are in one group, and what it is called. */
#include "domain/similar.h"

#include <stdio.h>

#include "../tap.h"

static const char *const texts[] = {
	"Payslip of October lacks my allowance",
	"Bank account has changed",
	"my allowance lacks, payslip of October",
	"new bank account changed today",
	"something else entirely"
};

static void
test_groups(void)
{
	struct similar *similar = similar_new(50);
	struct text label = { 0 };
	size_t text = 0;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		similar_add(similar, slice_of(texts[i]), slice_of(""));
	similar_group(similar);
	tap_ok(similar_groups(similar) == 3, "%zu groups",
	    similar_groups(similar));
	tap_ok(similar_group_of(similar, 0) == 0 &&
	    similar_group_of(similar, 2) == 0 &&
	    similar_likeness(similar, 2) == 100, "order does not matter");
	tap_ok(similar_group_of(similar, 1) == 1 &&
	    similar_group_of(similar, 3) == 1 &&
	    similar_likeness(similar, 3) == 50, "3 of 6 words: %u",
	    similar_likeness(similar, 3));
	tap_ok(similar_next(&text, similar) && text == 2 &&
	    !similar_next(&text, similar), "the texts of a group");
	similar_label(&label, similar, 1);
	tap_ok(slice_is(text_slice(&label), "bank account changed has"),
	    "the words which most have first: %.*s",
	    SLICE_PRINT(text_slice(&label)));
	text_release(&label);
	similar_free(similar);
}

/* A word which nearly all have says nothing. */
static void
test_common(void)
{
	struct similar *similar = similar_new(50);
	char text[64];

	for (int i = 0; i < 40; i++) {
		(void)snprintf(text, sizeof(text), "please help urgent "
		    "wor%cd%c", 'a' + i % 4, 'a' + i % 4);
		similar_add(similar, slice_of("request"), slice_of(text));
	}
	similar_group(similar);
	tap_ok(similar_groups(similar) == 4, "%zu groups",
	    similar_groups(similar));
	similar_free(similar);
}

static void
test_empty(void)
{
	struct similar *similar = similar_new(1);

	similar_group(similar);
	tap_ok(similar_groups(similar) == 0, "no text, no group");
	similar_add(similar, slice_of("1 2"), slice_of(""));
	similar_add(similar, slice_of(""), slice_of("?"));
	similar_group(similar);
	tap_ok(similar_groups(similar) == 1, "texts without words are alike");
	similar_free(similar);
	similar_free(NULL);
}

int
main(void)
{
	tap_begin();
	test_groups();
	test_common();
	test_empty();
	return tap_end();
}
