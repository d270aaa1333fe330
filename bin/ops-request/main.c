#include "cli/registers.h"
#include "request.h"

static const struct verb verbs[] = {
	{ "intake", "[FILE ...]", "take in requests, number and route them",
	    USES_INPUT | WRITES_STORE, request_intake_options,
	    "request_intake", NULL, request_intake_verb },
	{ "mail", "[FILE ...]", "read mails as requests which come in",
	    USES_OUTPUT, request_mail_options, NULL, "request_intake",
	    request_mail_verb },
	{ "route", "[REQUEST ...]",
	    "let the rules decide who gets requests, and say why",
	    USES_INPUT | USES_OUTPUT | WRITES_STORE, request_route_options,
	    "request_step", "request_route", request_route_verb },
	{ "step", "[EVENT [REQUEST ...]]",
	    "let an event happen to requests, by number or from a stream",
	    USES_INPUT | WRITES_STORE, request_step_options, "request_step",
	    NULL, request_step_verb },
	{ "link", "[REQUEST KIND KEY ...]",
	    "say which transactions requests are about",
	    USES_INPUT | WRITES_STORE, request_link_options, "request_link",
	    NULL,
	    request_link_verb },
	{ "list", "[KIND]", "list requests, or the records of a register",
	    USES_STORE | USES_OUTPUT, request_list_options, NULL, "request",
	    request_list_verb },
	{ "show", "[KIND] KEY ...",
	    "show a request by number, or a record of a register",
	    USES_STORE | USES_OUTPUT, cli_register_show_options, NULL,
	    "request", request_show_verb },
	{ "history", "[KIND] KEY ...",
	    "show what happened to a request, or every version of a record",
	    USES_STORE | USES_OUTPUT, NULL, NULL, "request_event",
	    request_history_verb },
	{ "read", "REQUEST", "read a restricted request, which is recorded",
	    WRITES_STORE | USES_OUTPUT, request_read_options, NULL,
	    "request request_event", request_read_verb },
	{ "due", NULL, "list what is late next",
	    USES_STORE | USES_OUTPUT, request_due_options, NULL,
	    "request_due", request_due_verb },
	{ "escalate", NULL, "record what has reached a level of escalation",
	    WRITES_STORE | USES_OUTPUT, request_escalate_options, NULL,
	    "request_due", request_escalate_verb },
	{ "workload", NULL, "list who has how much",
	    USES_STORE | USES_OUTPUT, NULL, NULL, "request_load",
	    request_workload_verb },
	{ "cases", NULL, "give what was asked for and given to indicators",
	    USES_STORE | USES_OUTPUT, request_cases_options, NULL,
	    "service_case", request_cases_verb },
	{ "events", NULL, "give what happened to requests to process mining",
	    USES_STORE | USES_OUTPUT, request_events_options, NULL,
	    "process_event", request_events_verb },
	{ "patterns", NULL, "group similar requests, and show what grows",
	    USES_STORE | USES_OUTPUT, request_patterns_options, NULL,
	    "request_pattern request_similar", request_patterns_verb },
	{ "load", "KIND [FILE ...]", "keep records of a register",
	    USES_INPUT | WRITES_STORE, cli_register_load_options,
	    "KIND", NULL, cli_register_load },
	{ "lifecycle", "KIND", "list which event leads from which state to "
	    "which", USES_OUTPUT, NULL, NULL, "lifecycle_row",
	    cli_register_lifecycle },
	{ 0 }
};

static const struct program program = {
	"ops-request", "requests, incidents and cases of clients", verbs
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
