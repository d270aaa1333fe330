#include "store/pay_line.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/assert.h"
#include "base/memory.h"

enum { DIGEST_BUFFER_BYTES = 1024 };

struct pay_line_list {
	struct statement *lines;
};

static const char add_line[] =
    "INSERT INTO pay_line (number, person, period, element, kind, amount,"
    " currency, local_amount, local_currency, entity, account, split, fund,"
    " fund_centre, project, cost_centre, donor) VALUES ($1, $2, $3, $4, $5,"
    " $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";

static const char add_batch[] =
    "INSERT INTO pay_batch (batch, period, run, line_count)"
    " VALUES ($1, $2, $3, $4)";

static const char batch_run[] =
    "SELECT run FROM pay_batch WHERE batch = $1";

static const char period_run[] =
    "SELECT run FROM pay_batch WHERE period = $1 ORDER BY run DESC LIMIT 1";

static const char run_lines[] =
    "SELECT person, period, element, kind, amount, currency, local_amount,"
    " local_currency, entity, account, split, fund, fund_centre, project,"
    " cost_centre, donor FROM pay_line WHERE number BETWEEN $1 AND $2"
    " ORDER BY number";

/* Small pieces are gathered: the hash works on blocks. */
struct digest {
	struct run *run;
	size_t used;
	char bytes[DIGEST_BUFFER_BYTES];
};

static void
digest_flush(struct digest *digest)
{
	run_digest(digest->run, slice_from(digest->bytes, digest->used));
	digest->used = 0;
}

static void
digest_add(struct digest *digest, struct slice piece)
{
	if (piece.length > sizeof(digest->bytes) - digest->used)
		digest_flush(digest);
	if (piece.length > sizeof(digest->bytes)) {
		run_digest(digest->run, piece);
		return;
	}
	if (piece.length > 0)
		memcpy(digest->bytes + digest->used, piece.text,
		    piece.length);
	digest->used += piece.length;
}

/* The fields of a line, in full and apart, so that two lines never agree. */
static void
digest_line(struct run *run, const struct pay_line *line,
    const char *period)
{
	const struct slice texts[] = {
		line->person, line->element, line->kind, line->entity,
		line->account, line->split, line->fund, line->fund_centre,
		line->project, line->cost_centre, line->donor
	};
	struct digest digest;
	char numbers[128];
	int length;

	digest.run = run;
	digest.used = 0;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		digest_add(&digest, texts[i]);
		digest_add(&digest, slice_from("\x1f", 1));
	}
	length = snprintf(numbers, sizeof(numbers),
	    "%s %" PRId64 " %s %" PRId64 " %s\n", period, line->amount.units,
	    currency_code(line->currency), line->local_amount.units,
	    currency_code(line->local_currency));
	digest_add(&digest, slice_from(numbers, (size_t)length));
	digest_flush(&digest);
}

static void
bind_line(struct statement *statement, const struct pay_line *line,
    const char *period)
{
	store_bind_text(statement, 2, line->person);
	store_bind_text(statement, 3, slice_of(period));
	store_bind_text(statement, 4, line->element);
	store_bind_text(statement, 5, line->kind);
	store_bind_integer(statement, 6, line->amount.units);
	store_bind_text(statement, 7,
	    slice_of(currency_code(line->currency)));
	if (line->local_currency.number != 0) {
		store_bind_integer(statement, 8, line->local_amount.units);
		store_bind_text(statement, 9,
		    slice_of(currency_code(line->local_currency)));
	} else {
		store_bind_null(statement, 8);
		store_bind_null(statement, 9);
	}
	store_bind_text(statement, 10, line->entity);
	store_bind_text(statement, 11, line->account);
	store_bind_text(statement, 12, line->split);
	store_bind_text(statement, 13, line->fund);
	store_bind_text(statement, 14, line->fund_centre);
	store_bind_text(statement, 15, line->project);
	store_bind_text(statement, 16, line->cost_centre);
	store_bind_text(statement, 17, line->donor);
}

bool
pay_line_store(struct pay_line_batch *batch, const struct pay_line *line,
    struct error *error)
{
	struct store *store = run_store(batch->run);
	struct statement *statement;
	char period[PERIOD_TEXT_MAX];

	(void)period_format(period, line->period);
	if (batch->count == 0)
		batch->period = line->period;
	if (batch->period.month != line->period.month)
		return error_set(error, FAULT_INPUT,
		    "the batch has lines of two periods; \"%s\" is another",
		    period);
	if (!store_prepare(&statement, store, add_line, error))
		return false;
	batch->count++;
	ENSURE(batch->count < PAY_LINE_SPAN);
	store_bind_integer(statement, 1,
	    run_number(batch->run) * PAY_LINE_SPAN + batch->count);
	bind_line(statement, line, period);
	if (!store_run(statement, error))
		return false;
	digest_line(batch->run, line, period);
	return true;
}

