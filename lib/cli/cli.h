/*
 * cli.h - what cli_main keeps while a verb runs
 *
 * For the files of this folder only; programs see program.h.  Everything
 * which a verb opened through cli_* is listed here, so that cli_main can
 * close it after success and abandon it after failure.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/arena.h"
#include "base/output.h"
#include "cli/control.h"
#include "cli/option.h"
#include "cli/program.h"
#include "cli/progress.h"
#include "cli/workbook.h"
#include "record/rejects.h"

struct cli {
	const struct program *program;
	const struct verb *verb;
	struct arena arena;
	struct options options;
	const char *arguments;		/* as given, joined by blanks */
	struct instant now;
	bool answer_no;

	struct stream **counted;	/* of cli_input and cli_part, also in
					   streams */
	size_t counted_count;
	size_t counted_capacity;
	bool from_standard;		/* one of them is standard input */
	struct controls controls;	/* sums it must have */
	struct progress *progress;
	struct stream **streams;
	size_t stream_count;
	size_t stream_capacity;
	struct source *sources;		/* which are of no stream */
	size_t source_count;
	size_t source_capacity;
	struct rejects *rejects;
	uint64_t rejected;
	bool settled;			/* the input was judged */

	struct sink *result;		/* the first of cli_output */
	int64_t written;		/* records of it, or -1 */
	struct sink **sinks;
	size_t sink_count;
	size_t sink_capacity;
	struct output **outputs;
	size_t output_count;
	size_t output_capacity;

	struct workbook workbook;	/* of --to xlsx */

	struct store *store;
};

/*
 * All records were read: are they as many and their sums as was said, and no
 * more rejects than --max-rejects allows?  Judged once, before a commit or
 * before the outputs are closed.
 */
bool input_settle(struct cli *cli, struct error *error);


/*
 * The verb found a record wrong: is the input besides not what was said?  That
 * is the graver fault, since what is wrong may come of it.
 */
bool input_blame(struct error *cut, struct cli *cli,
    const struct error *error);

void input_release(struct cli *cli);

/* Close what is open, or leave no trace of it. */
bool result_settle(struct cli *cli, struct error *error);
void result_drop(struct cli *cli);

#endif
