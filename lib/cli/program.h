/*
 * program.h - a program is a table and a loop
 *
 * The table (struct program) says what the program is called, what its verbs
 * are, which options they take, which records they read and write.  From it
 * come parsing, --help, completions, and the test that the man page says the
 * same.  cli_main runs the verb and is the only function which prints faults
 * and decides the exit status.
 *
 *	int
 *	main(int argc, char **argv)
 *	{
 *		return cli_main(&program, argc, argv);
 *	}
 */
#ifndef CLI_PROGRAM_H
#define CLI_PROGRAM_H

#include "base/error.h"
#include "record/sink.h"
#include "record/source.h"
#include "record/stream.h"
#include "store/store.h"

enum option_type {
	OPTION_FLAG,
	OPTION_TEXT,
	OPTION_FILE,
	OPTION_NUMBER,		/* whole, not negative */
	OPTION_DATE,
	OPTION_PERIOD,
	OPTION_CURRENCY,
	OPTION_DECIMAL,
	OPTION_CHOICE,		/* one of argument's words: "csv|json" */
	OPTION_LIST		/* text, may be given several times */
};

struct option {
	const char *name;	/* without "--" */
	enum option_type type;
	const char *argument;	/* "FILE", "YYYY-MM", "csv|json"; NULL: flag;
				   "[LOCALE]": may be left out */
	const char *meaning;	/* one line, for --help */
	bool required;
};

struct cli;

enum verb_use {			/* which common options a verb takes */
	USES_INPUT = 1,		/* files or standard input; --rejects ... */
	USES_OUTPUT = 2,	/* --to, --spreadsheet, --output FILE */
	USES_STORE = 4,		/* --store */
	WRITES_STORE = 8,	/* --dry-run too; said in --help */
	USES_PARTS = 16,	/* several files of one kind; not with
				   USES_INPUT */
	DIGESTS_INPUT = 32	/* what it read is in its result, by SHA-256;
				   so is that of a verb which writes */
};

struct verb {
	const char *name;	/* one word or two ("rules check"); NULL: the
				   program has no verbs */
	const char *operands;	/* "PERSON", "[FILE ...]" or NULL for none */
	const char *purpose;	/* one line */
	unsigned use;
	const struct option *options;	/* ends with a NULL name, may be NULL */
	const char *reads;	/* names of the schemas, for --help, or NULL */
	const char *writes;
	bool (*run)(struct cli *cli, struct error *error);
};

struct program {
	const char *name;	/* "ops-ledger" */
	const char *purpose;	/* one line, as in the man page's NAME */
	const struct verb *verbs;	/* ends with a NULL run */
};

int cli_main(const struct program *program, int argc, char **argv);

/*
 * Inside a verb.  Options which were not given read as NULL, false, 0 or
 * none.  Asking for an option which the verb does not have is a defect.
 */
bool cli_has(const struct cli *cli, const char *option);
const char *cli_text(const struct cli *cli, const char *option);
bool cli_flag(const struct cli *cli, const char *option);
uint64_t cli_number(const struct cli *cli, const char *option);
struct date cli_date(const struct cli *cli, const char *option);
struct period cli_period(const struct cli *cli, const char *option);
struct currency cli_currency(const struct cli *cli, const char *option);
struct decimal cli_decimal(const struct cli *cli, const char *option);
size_t cli_list_count(const struct cli *cli, const char *option);
const char *cli_list(const struct cli *cli, const char *option, size_t at);

/* What stands after the options and is not an input file. */
size_t cli_operand_count(const struct cli *cli);
const char *cli_operand(const struct cli *cli, size_t at);

/* Today, or OPS_TODAY. */
struct date cli_today(const struct cli *cli);

/*
 * The input of the verb: its operands from the given number on, else standard
 * input, with --rejects, --decimal-mark and --from as asked for.  cli_main
 * closes it.  schema NULL reads any columns.
 */
bool cli_input(struct stream **out, struct cli *cli,
    const struct schema *schema, size_t first_operand, struct error *error);

