/* patterns: what many ask for in much the same words, and what grows */
#include <stdlib.h>

#include "base/memory.h"
#include "base/table.h"
#include "domain/similar.h"
#include "request.h"
#include "schema/request_pattern.h"
#include "schema/request_similar.h"
#include "store/request_read.h"

enum {
	MONTHS = 6,			/* unless said */
	MONTHS_MAX = 60,
	LIKENESS = 50,			/* percent */
	LEAST = 2,			/* requests of a group */
	SERVICES_MAX = 64,		/* of one group; more do not count */
	GROWS_LEAST = 3			/* requests of the last month */
};

const struct option request_patterns_options[] = {
	{ "months", OPTION_NUMBER, "N", "months which are looked at (6)",
	    false },
	{ "period", OPTION_PERIOD, "YYYY-MM", "the last of them (this one)",
	    false },
	{ "likeness", OPTION_NUMBER, "PERCENT",
	    "words which similar requests share (50)", false },
	{ "least", OPTION_NUMBER, "N", "requests which make a group (2)",
	    false },
	{ "entity", OPTION_TEXT, "CODE", "only of this client organisation",
	    false },
	{ "service", OPTION_TEXT, "CODE", "only of this service", false },
	{ "members", OPTION_FLAG, NULL, "list the requests of the groups",
	    false },
	{ 0 }
};

struct pattern_request {
	struct slice request;
	struct slice service;
	struct slice subject;
	struct period month;
};

struct pattern_group {
	size_t number;			/* of the similar texts */
	size_t first;			/* request */
	int64_t count;
	int64_t months[MONTHS_MAX];
};

struct patterns {
	struct cli *cli;
	struct similar *similar;
	struct arena arena;
	struct pattern_request *requests;
	size_t count;
	size_t capacity;
	struct pattern_group *groups;
	size_t *places;			/* of groups after sorting */
	struct period last;
	int32_t months;
	int64_t least;
};

static int64_t
patterns_option(const struct cli *cli, const char *option, int64_t other)
{
	return cli_has(cli, option) ? (int64_t)cli_number(cli, option) :
	    other;
}

static bool
patterns_settle(struct patterns *patterns, struct error *error)
{
	const struct cli *cli = patterns->cli;
	int64_t months = patterns_option(cli, "months", MONTHS);
	int64_t likeness = patterns_option(cli, "likeness", LIKENESS);

	if (months < 2 || months > MONTHS_MAX)
		return error_set(error, FAULT_USAGE,
		    "--months is from 2 to %d", MONTHS_MAX);
	if (likeness < 1 || likeness > 100)
		return error_set(error, FAULT_USAGE,
		    "--likeness is from 1 to 100 percent");
	patterns->months = (int32_t)months;
	patterns->least = patterns_option(cli, "least", LEAST);
	patterns->last = cli_has(cli, "period") ? cli_period(cli, "period") :
	    period_of(cli_today(cli));
	patterns->similar = similar_new((unsigned)likeness);
	return true;
}

static void
patterns_add(struct patterns *patterns, const struct request *request)
{
	struct arena *arena = &patterns->arena;
	struct pattern_request *one;
	struct period month;

	/* What only some may read is in no group for all. */
	if (!slice_is_empty(request->restriction))
		return;
	month = period_of(instant_date(request->opened));
	if (month.month > patterns->last.month ||
	    month.month <= patterns->last.month - patterns->months)
		return;
	patterns->requests = memory_grow(patterns->requests,
	    &patterns->capacity, patterns->count,
	    sizeof(*patterns->requests));
	one = &patterns->requests[patterns->count++];
	one->request = arena_copy(arena, request->request);
	one->service = arena_copy(arena, request->service);
	one->subject = arena_copy(arena, request->subject);
	one->month = month;
	similar_add(patterns->similar, request->subject, request->text);
}

static bool
patterns_read(struct patterns *patterns, struct store *store,
    struct error *error)
{
	const char *entity = cli_text(patterns->cli, "entity");
	const char *service = cli_text(patterns->cli, "service");
	const struct request_wish wish = {
		.entity = slice_of(entity != NULL ? entity : ""),
		.service = slice_of(service != NULL ? service : "")
	};
	struct request_list *list;
	struct request request;

	if (!request_read_open(&list, store, &wish, error))
		return false;
	while (request_read_next(list, &request, error))
		patterns_add(patterns, &request);
	request_read_close(list);
	return error->fault == FAULT_NONE;
}

static int
patterns_compare(const void *one, const void *other)
{
	const struct pattern_group *left = one, *right = other;

	if (left->count != right->count)
		return left->count > right->count ? -1 : 1;
	return left->first < right->first ? -1 : 1;
}

/* Count the groups by month, and put the largest first. */
static void
patterns_group(struct patterns *patterns)
{
	size_t count;

	similar_group(patterns->similar);
	count = similar_groups(patterns->similar);
	patterns->groups = memory_new((count + 1) *
	    sizeof(*patterns->groups));
	patterns->places = memory_new((count + 1) *
	    sizeof(*patterns->places));
	for (size_t i = patterns->count; i-- > 0;) {
		size_t number = similar_group_of(patterns->similar, i);
		struct pattern_group *group = &patterns->groups[number];
		int32_t ago = patterns->last.month -
		    patterns->requests[i].month.month;

		group->number = number;
		group->first = i;
		group->count++;
		group->months[patterns->months - 1 - ago]++;
	}
	if (count > 1)
		qsort(patterns->groups, count, sizeof(*patterns->groups),
		    patterns_compare);
	for (size_t i = 0; i < count; i++)
		patterns->places[patterns->groups[i].number] = i;
}

