#include "cli/option.h"

#include "base/assert.h"
#include "base/memory.h"

/* Options which every verb of the use has, unless it defines its own. */
static const struct {
	unsigned use;		/* 0: every verb */
	struct option option;
} common[] = {
	{ USES_INPUT | USES_PARTS, { "from", OPTION_CHOICE, "csv|tsv|json",
	    "format of the input, if it is not to be recognised", false } },
	{ USES_INPUT, { "decimal-mark", OPTION_CHOICE, ".|,",
	    "decimal mark of the input; with a comma, ';' separates fields",
	    false } },
	{ USES_INPUT, { "header", OPTION_FILE, "FILE",
	    "the input has no header: read it by that of FILE", false } },
	{ USES_INPUT, { "rejects", OPTION_FILE, "FILE",
	    "put wrong records there and go on with the rest", false } },
	{ USES_INPUT, { "max-rejects", OPTION_TEXT, "N|N%",
	    "stop when more than so many records are wrong", false } },
	{ USES_INPUT | USES_PARTS, { "expect-records", OPTION_NUMBER, "N",
	    "refuse the input unless it has so many records", false } },
	{ USES_INPUT | USES_PARTS, { "control-total", OPTION_LIST, "FIELD=AMOUNT",
	    "refuse the input unless the field sums to this", false } },
	{ USES_OUTPUT, { "to", OPTION_CHOICE, "csv|tsv|json|table|xlsx|spreadsheet",
	    "format of the output: csv, or table on a terminal", false } },
	{ USES_OUTPUT, { "spreadsheet", OPTION_TEXT, "[LOCALE]",
	    "CSV as spreadsheets of the locale read it", false } },
	{ USES_OUTPUT, { "no-header", OPTION_FLAG, NULL,
	    "write CSV and TSV without the names of the columns", false } },
	{ USES_OUTPUT, { "output", OPTION_FILE, "FILE",
	    "write there instead of to standard output", false } },
	{ USES_STORE | WRITES_STORE, { "store", OPTION_FILE, "FILE",
	    "the store; else $OPS_STORE, else ops.db", false } },
	{ WRITES_STORE, { "dry-run", OPTION_FLAG, NULL,
	    "do everything but store it", false } },
	{ USES_INPUT | USES_PARTS, { "progress", OPTION_FLAG, NULL,
	    "say how far it is, also where that is no terminal", false } },
	{ 0, { "quiet", OPTION_FLAG, NULL,
	    "say nothing but faults and warnings", false } },
	{ 0, { "help", OPTION_FLAG, NULL, "print this and end", false } }
};

enum { COMMON_COUNT = sizeof(common) / sizeof(common[0]) };

static bool
option_is_own(const struct verb *verb, const char *name)
{
	const struct option *own = verb->options;

	for (; own != NULL && own->name != NULL; own++)
		if (strcmp(own->name, name) == 0)
			return true;
	return false;
}

const struct option *
options_common(const struct verb *verb, size_t number)
{
	for (size_t i = 0; i < COMMON_COUNT; i++) {
		if (common[i].use != 0 && (common[i].use & verb->use) == 0)
			continue;
		if (option_is_own(verb, common[i].option.name))
			continue;
		if (number-- == 0)
			return &common[i].option;
	}
	return NULL;
}

static void
options_add(struct options *options, const struct option *option)
{
	ENSURE(options->count < OPTIONS_MAX);
	options->values[options->count++].option = option;
}

void
options_init(struct options *options, const struct verb *verb)
{
	const struct option *option = verb->options;

	*options = (struct options){ 0 };
	for (; option != NULL && option->name != NULL; option++)
		options_add(options, option);
	for (size_t i = 0; options_common(verb, i) != NULL; i++)
		options_add(options, options_common(verb, i));
}

struct option_value *
options_find(struct options *options, struct slice name)
{
	for (size_t i = 0; i < options->count; i++)
		if (slice_is(name, options->values[i].option->name))
			return &options->values[i];
	return NULL;
}

static bool
option_choose(struct slice choices, const char *text, struct error *error)
{
	struct slice rest = choices;

	while (!slice_is_empty(rest))
		if (slice_is(slice_cut(&rest, '|'), text))
			return true;
	return error_set(error, FAULT_USAGE, "\"%s\" is not one of %.*s",
	    text, SLICE_PRINT(choices));
}

static bool
option_number(uint64_t *out, const char *text, struct error *error)
{
	uint64_t number = 0;
	const char *at = text;

	for (; *at >= '0' && *at <= '9'; at++)
		if (__builtin_mul_overflow(number, 10, &number) ||
		    __builtin_add_overflow(number, (uint64_t)(*at - '0'),
		    &number))
			break;
	if (at == text || *at != '\0')
		return error_set(error, FAULT_USAGE,
		    "\"%s\" is not a whole number", text);
	*out = number;
	return true;
}

/* Check the text against the type and keep what it says. */
static bool
option_read(struct option_value *value, const char *text,
    struct error *error)
{
	struct slice slice = slice_of(text);

