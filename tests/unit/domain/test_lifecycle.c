/* Lifecycles: what is refused where, and what leads to what. */
#include "domain/lifecycle.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "domain/lifecycle_table.h"
#include "schema/payment.h"
#include "schema/period_state.h"
#include "schema/rule_element.h"

#include "../tap.h"

static char path[] = "/tmp/test_lifecycle.XXXXXX";

#define HEADER "from,event,to,duty,condition\n"

static struct lifecycle *
load_with(const char *header, const struct schema *schema, const char *rows,
    struct error *error)
{
	const char *const paths[] = { path };
	struct lifecycle *lifecycle = NULL;
	struct stream *in = NULL;
	FILE *file = fopen(path, "w");

	error_clear(error);
	if (file == NULL || fputs(header, file) < 0 ||
	    fputs(rows, file) < 0 || fclose(file) != 0)
		return NULL;
	if (stream_open(&in, &schema_lifecycle_row, paths, 1, NULL, error))
		(void)lifecycle_load(&lifecycle, schema, in, error);
	stream_close(in);
	return lifecycle;
}

static struct lifecycle *
load(const struct schema *schema, const char *rows, struct error *error)
{
	return load_with(HEADER, schema, rows, error);
}

/* The rows are refused at the line, with the words. */
static void
refuses(const struct schema *schema, const char *rows, uint64_t line,
    const char *words)
{
	struct error error = { 0 };
	struct lifecycle *lifecycle = load(schema, rows, &error);

	tap_ok(lifecycle == NULL && error.fault == FAULT_INPUT &&
	    error.line == line && strcmp(error.origin, path) == 0 &&
	    strcmp(error.message, words) == 0, "%ju: %s",
	    (uintmax_t)error.line, error.message);
	lifecycle_free(lifecycle);
}

static void
test_refused(void)
{
	refuses(NULL, "draft,send,sent,,\n", 2,
	    "no row has an empty from: no record can begin");
	refuses(NULL, ",make,draft,,\n,import,sent,,\n", 3,
	    "\"sent\": records begin in \"draft\" (line 2)");
	refuses(NULL, ",make,draft,,\nlost,find,draft,,\n", 3,
	    "nothing leads to the state \"lost\"");
	refuses(NULL, ",make,draft,,\na,x,b,,\nb,x,a,,\n", 3,
	    "nothing leads to the state \"a\"");
	refuses(NULL, ",make,draft,,\ndraft,send,sent,,\n"
	    "draft,send,gone,clerk,\n", 4,
	    "\"send\" leads to \"sent\" by line 3, not to \"gone\"");
	refuses(NULL, ",make,draft,,\ndraft,send,sent,,\n"
	    "draft,send,sent,clerk,\n", 4, "line 3 says it already");
	refuses(&schema_rule_element, ",make,draft,,\n"
	    "draft,send,sent,,pensionable\ndraft,send,gone,,\n", 4,
	    "\"send\" leads to \"sent\" by line 3, not to \"gone\"");
	refuses(&schema_rule_element, ",make,draft,,colour = 1\n", 2,
	    "unknown name \"colour\"");
	refuses(NULL, ",make,draft,,pensionable\n", 2,
	    "unknown name \"pensionable\"");
	refuses(&schema_rule_element, ",make,draft,,code\n", 2,
	    "\"code\" is a text, and a truth is needed");
	refuses(&schema_period_state, ",open,ajar,,\n", 2, "\"ajar\" is not "
	    "a state of period_state, which are open|closed|locked");
}

static void
test_limit(void)
{
	struct text rows = { 0 };

	text_add_string(&rows, ",make,s0,,\n");
	for (int i = 0; i < LIFECYCLE_ROWS_MAX; i++)
		text_add_format(&rows, "s%d,go,s%d,,\n", i, i + 1);
	refuses(NULL, rows.bytes, LIFECYCLE_ROWS_MAX + 2,
	    "a lifecycle has at most 256 rows");
	text_release(&rows);
}

