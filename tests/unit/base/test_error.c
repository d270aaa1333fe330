#include "base/error.h"

#include <string.h>

#include "../tap.h"

static void
a_set_error_keeps_fault_and_message(void)
{
	struct error error = { 0 };

	tap_ok(!error_set(&error, FAULT_INPUT, "\"%s\" is wrong", "x"),
	    "setting gives false");
	tap_ok(error.fault == FAULT_INPUT, "the fault is kept");
	tap_ok(strcmp(error.message, "\"x\" is wrong") == 0,
	    "the message is formatted");
}

static void
the_first_place_is_kept(void)
{
	struct error error = { 0 };
	char text[ERROR_TEXT_MAX];

	(void)error_set(&error, FAULT_INPUT, "wrong");
	(void)error_in_field(&error, "grade", 4);
	(void)error_locate(&error, "payees.csv", 214);
	(void)error_locate(&error, "other.csv", 1);
	(void)error_in_field(&error, "step", 5);
	tap_ok(strcmp(error_text(&error, text, sizeof(text)),
	    "payees.csv:214: grade: wrong") == 0, "%s", text);
	tap_ok(error.column == 4, "the column is kept");
}

static void
unknown_parts_are_left_out(void)
{
	struct error error = { 0 };
	char text[ERROR_TEXT_MAX];

	(void)error_set(&error, FAULT_USAGE, "wrong");
	tap_ok(strcmp(error_text(&error, text, sizeof(text)), "wrong") == 0,
	    "only the message: %s", text);
	(void)error_locate(&error, "a.csv", 0);
	tap_ok(strcmp(error_text(&error, text, sizeof(text)),
	    "a.csv: wrong") == 0, "a file without a line: %s", text);
}

static void
a_long_message_is_cut(void)
{
	struct error error = { 0 };

	(void)error_set(&error, FAULT_INPUT, "%2000d", 1);
	tap_ok(strlen(error.message) == ERROR_MESSAGE_MAX - 1,
	    "the message is cut at its limit");
}

static void
setting_again_forgets_the_place(void)
{
	struct error error = { 0 };

	(void)error_set_code(&error, FAULT_INPUT, "type-error", "one");
	(void)error_locate(&error, "a.csv", 3);
	tap_ok(strcmp(error.code, "type-error") == 0, "the code is kept");
	(void)error_set(&error, FAULT_STORE, "two");
	tap_ok(error.line == 0 && error.origin[0] == '\0' &&
	    error.code == NULL, "nothing of the first error is left");
}

int
main(void)
{
	tap_begin();
	a_set_error_keeps_fault_and_message();
	the_first_place_is_kept();
	unknown_parts_are_left_out();
	a_long_message_is_cut();
	setting_again_forgets_the_place();
	return tap_end();
}
