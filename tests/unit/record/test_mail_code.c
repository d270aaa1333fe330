/* How mails write what is not ASCII. */
#include "record/mail_code.h"

#include "../tap.h"

static struct text text;
static struct error error;

static bool
header_is(const char *value, const char *expected)
{
	text_clear(&text);
	error_clear(&error);
	return mail_code_header(&text, slice_of(value), &error) &&
	    slice_is(text_slice(&text), expected);
}

static void
test_headers(void)
{
	tap_ok(header_is("plain =?no word", "plain =?no word"), "as it is");
	tap_ok(header_is("=?UTF-8?Q?a=20b_c?= d", "a b c d"), "quoted");
	tap_ok(header_is("=?utf-8?B?w6k=?=", "\303\251"), "base64");
	tap_ok(header_is("=?iso-8859-1*fr?q?=E9t=E9?=", "\303\251t\303\251"),
	    "another set, with a language");
	tap_ok(header_is("=?utf-8?q?a?=  =?utf-8?q?b?= c", "ab c"),
	    "blanks between words are none");
	tap_ok(header_is("x =?utf-8?q?a?=", "x a"), "blanks before are");
	tap_ok(!header_is("=?utf-8?q?=ZZ?=", ""), "%s", error.message);
	tap_ok(!header_is("=?utf-8?q?=ff?=", ""), "%s", error.message);
	tap_ok(!header_is("=?../x?q?a?=", ""), "%s", error.message);
	tap_ok(!header_is("=?utf-8?b?*?=", ""), "%s", error.message);
	tap_ok(!header_is("\377", ""), "%s", error.message);
}

static void
test_bodies(void)
{
	error_clear(&error);
	text_clear(&text);
	tap_ok(mail_code_quoted(&text, slice_of("a_b=\nc=3D"), false,
	    &error) && slice_is(text_slice(&text), "a_bc="),
	    "a line goes on");
	text_clear(&text);
	tap_ok(!mail_code_quoted(&text, slice_of("a="), false, &error), "%s",
	    error.message);
	error_clear(&error);
	text_clear(&text);
	tap_ok(mail_code_charset(&text, slice_of("\204x\223"),
	    slice_of("windows-1252"), &error) && slice_is(text_slice(&text),
	    "\342\200\236x\342\200\234"), "%s", error.message);
	tap_ok(!mail_code_charset(&text, slice_of("\x81"),
	    slice_of("shift_jis"), &error), "%s", error.message);
}

int
main(void)
{
	tap_begin();
	test_headers();
	test_bodies();
	text_release(&text);
	return tap_end();
}