static bool
goes(struct lifecycle *lifecycle, const char *const words[3],
    const void *record, const char *expected, struct error *error)
{
	struct slice to = { NULL, 0 };

	error_clear(error);
	return lifecycle_step(&to, lifecycle, slice_of(words[0]),
	    slice_of(words[1]), slice_of(words[2]), record, error) &&
	    slice_is(to, expected);
}

#define WORDS(...) (const char *const[3]){ __VA_ARGS__ }

static bool
stays(struct lifecycle *lifecycle, const char *const words[3],
    const void *record, const char *message, struct error *error)
{
	return !goes(lifecycle, words, record, "", error) &&
	    error->fault == FAULT_STORE &&
	    strcmp(error->message, message) == 0;
}

static void
test_steps(void)
{
	struct error error = { 0 };
	struct slice events[LIFECYCLE_ROWS_MAX];
	struct lifecycle *order = load(NULL, ",make,draft,clerk,\n"
	    "draft,send,sent,clerk,\ndraft,send,sent,chief,\n"
	    "draft,drop,gone,,\n", &error);

	if (!tap_ok(order != NULL, "rows are taken: %s", error.message))
		return;
	tap_ok(goes(order, WORDS("", "make", "clerk"), NULL, "draft",
	    &error), "a record begins");
	tap_ok(goes(order, WORDS("draft", "send", "chief"), NULL, "sent",
	    &error), "either duty will do");
	tap_ok(goes(order, WORDS("draft", "drop", "guest"), NULL, "gone",
	    &error), "an empty duty is any");
	tap_ok(stays(order, WORDS("draft", "send", "guest"), NULL,
	    "\"send\" from \"draft\" needs the duty \"clerk\" or "
	    "\"chief\", not \"guest\"",
	    &error), "%s", error.message);
	tap_ok(stays(order, WORDS("draft", "send", ""), NULL,
	    "\"send\" from \"draft\" needs the duty \"clerk\" or "
	    "\"chief\"", &error),
	    "%s", error.message);
	tap_ok(stays(order, WORDS("draft", "pay", "chief"), NULL,
	    "\"draft\" allows \"send\" or \"drop\", not \"pay\"", &error),
	    "%s", error.message);
	tap_ok(stays(order, WORDS("", "send", "chief"), NULL,
	    "\"new\" allows \"make\", not \"send\"", &error), "%s",
	    error.message);
	tap_ok(stays(order, WORDS("sent", "drop", "chief"), NULL,
	    "\"sent\" is final and does not allow \"drop\"", &error),
	    "%s", error.message);
	tap_ok(!goes(order, WORDS("lost", "drop", "chief"), NULL, "",
	    &error) && error.fault == FAULT_INPUT, "%s", error.message);
	tap_ok(lifecycle_allowed(events, order, slice_of("draft")) == 2 &&
	    slice_is(events[0], "send") && slice_is(events[1], "drop"),
	    "the events of a state, each once");
	tap_ok(lifecycle_leads(order, slice_of("send"), slice_of("sent")) &&
	    !lifecycle_leads(order, slice_of("drop"), slice_of("sent")),
	    "what has led to a state");
	lifecycle_free(order);
}

static void
test_conditions(void)
{
	struct error error = { 0 };
	struct payment payment = { 0 };
	struct lifecycle *order = load(&schema_payment, ",make,draft,,\n"
	    "draft,send,sent,clerk,amount <= 1000\n"
	    "draft,send,sent,chief,\n"
	    "draft,sort,small,,amount < 500\n"
	    "draft,sort,large,,amount > 100\n"
	    "draft,sign,sent,,\"currency = \"\"EUR\"\"\"\n", &error);

	if (!tap_ok(order != NULL, "rows are taken: %s", error.message))
		return;
	(void)currency_parse(&payment.currency, slice_of("USD"), &error);
	payment.amount.currency = payment.currency;
	payment.amount.units = 100000;
	tap_ok(goes(order, WORDS("draft", "send", "clerk"), &payment, "sent",
	    &error), "up to the limit: %s", error.message);
	payment.amount.units = 100001;
	tap_ok(stays(order, WORDS("draft", "send", "clerk"), &payment,
	    "\"send\" from \"draft\" needs the duty \"chief\", not "
	    "\"clerk\"", &error),
	    "above it: %s", error.message);
	tap_ok(goes(order, WORDS("draft", "send", "chief"), &payment, "sent",
	    &error), "and by whom");
	tap_ok(goes(order, WORDS("draft", "sort", ""), &payment, "large",
	    &error), "conditions choose");
	tap_ok(stays(order, WORDS("draft", "sign", ""), &payment,
	    "\"sign\" from \"draft\" needs currency = \"EUR\"", &error), "%s",
	    error.message);
	payment.amount.units = 20000;
	tap_ok(!goes(order, WORDS("draft", "sort", ""), &payment, "small",
	    &error) && error.fault == FAULT_INPUT && error.line == 6,
	    "%ju: %s", (uintmax_t)error.line, error.message);
	lifecycle_free(order);
}

