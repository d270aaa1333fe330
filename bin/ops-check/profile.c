#include "base/memory.h"
#include "check.h"
#include "record/census.h"
#include "schema/profile.h"

static bool
count_records(struct stream *stream, struct census censuses[],
    struct error *error)
{
	struct record record;

	while (stream_next(stream, &record, error))
		for (size_t i = 0; i < record.extra_count; i++)
			census_add(&censuses[i], record.extras[i]);
	return error->fault == FAULT_NONE;
}

static bool
write_profile(struct sink *out, struct slice column,
    const struct census *census, struct text *shapes, struct error *error)
{
	struct profile profile = {
		.column = column,
		.type = slice_of(census_type(census)),
		.records = (int64_t)census->records,
		.blanks = (int64_t)census->blanks,
		.distinct = (int64_t)census->distinct.count,
		.distinct_exact = !census->distinct_full,
		.minimum = census_least(census),
		.maximum = census_greatest(census),
		.shortest = (int64_t)census->shortest,
		.longest = (int64_t)census->longest
	};

	text_clear(shapes);
	census_add_shapes(census, shapes);
	profile.patterns = text_slice(shapes);
	return profile_put(out, &profile, error);
}

static bool
write_profiles(struct sink *out, const struct stream *stream,
    const struct census censuses[], struct error *error)
{
	struct text shapes = { 0 };
	bool written = true;

	for (size_t i = 0; i < stream_extra_count(stream) && written; i++)
		written = write_profile(out, stream_extras(stream)[i],
		    &censuses[i], &shapes, error);
	text_release(&shapes);
	return written;
}

bool
check_profile(struct cli *cli, struct error *error)
{
	struct stream *stream;
	struct sink *out;
	struct census *censuses;
	bool done;

	if (!cli_input(&stream, cli, NULL, 0, error) ||
	    !cli_output(&out, cli, &schema_profile, NULL, error))
		return false;
	censuses = memory_new(stream_extra_count(stream) *
	    sizeof(*censuses));
	done = count_records(stream, censuses, error) &&
	    write_profiles(out, stream, censuses, error);
	for (size_t i = 0; i < stream_extra_count(stream); i++)
		census_release(&censuses[i]);
	memory_free(censuses);
	return done;
}