/*
 * Open one of several files whose records are counted as one input:
 * --expect-records and --control-total hold for all of them together.  Either
 * each is read before the next is opened, or all have the same columns in the
 * same order.  cli_main closes them.
 */
bool cli_part(struct stream **out, struct cli *cli, const char *path,
    struct error *error);

/*
 * Of an input without schema: the place of the column which the option names,
 * and that it has none of the columns which the verb adds.
 */
bool cli_column(size_t *out, const struct cli *cli, const struct stream *in,
    const char *option, struct error *error);
bool cli_lacks(const struct stream *in, const struct schema *added,
    struct error *error);

/*
 * Open another input (a --rates FILE): the same reader, closed by cli_main,
 * no rejects.
 */
bool cli_open(struct stream **out, struct cli *cli,
    const struct schema *schema, const char *path, struct error *error);

/*
 * The output of the verb, in the format of --to.  extras_of (may be NULL) is
 * the stream whose unknown columns are carried through.  cli_main closes it
 * after success and abandons it after failure.  A verb which opens an output
 * and fails leaves no half-written file; what went to a pipe is past
 * recall, which is why status and controls exist.
 */
bool cli_output(struct sink **out, struct cli *cli,
    const struct schema *schema, const struct stream *extras_of,
    struct error *error);

/* The same with further columns of these names, as text. */
bool cli_output_columns(struct sink **out, struct cli *cli,
    const struct schema *schema, const struct slice columns[], size_t count,
    struct error *error);

/* One of several outputs in the format of --to; path NULL is standard. */
bool cli_output_to(struct sink **out, struct cli *cli,
    const struct schema *schema, const struct stream *extras_of,
    const char *path, struct error *error);

/* Another output file (--exceptions FILE), the same rules, always CSV. */
bool cli_create(struct sink **out, struct cli *cli,
    const struct schema *schema, const char *path, struct error *error);

/*
 * Where a verb writes bytes which are not records (XML, a text for people):
 * --output FILE, else standard output.  Closed or abandoned as a sink is.
 */
struct output;
bool cli_bytes(struct output **out, struct cli *cli, struct error *error);

/*
 * Tables as the sheets of one workbook, named after their titles, which are
 * good names of files: to --output FILE, else standard output.
 */
struct grid;
bool cli_workbook(struct cli *cli, const struct grid *grids, size_t count,
    struct error *error);

/*
 * The store of --store, opened once; cli_main closes it.  With --dry-run the
 * caller abandons its run.
 */
bool cli_store(struct store **out, struct cli *cli, enum store_mode mode,
    struct error *error);

/* A run on it (store/run.h) with program, verb and arguments filled in. */
struct run;
bool cli_run(struct run **out, struct cli *cli, const char *topic,
    const char *batch, struct error *error);

/*
 * A file which was read otherwise than by cli_input or cli_open, such as XML:
 * the run notes it as it notes those.
 */
void cli_note_source(struct cli *cli, const struct source *source);

/*
 * Commit, or abandon under --dry-run; says on standard error when the run
 * repeated an earlier one or was only dry.  --expect-records and the bound of
 * the rejects are judged first.  The run is gone afterwards, also at a
 * failure; a verb which fails earlier abandons it itself.
 */
bool cli_commit(struct cli *cli, struct run *run, struct error *error);

/* One line on standard error, behind the program's name; none if --quiet. */
void cli_say(const struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A warning: the same, with a place and in spite of --quiet. */
void cli_warn(struct cli *cli, const char *origin, uint64_t line,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The run succeeded and the answer is no: exit status 1. */
void cli_answer_no(struct cli *cli);

/* "FOLDER/NAME", which lives as long as cli. */
const char *cli_path(struct cli *cli, const char *folder, const char *name);

/*
 * The path of a file of share/ ("rules/un-common-system"): under $OPS_SHARE,
 * else beside the program.  Gives a text which lives as long as cli.
 */
const char *cli_share(struct cli *cli, const char *name);

#endif
