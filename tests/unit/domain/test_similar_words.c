/* Words of texts, as they are compared. */
#include "domain/similar_words.h"

#include "base/text.h"

#include "../tap.h"

static void
cuts(const char *given, const char *expected)
{
	char buffer[SIMILAR_WORD_BYTES];
	struct slice rest = slice_of(given), word;
	struct text all = { 0 };

	while (similar_words_next(&word, buffer, &rest))
		text_add_format(&all, "%s%.*s", all.length > 0 ? "|" : "",
		    SLICE_PRINT(word));
	tap_ok(slice_is(text_slice(&all), expected), "%s: %.*s", given,
	    SLICE_PRINT(text_slice(&all)));
	text_release(&all);
}

int
main(void)
{
	tap_begin();
	cuts("", "");
	cuts("Where IS my Payslip?", "where|payslip");
	cuts("PR-2026/10 is 1st; P9x", "");
	cuts("\303\211t\303\211 \303\240 Gen\303\250ve",
	    "\303\251t\303\251|gen\303\250ve");
	cuts("\346\210\221\347\232\204\345\267\245\350\265\204 pay",
	    "\346\210\221\347\232\204|\347\232\204\345\267\245|"
	    "\345\267\245\350\265\204|pay");
	cuts("pay\346\210\221", "pay");
	cuts("cut\303", "cut\303");
	cuts("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff"
	    "gggggggggg end",
	    "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff"
	    "gggg|end");
	return tap_end();
}