bool
pay_line_store_end(bool *repeats, struct pay_line_batch *batch,
    struct error *error)
{
	struct statement *statement;
	char period[PERIOD_TEXT_MAX], after[128];

	if (batch->count == 0)
		return error_set(error, FAULT_INPUT,
		    "there are no lines of pay");
	if (!run_repeats(batch->run, repeats, error))
		return false;
	if (*repeats)
		return true;
	(void)period_format(period, batch->period);
	if (!store_prepare(&statement, run_store(batch->run), add_batch,
	    error))
		return false;
	store_bind_text(statement, 1, batch->batch);
	store_bind_text(statement, 2, slice_of(period));
	store_bind_integer(statement, 3, run_number(batch->run));
	store_bind_integer(statement, 4, batch->count);
	if (!store_run(statement, error))
		return false;
	(void)snprintf(after, sizeof(after),
	    "{\"period\":\"%s\",\"lines\":%" PRId64 "}", period,
	    batch->count);
	return run_audit(batch->run, "post", "pay_line", batch->batch,
	    slice_of(""), slice_of(after), error);
}

static bool
list_run(struct pay_line_list **out, struct store *store,
    struct statement *run, struct error *error)
{
	struct statement *lines;
	int64_t number;

	if (!store_get_integer(&number, run, error))
		return false;
	if (!store_prepare(&lines, store, run_lines, error))
		return false;
	store_bind_integer(lines, 1, number * PAY_LINE_SPAN);
	store_bind_integer(lines, 2, (number + 1) * PAY_LINE_SPAN - 1);
	*out = memory_new(sizeof(**out));
	(*out)->lines = lines;
	return true;
}

bool
pay_line_list_open(struct pay_line_list **out, struct store *store,
    struct slice batch, struct error *error)
{
	struct statement *run;

	if (!store_prepare(&run, store, batch_run, error))
		return false;
	store_bind_text(run, 1, batch);
	if (list_run(out, store, run, error))
		return true;
	if (error->fault != FAULT_STORE)
		return false;
	error_clear(error);
	return error_set(error, FAULT_STORE,
	    "there are no lines of pay of the batch \"%.*s\"",
	    SLICE_PRINT(batch));
}

bool
pay_line_list_period(struct pay_line_list **out, struct store *store,
    struct period period, struct error *error)
{
	struct statement *run;
	char text[PERIOD_TEXT_MAX];

	(void)period_format(text, period);
	if (!store_prepare(&run, store, period_run, error))
		return false;
	store_bind_text(run, 1, slice_of(text));
	if (list_run(out, store, run, error))
		return true;
	if (error->fault != FAULT_STORE)
		return false;
	error_clear(error);
	return error_set(error, FAULT_STORE,
	    "there are no lines of pay of the period \"%s\"", text);
}

static void
read_texts(struct pay_line *out, const struct statement *lines)
{
	out->person = store_text(lines, 0);
	out->element = store_text(lines, 2);
	out->kind = store_text(lines, 3);
	out->entity = store_text(lines, 8);
	out->account = store_text(lines, 9);
	out->split = store_text(lines, 10);
	out->fund = store_text(lines, 11);
	out->fund_centre = store_text(lines, 12);
	out->project = store_text(lines, 13);
	out->cost_centre = store_text(lines, 14);
	out->donor = store_text(lines, 15);
}

bool
pay_line_list_next(struct pay_line_list *list, struct pay_line *out,
    struct error *error)
{
	if (!store_step(list->lines, error))
		return false;
	*out = (struct pay_line){ 0 };
	read_texts(out, list->lines);
	if (!period_parse(&out->period, store_text(list->lines, 1), error) ||
	    !currency_parse(&out->currency, store_text(list->lines, 5),
	    error))
		return false;
	out->amount.units = store_integer(list->lines, 4);
	out->amount.currency = out->currency;
	if (store_is_null(list->lines, 7))
		return true;
	if (!currency_parse(&out->local_currency,
	    store_text(list->lines, 7), error))
		return false;
	out->local_amount.units = store_integer(list->lines, 6);
	out->local_amount.currency = out->local_currency;
	return true;
}

void
pay_line_list_close(struct pay_line_list *list)
{
	memory_free(list);
}
