/* What is written as an object is read back member by member. */
#include "store/json.h"

#include <string.h>

#include "../tap.h"

static bool
next_is(struct slice *rest, const char *name, const char *value)
{
	struct text text = { 0 };
	struct slice found = { 0 };
	bool good = json_next(rest, &found, &text) &&
	    slice_is(found, name) && slice_is(text_slice(&text), value);

	text_release(&text);
	return good;
}

static bool
ends(struct slice rest)
{
	struct text text = { 0 };
	struct slice name;
	bool more = json_next(&rest, &name, &text);

	text_release(&text);
	return !more;
}

int
main(void)
{
	struct text text = { 0 };
	struct slice rest;

	tap_begin();
	json_begin(&text);
	json_end(&text);
	tap_ok(ends(text_slice(&text)), "an empty object has no members");
	json_begin(&text);
	json_add_text(&text, "plain", slice_of("a b"));
	json_add_text(&text, "none", slice_of(""));
	json_add_text(&text, "odd", slice_of("\"\\\n\x1f{},: é"));
	json_add_integer(&text, "number", -12);
	json_add_boolean(&text, "yes", true);
	json_add_null(&text, "null");
	json_end(&text);
	tap_ok(strcmp(text.bytes, "{\"plain\":\"a b\",\"none\":\"\",\"odd\":"
	    "\"\\\"\\\\\\u000a\\u001f{},: é\",\"number\":-12,\"yes\":true,"
	    "\"null\":null}") == 0, "the object is %s", text.bytes);
	rest = text_slice(&text);
	tap_ok(next_is(&rest, "plain", "a b"), "a text");
	tap_ok(next_is(&rest, "none", ""), "an empty text");
	tap_ok(next_is(&rest, "odd", "\"\\\n\x1f{},: é"), "escapes");
	tap_ok(next_is(&rest, "number", "-12"), "a number");
	tap_ok(next_is(&rest, "yes", "true"), "a word");
	tap_ok(next_is(&rest, "null", "null"), "the last one");
	tap_ok(ends(rest), "then none");
	rest = slice_of("{\"a\":{\"b\":[1,\"}\",{}]},\"c\":2}");
	tap_ok(next_is(&rest, "a", "{\"b\":[1,\"}\",{}]}"),
	    "an object as it stands");
	tap_ok(next_is(&rest, "c", "2"), "and what follows it");
	rest = slice_of("{\"cut\":\"of");
	tap_ok(next_is(&rest, "cut", "of") && ends(rest), "no end");
	rest = slice_of("{\"cut");
	tap_ok(next_is(&rest, "cut", "") && ends(rest), "no value");
	rest = slice_of("nothing of ours");
	tap_ok(ends(rest), "no object");
	text_release(&text);
	return tap_end();
}
