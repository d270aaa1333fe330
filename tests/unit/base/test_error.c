#include "base/error.h"

#include "tap.h"

#include <string.h>

static void
test_place_is_added_once(void)
{
	struct error error = { 0 };
	char text[ERROR_TEXT_MAX];

	tap_ok(!error_set(&error, FAULT_INPUT, "\"%s\" is wrong", "x"),
	    "setting an error gives false");
	error_in_field(&error, "grade", 3);
	error_in_field(&error, "step", 4);
	error_locate(&error, "payees.csv", 214);
	error_locate(&error, "other.csv", 7);
	tap_ok(strcmp(error_text(&error, text, sizeof(text)),
	    "payees.csv:214: grade: \"x\" is wrong") == 0,
	    "the first place given stays: %s", text);
	tap_ok(error.column == 3, "so does the first column");
}

static void
test_text_leaves_out_what_is_unknown(void)
{
	struct error error = { 0 };
	char text[ERROR_TEXT_MAX];

	error_set(&error, FAULT_SYSTEM, "no such file");
	tap_ok(strcmp(error_text(&error, text, sizeof(text)),
	    "no such file") == 0, "no place, no colons: %s", text);
	error_clear(&error);
	tap_ok(error.fault == FAULT_NONE && error.message[0] == '\0',
	    "a cleared error is none");
}

int
main(void)
{
	tap_begin();
	test_place_is_added_once();
	test_text_leaves_out_what_is_unknown();
	return tap_end();
}
