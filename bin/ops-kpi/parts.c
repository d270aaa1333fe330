#include "parts.h"

struct writing {
	struct tally *tally;
	struct parts_columns columns;
	struct sink *out;
};

static bool
put(void *context, const struct figure_part *part, size_t indicator,
    size_t group, struct error *error)
{
	const struct writing *writing = context;

	sink_fields(writing->out, part);
	for (size_t i = 0; i < writing->columns.count; i++)
		sink_text(writing->out, tally_value(writing->tally, indicator,
		    group, writing->columns.fields[i]));
	return sink_end(writing->out, error);
}

bool
parts_write(struct tally *tally, const struct indicators *set,
    const bool left_out[], struct parts_columns columns, struct sink *out,
    struct error *error)
{
	struct writing writing = { tally, columns, out };
	const struct tally_part_writer writer = { put, &writing };

	for (size_t i = 0; i < set->count; i++)
		if (!left_out[i] &&
		    !tally_part_each(tally, i, &writer, error))
			return false;
	return true;
}

/* The column of each field which makes groups. */
static bool
find_columns(size_t at[], const struct indicators *set,
    struct parts_columns columns, const struct stream *in,
    struct error *error)
{
	const struct slice *names = stream_extras(in);
	size_t count = stream_extra_count(in);

	for (size_t i = 0; i < columns.count; i++) {
		const char *name = set->schema->fields[columns.fields[i]].name;

		for (at[i] = 0; at[i] < count; at[i]++)
			if (slice_is(names[at[i]], name))
				break;
		if (at[i] == count)
			return error_set_code(error, FAULT_INPUT,
			    "missing-label", "the parts have no column "
			    "\"%s\", which makes groups", name);
	}
	return true;
}

bool
parts_read(struct tally *tally, const struct indicators *set,
    struct parts_columns columns, struct stream *in, struct error *error)
{
	struct slice values[SCHEMA_FIELDS_MAX] = { { NULL, 0 } };
	size_t at[SCHEMA_FIELDS_MAX];
	struct figure_part part;
	struct record record;

	if (!find_columns(at, set, columns, in, error))
		return false;
	while (figure_part_next(in, &part, &record, error)) {
		for (size_t i = 0; i < columns.count; i++)
			values[columns.fields[i]] = record.extras[at[i]];
		if (!tally_part_add(tally, &part, values, error) &&
		    !stream_reject(in, &record, error))
			return false;
	}
	if (error->fault != FAULT_NONE)
		return false;
	tally_settle(tally);
	return tally_part_check(tally, error);
}