	switch (value->option->type) {
	case OPTION_NUMBER:
		return option_number(&value->as.number, text, error);
	case OPTION_DATE:
		return date_parse(&value->as.date, slice, error);
	case OPTION_PERIOD:
		return period_parse(&value->as.period, slice, error);
	case OPTION_CURRENCY:
		return currency_parse(&value->as.currency, slice, error);
	case OPTION_DECIMAL:
		return decimal_parse(&value->as.decimal, slice, error);
	case OPTION_CHOICE:
		return option_choose(slice_of(value->option->argument), text,
		    error);
	case OPTION_FILE:
		return text[0] != '\0' || error_set(error, FAULT_USAGE,
		    "needs a file name, not an empty text");
	case OPTION_LIST:
		value->list = memory_grow(value->list, &value->capacity,
		    value->count, sizeof(*value->list));
		value->list[value->count++] = text;
		return true;
	case OPTION_FLAG:
	case OPTION_TEXT:
		break;
	}
	return true;
}

static bool
option_set(struct option_value *value, const char *text, struct error *error)
{
	enum option_type type = value->option->type;

	if (value->given && type != OPTION_LIST && type != OPTION_FLAG)
		return error_set(error, FAULT_USAGE, "was given twice");
	value->given = true;
	value->text = text;
	return text == NULL || option_read(value, text, error);
}

/* May the argument be left out?  Then it is only taken after "=". */
static bool
option_is_lenient(const struct option *option)
{
	return option->type == OPTION_FLAG || option->argument[0] == '[';
}

/* One option at arguments[*at]; *at moves when the next is its value. */
static bool
option_take(struct options *options, char *const arguments[], size_t count,
    size_t *at, struct error *error)
{
	const char *argument = arguments[*at];
	struct slice name = slice_of(argument + 2);
	const char *equals = strchr(argument, '=');
	struct option_value *value;

	if (equals != NULL)
		name = slice_from(argument + 2,
		    (size_t)(equals - argument) - 2);
	value = options_find(options, name);
	if (value == NULL)
		return error_set(error, FAULT_USAGE, "no such option");
	if (equals != NULL && value->option->type == OPTION_FLAG)
		return error_set(error, FAULT_USAGE, "takes no argument");
	if (equals != NULL)
		return option_set(value, equals + 1, error);
	if (option_is_lenient(value->option))
		return option_set(value, NULL, error);
	if (*at + 1 == count)
		return error_set(error, FAULT_USAGE, "needs %s",
		    value->option->argument);
	return option_set(value, arguments[++*at], error);
}

static void
options_add_operand(struct options *options, const char *operand)
{
	options->operands = memory_grow(options->operands,
	    &options->operand_capacity, options->operand_count,
	    sizeof(*options->operands));
	options->operands[options->operand_count++] = operand;
}

/* The place of a fault is the name of the option: "--period". */
static bool
option_fault(const char *argument, struct error *error)
{
	const char *equals = strchr(argument, '=');
	size_t length = equals != NULL ?
	    (size_t)(equals - argument) : strlen(argument);
	char name[ERROR_FIELD_MAX];

	error->fault = FAULT_USAGE;
	if (length >= sizeof(name))
		length = sizeof(name) - 1;
	memcpy(name, argument, length);
	name[length] = '\0';
	return error_in_field(error, name, 0);
}

/* How many operands the table allows: "PERSON [FILE ...]" is 1 or more. */
static void
operands_bound(const char *operands, size_t *least, size_t *most)
{
	struct slice rest = slice_of(operands != NULL ? operands : "");
	bool optional = false;

	*least = 0;
	*most = 0;
	while (!slice_is_empty(rest)) {
		struct slice word = slice_cut(&rest, ' ');

		if (slice_is_empty(word))
			continue;
		if (word.text[0] == '[')
			optional = true;
		if (slice_starts_with(word, slice_of("...")))
			*most = SIZE_MAX;
		else if (*most < SIZE_MAX)
			++*most;
		if (!optional && !slice_starts_with(word, slice_of("...")))
			++*least;
		if (word.text[word.length - 1] == ']')
			optional = false;
	}
}

static bool
operands_check(const struct options *options, const struct verb *verb,
    struct error *error)
{
	size_t least, most;

	operands_bound(verb->operands, &least, &most);
	if (options->operand_count < least)
		return error_set(error, FAULT_USAGE, "%s is missing",
		    verb->operands);
	if (options->operand_count > most)
		return error_set(error, FAULT_USAGE,
		    "\"%s\" is more than the verb takes",
		    options->operands[most]);
	return true;
}

static bool
options_check(const struct options *options, const struct verb *verb,
    struct error *error)
{
	for (size_t i = 0; i < options->count; i++) {
		const struct option_value *value = &options->values[i];

		if (value->given || !value->option->required)
			continue;
		return error_set(error, FAULT_USAGE,
		    "--%s %s is required", value->option->name,
		    value->option->argument);
	}
	return operands_check(options, verb, error);
}

bool
options_parse(struct options *options, const struct verb *verb,
    char *const arguments[], size_t count, struct error *error)
{
	bool ended = false;

	for (size_t i = 0; i < count; i++) {
		const char *argument = arguments[i];

		if (!ended && strcmp(argument, "--") == 0)
			ended = true;
		else if (ended || argument[0] != '-' || argument[1] == '\0')
			options_add_operand(options, argument);
		else if (argument[1] != '-') {
			(void)error_set(error, FAULT_USAGE,
			    "no such option; options begin with --");
			return option_fault(argument, error);
		} else if (!option_take(options, arguments, count, &i, error))
			return option_fault(argument, error);
		if (options_find(options, slice_of("help"))->given)
			return true;
	}
	return options_check(options, verb, error);
}

void
options_release(struct options *options)
{
	for (size_t i = 0; i < options->count; i++)
		memory_free(options->values[i].list);
	memory_free(options->operands);
}
