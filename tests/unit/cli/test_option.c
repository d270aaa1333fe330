#include "cli/option.h"

#include "tap.h"

static const struct option own[] = {
	{ "period", OPTION_PERIOD, "YYYY-MM", "month", true },
	{ "currency", OPTION_CURRENCY, "CODE", "currency", false },
	{ "limit", OPTION_NUMBER, "N", "limit", false },
	{ "date", OPTION_DATE, "DATE", "day", false },
	{ "rate", OPTION_DECIMAL, "RATE", "rate", false },
	{ "by", OPTION_LIST, "FIELD", "fields", false },
	{ "kind", OPTION_CHOICE, "one|two", "kind", false },
	{ "from", OPTION_TEXT, "BATCH", "not the common --from", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static const struct verb verb = {
	.name = "calc", .operands = "PERSON [FILE ...]",
	.use = USES_INPUT | USES_OUTPUT, .options = own
};

/* Parse the words; fault and text say how it went. */
static bool
parse(struct options *options, const char *const *words, char *text,
    enum fault *fault)
{
	struct error error = { 0 };
	char copies[16][64];
	char *arguments[16];
	size_t count = 0;
	bool done;

	for (; words[count] != NULL; count++) {
		(void)snprintf(copies[count], sizeof(copies[count]), "%s",
		    words[count]);
		arguments[count] = copies[count];
	}
	options_init(options, &verb);
	done = options_parse(options, &verb, arguments, count, &error);
	(void)error_text(&error, text, ERROR_TEXT_MAX);
	*fault = error.fault;
	return done;
}

static void
refuses(const char *const *words, const char *expected)
{
	struct options options;
	char text[ERROR_TEXT_MAX];
	enum fault fault;
	bool done = parse(&options, words, text, &fault);

	tap_ok(!done && fault == FAULT_USAGE && strcmp(text, expected) == 0,
	    "%s", text);
	options_release(&options);
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
test_values_are_typed(void)
{
	struct options options;
	char text[ERROR_TEXT_MAX];
	enum fault fault;
	bool done = parse(&options, WORDS("--period", "2026-10", "P1",
	    "--limit=42", "--by", "entity", "--by=fund", "--kind", "two",
	    "--date=2026-10-31", "a.csv"), text, &fault);

	tap_ok(done, "a right command line is read: %s", text);
	tap_ok(options_find(&options, slice_of("period"))->as.period.month ==
	    2026 * 12 + 9, "a month is a month");
	tap_ok(options_find(&options, slice_of("limit"))->as.number == 42,
	    "a number is a number");
	tap_ok(options_find(&options, slice_of("by"))->count == 2,
	    "a list keeps every value");
	tap_ok(options.operand_count == 2,
	    "operands may stand between the options");
	tap_ok(!options_find(&options, slice_of("rate"))->given,
	    "an option which was not given is not there");
	options_release(&options);
}

static void
test_two_dashes_end_the_options(void)
{
	struct options options;
	char text[ERROR_TEXT_MAX];
	enum fault fault;

	(void)parse(&options, WORDS("--period=2026-10", "--", "--limit",
	    "-"), text, &fault);
	tap_ok(options.operand_count == 2, "the rest are operands: %s", text);
	options_release(&options);
}

static void
test_faults_name_the_option(void)
{
	refuses(WORDS("P1"), "--period YYYY-MM is required");
	refuses(WORDS("--peroid", "2026-10"), "--peroid: no such option");
	refuses(WORDS("--per", "2026-10"), "--per: no such option");
	refuses(WORDS("-p"),
	    "-p: no such option; options begin with --");
	refuses(WORDS("--period=2026-10", "P1", "--limit"),
	    "--limit: needs N");
	refuses(WORDS("--period=2026-10", "--limit=-1"),
	    "--limit: \"-1\" is not a whole number");
	refuses(WORDS("--period=2026-10", "--limit=99999999999999999999"),
	    "--limit: \"99999999999999999999\" is not a whole number");
	refuses(WORDS("--period=2026-10", "--kind=three"),
	    "--kind: \"three\" is not one of one|two");
	refuses(WORDS("--period=2026-10", "--period=2026-11"),
	    "--period: was given twice");
	refuses(WORDS("--period=2026-10", "--quiet=yes"),
	    "--quiet: takes no argument");
	refuses(WORDS("--period=2026-10"), "PERSON [FILE ...] is missing");
}

static void
test_common_options_follow_the_use(void)
{
	struct options options;

	options_init(&options, &verb);
	tap_ok(options_find(&options, slice_of("rejects")) != NULL,
	    "a verb with input has --rejects");
	tap_ok(options_find(&options, slice_of("to")) != NULL,
	    "a verb with output has --to");
	tap_ok(options_find(&options, slice_of("store")) == NULL,
	    "a verb without a store has no --store");
	tap_ok(options_find(&options, slice_of("from"))->option->type ==
	    OPTION_TEXT, "an option of the verb's own takes precedence");
	options_release(&options);
}

int
main(void)
{
	tap_begin();
	test_values_are_typed();
	test_two_dashes_end_the_options();
	test_faults_name_the_option();
	test_common_options_follow_the_use();
	return tap_end();
}
