/*
 * ops merge --order - records of the parts, in the order of another file
 *
 * The parts of a split by key are sequences of the whole with records left
 * out, and so are what a filter made of them.  So the next key of the whole
 * is at the head of one part, or of none, when the filter gave nothing for
 * it: only the heads are looked at, and nothing is kept but the keys seen.
 */
#include "base/memory.h"
#include "base/table.h"
#include "split.h"

struct head {
	struct stream *stream;
	struct columns by;
	struct record record;
	struct text key;
	struct text buffer;
	bool ended;
};

struct ordering {
	struct head *heads;
	size_t count;
	size_t last;		/* head which was taken last */
	struct table seen;	/* keys which were dealt with */
	struct sink *out;
};

static bool
advance(struct head *head, struct error *error)
{
	if (!stream_next(head->stream, &head->record, error)) {
		head->ended = true;
		return error->fault == FAULT_NONE;
	}
	text_clear(&head->key);
	text_add(&head->key, columns_key(&head->by, &head->record,
	    &head->buffer));
	return true;
}

/* Write what stands at the head for as long as it has the key. */
static bool
take(struct ordering *ordering, struct head *head, struct slice key,
    struct error *error)
{
	while (!head->ended && slice_equal(text_slice(&head->key), key))
		if (!sink_record(ordering->out, &head->record, error) ||
		    !advance(head, error))
			return false;
	return true;
}

/* Every part is asked: records of one key may stand in several. */
static bool
take_key(struct ordering *ordering, struct slice key, struct error *error)
{
	for (size_t i = 0; i < ordering->count; i++)
		if (!take(ordering, &ordering->heads[i], key, error))
			return false;
	return true;
}

static bool
follow(struct ordering *ordering, struct stream *order,
    const struct columns *by, struct error *error)
{
	struct text last = { 0 }, buffer = { 0 };
	struct record record;
	bool good = true, added;

	while (good && stream_next(order, &record, error)) {
		struct slice key = columns_key(by, &record, &buffer);

		if (ordering->seen.count > 0 &&
		    slice_equal(key, text_slice(&last)))
			continue;
		(void)table_put(&ordering->seen, key, &added);
		if (!added) {
			(void)error_set(error, FAULT_INPUT,
			    "\"%.*s\" was there before, apart from this: "
			    "its records have no one place; split by "
			    "--blocks", SLICE_PRINT(key));
			(void)error_locate(error, record.origin,
			    record.line);
		}
		text_clear(&last);
		text_add(&last, key);
		good = added && take_key(ordering, text_slice(&last), error);
	}
	text_release(&last);
	text_release(&buffer);
	return error->fault == FAULT_NONE;
}

/* What is left has a key which the order lacks, or is out of order. */
static bool
check_rest(const struct ordering *ordering, struct error *error)
{
	for (size_t i = 0; i < ordering->count; i++) {
		const struct head *head = &ordering->heads[i];
		struct slice key = text_slice(&head->key);

		if (head->ended)
			continue;
		(void)error_set(error, FAULT_INPUT,
		    table_find(&ordering->seen, key) == TABLE_ABSENT ?
		    "\"%.*s\" is not in the file of --order" :
		    "\"%.*s\" is not where the file of --order has it",
		    SLICE_PRINT(key));
		return error_locate(error, head->record.origin,
		    head->record.line);
	}
	return true;
}

static bool
open_heads(struct ordering *ordering, const struct merge_parts *parts,
    struct cli *cli, struct error *error)
{
	for (size_t i = 0; i < parts->count; i++) {
		struct head *head = &ordering->heads[i];

		head->stream = parts->streams[i];
		/* Of JSON lines without a record no column is known. */
		if (stream_extra_count(head->stream) == 0) {
			head->ended = true;
			continue;
		}
		if (!split_columns(&head->by, cli, "by", head->stream,
		    error) || !advance(head, error))
			return false;
	}
	return true;
}

bool
merge_ordered(const struct merge_parts *parts, struct cli *cli,
    struct sink *out, struct error *error)
{
	struct ordering ordering = { .count = parts->count, .out = out };
	struct columns by = { 0 };
	struct stream *order;
	bool done;

	ordering.heads = memory_new(parts->count * sizeof(*ordering.heads));
	done = open_heads(&ordering, parts, cli, error) &&
	    cli_open(&order, cli, NULL, cli_text(cli, "order"), error) &&
	    (stream_extra_count(order) == 0 ||
	    split_columns(&by, cli, "by", order, error)) &&
	    follow(&ordering, order, &by, error) &&
	    check_rest(&ordering, error);
	for (size_t i = 0; i < parts->count; i++) {
		text_release(&ordering.heads[i].key);
		text_release(&ordering.heads[i].buffer);
	}
	memory_free(ordering.heads);
	table_release(&ordering.seen);
	return done;
}