static void
test_clock(void)
{
	struct error error = { 0 };
	struct slice states[LIFECYCLE_ROWS_MAX];
	struct lifecycle *desk = load_with("from,event,to,duty,condition,clock"
	    "\n", NULL, ",open,new,,,\nnew,wait,waiting,,,pause\n"
	    "waiting,resume,new,,,run\nnew,solve,done,,,stop\n", &error);

	if (!tap_ok(desk != NULL, "rows are taken: %s", error.message))
		return;
	tap_ok(lifecycle_states(states, desk) == 3 &&
	    slice_is(states[0], "new") && slice_is(states[2], "done"),
	    "its states, each once");
	tap_ok(lifecycle_clock(desk, slice_of("new")) == LIFECYCLE_RUN &&
	    lifecycle_clock(desk, slice_of("waiting")) == LIFECYCLE_PAUSE &&
	    lifecycle_clock(desk, slice_of("done")) == LIFECYCLE_STOP,
	    "what the clock does in each");
	lifecycle_free(desk);
	tap_ok(load_with("from,event,to,duty,condition,clock\n", NULL,
	    ",open,new,,,\nnew,wait,waiting,,,pause\n"
	    "waiting,stay,waiting,,,stop\n", &error) == NULL &&
	    error.line == 4 && strcmp(error.message, "line 3 has another "
	    "clock for the state \"waiting\"") == 0, "%ju: %s",
	    (uintmax_t)error.line, error.message);
}

/* Every file is right, and every kind's lifecycle is there. */
static void
test_all(void)
{
	struct error error = { 0 };
	struct lifecycle *lifecycle = NULL;
	size_t count;
	const struct schema *const *schemas = schema_all(&count);

	for (size_t i = 0; i < count; i++) {
		if (schemas[i]->lifecycle == NULL)
			continue;
		tap_ok(lifecycle_get(&lifecycle, schemas[i]->lifecycle,
		    schemas[i], &error), "lifecycle of %s: %s:%ju: %s",
		    schemas[i]->name, error.origin, (uintmax_t)error.line,
		    error.message);
		tap_ok(!schemas[i]->registered || schema_find(schemas[i],
		    slice_of("state")) != FIELD_ABSENT,
		    "a register keeps its state");
		lifecycle_free(lifecycle);
		lifecycle = NULL;
		error_clear(&error);
	}
	for (size_t i = 0; i < lifecycle_line_count; i++) {
		bool used = false;

		for (size_t j = 0; j < count; j++)
			used = used || (schemas[j]->lifecycle != NULL &&
			    strcmp(schemas[j]->lifecycle,
			    lifecycle_lines[i].name) == 0);
		tap_ok(used, "%s:%u belongs to a kind of record",
		    lifecycle_lines[i].origin, lifecycle_lines[i].line);
	}
	tap_ok(!lifecycle_get(&lifecycle, "absent", NULL, &error),
	    "%s", error.message);
}

int
main(void)
{
	int file = mkstemp(path);

	tap_begin();
	if (tap_ok(file >= 0 && close(file) == 0, "a file for the rows")) {
		test_refused();
		test_limit();
		test_steps();
		test_conditions();
		test_clock();
		(void)unlink(path);
	}
	test_all();
	return tap_end();
}
