#include "store/gap.h"

#include "base/text.h"
#include "schema/gap.h"

enum { GAP_DIGITS_MAX = 18 };

static const char gap_digits[] = "0123456789";

/* Numbers, or codes of which those of one series follow each other. */
static const struct gap_sequence {
	const char *name;
	bool codes;
	bool from_one;
	const char *sql;
} sequences[] = {
	{ "run", false, true,
	    "SELECT number FROM run ORDER BY number /*scan*/" },
	{ "audit", false, true,
	    "SELECT number FROM audit ORDER BY number /*scan*/" },
	{ "journal", false, true,
	    "SELECT number FROM journal_entry ORDER BY number /*scan*/" },
	{ "entry", true, false,
	    "SELECT entry FROM journal_entry ORDER BY "
	    "rtrim(entry, '0123456789'), length(entry), entry /*scan*/" },
	{ "payment", true, true,
	    "SELECT payment FROM payment ORDER BY "
	    "rtrim(payment, '0123456789'), length(payment), payment /*scan*/" }
};

struct gap_reading {
	const struct gap_sequence *sequence;
	struct sink *out;
	struct text series;
	int64_t last;		/* of the series */
};

/* Split "PAY-0012" into "PAY-" and 12; codes without a number are passed. */
static bool
gap_split(struct slice *series, int64_t *number, struct slice code)
{
	size_t digits = 0;

	while (digits < code.length &&
	    strchr(gap_digits, code.text[code.length - 1 - digits]) != NULL)
		digits++;
	if (digits == 0 || digits > GAP_DIGITS_MAX)
		return false;
	*series = slice_from(code.text, code.length - digits);
	*number = 0;
	for (size_t i = series->length; i < code.length; i++)
		*number = *number * 10 + (code.text[i] - '0');
	return true;
}

static bool
gap_put_one(struct gap_reading *reading, int64_t number, struct error *error)
{
	struct gap gap = {
		.sequence = slice_of(reading->sequence->name),
		.series = text_slice(&reading->series),
		.first = reading->last + 1,
		.last = number - 1,
		.missing = number - 1 - reading->last
	};

	return gap_put(reading->out, &gap, error);
}

static bool
gap_take(struct gap_reading *reading, struct slice series, int64_t number,
    bool first, struct error *error)
{
	bool from_one = reading->sequence->from_one;

	if (first || !slice_equal(series, text_slice(&reading->series))) {
		text_clear(&reading->series);
		text_add(&reading->series, series);
		reading->last = from_one ? 0 : number;
	}
	if (number > reading->last + 1 && !gap_put_one(reading, number, error))
		return false;
	if (number > reading->last)
		reading->last = number;
	return true;
}

static bool
gap_read(struct store *store, const struct gap_sequence *sequence,
    struct sink *out, struct error *error)
{
	struct gap_reading reading = { .sequence = sequence, .out = out };
	struct statement *statement;
	struct slice series = { "", 0 };
	bool first = true;
	int64_t number;

	if (!store_prepare(&statement, store, sequence->sql, error))
		return false;
	while (store_step(statement, error)) {
		if (!sequence->codes)
			number = store_integer(statement, 0);
		else if (!gap_split(&series, &number,
		    store_text(statement, 0)))
			continue;
		if (!gap_take(&reading, series, number, first, error))
			break;
		first = false;
	}
	text_release(&reading.series);
	return error->fault == FAULT_NONE;
}

bool
gap_list(struct store *store, struct sink *out, struct error *error)
{
	for (size_t i = 0; i < sizeof(sequences) / sizeof(sequences[0]); i++)
		if (!gap_read(store, &sequences[i], out, error))
			return false;
	return true;
}
