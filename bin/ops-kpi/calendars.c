#include "kpi.h"

#include "store/calendar_read.h"
#include "store/register.h"
#include "store/run.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

/* The three kinds of records. */
union calendar_record {
	struct working_calendar calendar;
	struct holiday holiday;
	struct calendar_day day;
};

static bool
add_calendar(struct calendar_book *book, const void *record,
    struct error *error)
{
	return calendar_book_add(book, record, REGISTER_EVER, DATE_NONE,
	    error);
}

static bool
add_holiday(struct calendar_book *book, const void *record,
    struct error *error)
{
	return calendar_book_add_holiday(book, record, error);
}

static bool
add_day(struct calendar_book *book, const void *record, struct error *error)
{
	return calendar_book_add_day(book, record, error);
}

static const struct {
	const struct schema *schema;
	const char *file;
	bool (*add)(struct calendar_book *book, const void *record,
	    struct error *error);
} kinds[] = {
	{ &schema_working_calendar, "working_calendar.csv", add_calendar },
	{ &schema_holiday, "holiday.csv", add_holiday },
	{ &schema_calendar_day, "calendar_day.csv", add_day }
};

enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

static bool
read_file(struct calendar_book *book, struct cli *cli, size_t kind,
    struct error *error)
{
	union calendar_record value;
	struct record record;
	struct stream *in;

	if (!cli_open(&in, cli, kinds[kind].schema, cli_path(cli,
	    cli_text(cli, "calendars"), kinds[kind].file), error))
		return false;
	while (stream_decode(in, &value, &record, error))
		if (!kinds[kind].add(book, &value, error))
			return error_locate(error, record.origin,
			    record.line);
	return error->fault == FAULT_NONE;
}

static bool
read_store(struct calendar_book *book, struct cli *cli, struct error *error)
{
	int64_t known_run = INT64_MAX - 1;
	struct store *store;
	struct instant end;

	if (!cli_store(&store, cli, STORE_READ, error))
		return false;
	end.seconds = ((int64_t)cli_date(cli, "as-of").days + 1) *
	    DAY_SECONDS - 1;
	return (!cli_has(cli, "as-of") ||
	    run_known(&known_run, store, end, error)) &&
	    calendar_read(book, store, known_run, error);
}

static bool
read_folder(struct calendar_book *book, struct cli *cli, struct error *error)
{
	if (cli_has(cli, "as-of"))
		return error_set(error, FAULT_USAGE,
		    "--as-of is about the store, not about --calendars");
	for (size_t i = 0; i < KINDS; i++)
		if (!read_file(book, cli, i, error))
			return false;
	return true;
}

bool
kpi_calendars(struct calendar_book *out, struct cli *cli,
    struct error *error)
{
	return (cli_has(cli, "calendars") ? read_folder(out, cli, error) :
	    read_store(out, cli, error)) && calendar_book_make(out, error);
}
