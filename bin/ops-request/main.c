#include "cli/registers.h"
#include "request.h"

static const struct verb verbs[] = {
	{ "intake", "[FILE ...]", "take in requests, number and route them",
	    USES_INPUT | WRITES_STORE, request_intake_options,
	    "request_intake", NULL, request_intake_verb },
	{ "step", "[EVENT [REQUEST ...]]",
	    "let an event happen to requests, by number or from a stream",
	    USES_INPUT | WRITES_STORE, request_step_options, "request_step",
	    NULL, request_step_verb },
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