/* The service of the most requests of each group; of equals the first. */
static struct slice
patterns_service(const struct patterns *patterns,
    const struct pattern_group *group)
{
	struct table counts = { .count = 0 };
	size_t numbers[SERVICES_MAX] = { 0 }, best = 0, at = group->first;
	struct slice service = slice_of("");
	bool added;

	do {
		size_t place = table_put(&counts,
		    patterns->requests[at].service, &added);

		if (place < SERVICES_MAX && ++numbers[place] > best) {
			best = numbers[place];
			service = patterns->requests[at].service;
		}
	} while (similar_next(&at, patterns->similar));
	table_release(&counts);
	return service;
}

/*
 * Counts as of a Poisson process: the limits are the mean and three of its
 * roots (Shewhart's c chart), here without fractions.
 */
static const char *
patterns_signal(int64_t last, int64_t before, int64_t months)
{
	__int128 distance = (__int128)last * months - before;
	bool outside = distance * distance >
	    (__int128)9 * before * months;

	if (!outside || (distance > 0 && last < GROWS_LEAST))
		return "";
	return distance > 0 ? "grows" : "falls";
}

static bool
patterns_put_group(const struct patterns *patterns, struct sink *out,
    size_t place, struct text *words, struct error *error)
{
	const struct pattern_group *group = &patterns->groups[place];
	const struct pattern_request *first =
	    &patterns->requests[group->first];
	int64_t last = group->months[patterns->months - 1];
	int64_t before = group->count - last, months = patterns->months - 1;
	char number[24];
	struct request_pattern one = {
		.pattern = (int64_t)place + 1, .requests = group->count,
		.service = patterns_service(patterns, group),
		.first = first->request, .subject = first->subject,
		.last = last, .mean = { before * DECIMAL_ONE / months },
		.signal = slice_of(patterns_signal(last, before, months))
	};

	/* Two decimals are enough to look at. */
	one.mean.units -= one.mean.units % (DECIMAL_ONE / 100);
	schema_give_zero(&schema_request_pattern, REQUEST_PATTERN_FIELD_MEAN,
	    &one);
	text_clear(words);
	similar_label(words, patterns->similar, group->number);
	one.words = text_slice(words);
	sink_fields(out, &one);
	for (int32_t i = 0; i < patterns->months; i++) {
		int length = snprintf(number, sizeof(number), "%lld",
		    (long long)group->months[i]);

		sink_text(out, slice_from(number, (size_t)length));
	}
	return sink_end(out, error);
}

static bool
patterns_put_groups(const struct patterns *patterns, struct error *error)
{
	char texts[MONTHS_MAX][PERIOD_TEXT_MAX];
	struct slice names[MONTHS_MAX];
	struct text words = { 0 };
	struct sink *out;

	for (int32_t i = 0; i < patterns->months; i++) {
		struct period month = { patterns->last.month -
		    patterns->months + 1 + i };

		names[i] = slice_from(texts[i],
		    period_format(texts[i], month));
	}
	if (!cli_output_columns(&out, patterns->cli, &schema_request_pattern,
	    names, (size_t)patterns->months, error))
		return false;
	for (size_t i = 0; i < similar_groups(patterns->similar) &&
	    patterns->groups[i].count >= patterns->least; i++)
		if (!patterns_put_group(patterns, out, i, &words, error))
			break;
	text_release(&words);
	return error->fault == FAULT_NONE;
}

static bool
patterns_put_members(const struct patterns *patterns, struct error *error)
{
	struct sink *out;

	if (!cli_output(&out, patterns->cli, &schema_request_similar, NULL,
	    error))
		return false;
	for (size_t i = 0; i < patterns->count; i++) {
		const struct pattern_request *request =
		    &patterns->requests[i];
		size_t place = patterns->places[
		    similar_group_of(patterns->similar, i)];
		const struct request_similar one = {
			.pattern = (int64_t)place + 1,
			.request = request->request,
			.likeness = similar_likeness(patterns->similar, i),
			.month = request->month, .service = request->service,
			.subject = request->subject
		};

		if (patterns->groups[place].count >= patterns->least &&
		    !request_similar_put(out, &one, error))
			return false;
	}
	return true;
}

bool
request_patterns_verb(struct cli *cli, struct error *error)
{
	struct patterns patterns = { .cli = cli };
	struct store *store;

	if (patterns_settle(&patterns, error) &&
	    cli_store(&store, cli, STORE_READ, error) &&
	    patterns_read(&patterns, store, error)) {
		patterns_group(&patterns);
		(void)(cli_flag(cli, "members") ?
		    patterns_put_members(&patterns, error) :
		    patterns_put_groups(&patterns, error));
	}
	similar_free(patterns.similar);
	memory_free(patterns.requests);
	memory_free(patterns.groups);
	memory_free(patterns.places);
	arena_release(&patterns.arena);
	return error->fault == FAULT_NONE;
}
