#include "domain/transliteration.h"

#include "../tap.h"

static bool
add(struct transliteration *table, const char *character,
    const char *replacement)
{
	struct error error = { 0 };

	return transliteration_add(table, slice_of(character),
	    slice_of(replacement), &error);
}

int
main(void)
{
	struct transliteration *table = transliteration_new();
	struct text out = { 0 };

	tap_begin();
	tap_ok(add(table, "U+00E9", "e") && add(table, "U+0428", "Sh") &&
	    add(table, "U+0301", "") && add(table, "U+0026", "+"),
	    "characters are added");
	tap_ok(add(table, "U+00E9", "e"), "an equal repeat is allowed");
	tap_ok(!add(table, "U+00E9", "E"), "two replacements are not");
	tap_ok(!add(table, "U+00EA", "\xC3\xAA"), "nor are bad ones");
	tap_ok(!add(table, "00EA", "e"), "nor is a malformed code point");
	tap_ok(transliteration_apply(table, slice_of("Ren\xC3\xA9 & "
	    "\xD0\xA8"), &out) == 0 && strcmp(out.bytes, "Rene + Sh") == 0,
	    "known characters are replaced");
	tap_ok(transliteration_apply(table, slice_of("e\xCC\x81"), &out) == 0
	    && strcmp(out.bytes, "e") == 0, "marks are left out");
	tap_ok(transliteration_apply(table, slice_of("\xE6\x9D\x8E!"), &out)
	    == 2 && strcmp(out.bytes, "??") == 0,
	    "others are replaced visibly and counted");
	tap_ok(transliteration_apply(table, slice_of("\xC3"), &out) == 1,
	    "ill-formed bytes count");
	tap_ok(transliteration_is_plain(slice_of("a-Z 0/?:().,'+")) &&
	    !transliteration_is_plain(slice_of("a_b")), "plain is plain");
	text_release(&out);
	transliteration_free(table);
	return tap_end();
}
