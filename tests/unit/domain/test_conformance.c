/* Conformance: what may follow what, and what happens where it does not. */
#include "domain/conformance.h"

#include "schema/process_rule.h"
#include "tap.h"
#include "text_file.h"

static struct event_log events;
static struct conformance rules;
static struct error error;

/* Rules of the rows, for a log of events or of states. */
static bool
load(const char *rows, bool of_states)
{
	struct stream *in = NULL;
	const char *path = text_file;
	bool done;

	conformance_release(&rules);
	rules = (struct conformance){ .of_states = of_states,
	    .log = &events };
	error_clear(&error);
	if (!text_file_put(rows) || !stream_open(&in, &schema_process_rule,
	    &path, 1, NULL, &error))
		return false;
	done = conformance_load(&rules, in, &error);
	stream_close(in);
	return done;
}

static uint32_t
activity(const char *name)
{
	bool added;

	return (uint32_t)table_put(&events.activities, slice_of(name),
	    &added);
}

/* "Submit Pay": a letter for each verdict, then the states. */
static bool
goes(const char *trace, const char *wanted)
{
	static const char letters[] = "aun";
	struct conformance_place place;
	struct text found = { 0 }, states = { 0 };
	struct slice rest = slice_of(trace);
	bool right;

	conformance_begin(&place);
	while (!slice_is_empty(rest)) {
		char name[64];
		struct slice next = slice_cut(&rest, ' ');

		(void)snprintf(name, sizeof(name), "%.*s",
		    SLICE_PRINT(next));
		text_add_character(&found, letters[conformance_step(&rules,
		    &place, activity(name))]);
	}
	conformance_states(&states, &rules, &place);
	text_add_character(&found, ' ');
	text_add(&found, text_slice(&states));
	right = strcmp(found.bytes, wanted) == 0;
	if (!right)
		printf("# %s: \"%s\", not \"%s\"\n", trace, found.bytes,
		    wanted);
	text_release(&found);
	text_release(&states);
	return right;
}

static void
events_lead_from_state_to_state(void)
{
	tap_ok(load("from,event,to\n,submit,submitted\n"
	    "submitted,approve_it,approved\napproved,pay,paid\n", false),
	    "rules are read");
	tap_ok(goes("Submit Approve-it PAY", "aaa paid"), "as they allow");
	tap_ok(goes("Submit Pay", "an paid"),
	    "what is not allowed leads to where it leads from anywhere");
	tap_ok(goes("Submit Archive Approve_it", "aua approved"),
	    "what is unknown leads nowhere");
	tap_ok(goes("Pay", "n paid") && goes("", " "),
	    "a case begins with what begins one");
}

static void
rows_which_lead_apart_are_all_followed(void)
{
	struct conformance_place place;
	struct text allowed = { 0 };

	tap_ok(load("from,event,to,condition\n,submit,submitted,\n"
	    "submitted,approve,approved,amount < 1000\n"
	    "submitted,approve,waiting,amount >= 1000\n"
	    "waiting,confirm,approved,\napproved,pay,paid,\n", false) &&
	    goes("submit approve", "aa approved|waiting") &&
	    goes("submit approve pay", "aaa paid") &&
	    goes("submit approve confirm pay", "aaaa paid") &&
	    goes("submit approve pay confirm", "aaan approved"),
	    "a case is in all states in which it may be");
	conformance_begin(&place);
	(void)conformance_step(&rules, &place, activity("submit"));
	(void)conformance_step(&rules, &place, activity("approve"));
	conformance_allowed(&allowed, &rules, &place);
	tap_ok(slice_is(text_slice(&allowed), "confirm|pay"),
	    "and what one of them allows is allowed");
	tap_ok(conformance_may_end(&rules, &place) &&
	    conformance_end(&rules, slice_of("Paid"), &error) &&
	    !conformance_may_end(&rules, &place) &&
	    conformance_end(&rules, slice_of("waiting"), &error) &&
	    conformance_may_end(&rules, &place) &&
	    !conformance_end(&rules, slice_of("nowhere"), &error),
	    "a case may end where it is said, or everywhere");
	text_release(&allowed);
}

static void
states_follow_each_other(void)
{
	tap_ok(load("from,event,to\n,open,new\nnew,take,in_work\n"
	    "in_work,close,closed\nin_work,drop,closed\n", true) &&
	    goes("New New In_work Closed", "aaaa closed") &&
	    goes("New Closed Closed", "ana closed") &&
	    goes("New Lost In_work", "aua in_work"),
	    "a log of states may stay where it is");
}

static void
rules_which_begin_nothing_are_refused(void)
{
	tap_ok(!load("from,event,to\nnew,take,taken\n", false) &&
	    error.fault == FAULT_INPUT, "without a beginning");
	tap_ok(!load("from,event,to\n,open,new\nnew,take,--\n", false) &&
	    error.line == 3, "with a state which has no name");
}

int
main(void)
{
	tap_begin();
	event_log_init(&events);
	events_lead_from_state_to_state();
	rows_which_lead_apart_are_all_followed();
	states_follow_each_other();
	rules_which_begin_nothing_are_refused();
	conformance_release(&rules);
	event_log_release(&events);
	return tap_end();
}
