#include "store/pay_line.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/assert.h"
#include "base/memory.h"
#include "store/digest.h"
#include "store/sealed.h"
#include "store/undone.h"

struct pay_line_list {
	struct statement *lines;
};

static const char batch_run[] =
    "SELECT run FROM pay_batch WHERE batch = $1";

static const char period_run[] =
    "SELECT run FROM pay_batch b WHERE period = $1 AND NOT EXISTS"
    " (SELECT 1 FROM run_undone u WHERE u.number = b.run)"
    " ORDER BY run DESC LIMIT 1";

static const char run_lines[] =
    "SELECT person, period, element, kind, amount, currency, local_amount,"
    " local_currency, entity, account, split, fund, fund_centre, project,"
    " cost_centre, donor FROM pay_line WHERE" PAY_LINE_OF_RUN
    " ORDER BY number";

/*
 * The fields of a line, in full and apart, so that two lines never agree:
 * texts end with a byte which none has, numbers have a fixed width.
 */
static void
digest_line(struct run *run, const struct pay_line *line,
    const char *period)
{
	const struct slice texts[] = {
		line->person, line->element, line->kind, line->entity,
		line->account, line->split, line->fund, line->fund_centre,
		line->project, line->cost_centre, line->donor,
		slice_of(period), slice_of(currency_code(line->currency)),
		slice_of(currency_code(line->local_currency))
	};
	struct digest digest;

	digest_begin(&digest, run);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		digest_add(&digest, texts[i]);
		digest_add(&digest, slice_from("\x1f", 1));
	}
	digest_integer(&digest, line->amount.units);
	digest_integer(&digest, line->local_amount.units);
	digest_flush(&digest);
}

static void
put_amount(struct bulk *bulk, int64_t units, struct currency currency)
{
	bulk_integer(bulk, units);
	bulk_text(bulk, slice_of(currency_code(currency)));
	seal_total(bulk->seal, currency, units);
}

/* In the order of the columns (sealed.c). */
static void
put_line(struct bulk *bulk, const struct pay_line *line, const char *period)
{
	bulk_text(bulk, line->person);
	bulk_text(bulk, slice_of(period));
	bulk_text(bulk, line->element);
	bulk_text(bulk, line->kind);
	put_amount(bulk, line->amount.units, line->currency);
	if (line->local_currency.number != 0) {
		put_amount(bulk, line->local_amount.units,
		    line->local_currency);
	} else {
		bulk_null(bulk);
		bulk_null(bulk);
	}
	bulk_text(bulk, line->entity);
	bulk_text(bulk, line->account);
	bulk_text(bulk, line->split);
	bulk_text(bulk, line->fund);
	bulk_text(bulk, line->fund_centre);
	bulk_text(bulk, line->project);
	bulk_text(bulk, line->cost_centre);
	bulk_text(bulk, line->donor);
}

bool
pay_line_store(struct pay_line_batch *batch, const struct pay_line *line,
    struct error *error)
{
	char period[PERIOD_TEXT_MAX];
	struct bulk *bulk;

	(void)period_format(period, line->period);
	if (batch->count == 0)
		batch->period = line->period;
	if (batch->period.month != line->period.month)
		return error_set(error, FAULT_INPUT,
		    "the batch has lines of two periods; \"%s\" is another",
		    period);
	if (!run_bulk(&bulk, batch->run, &sealed_pay_line, error))
		return false;
	batch->count++;
	ENSURE(batch->count < PAY_LINE_SPAN);
	bulk_integer(bulk,
	    run_number(batch->run) * PAY_LINE_SPAN + batch->count);
	put_line(bulk, line, period);
	digest_line(batch->run, line, period);
	return bulk_row(bulk, error);
}

bool
pay_line_store_end(bool *repeats, struct pay_line_batch *batch,
    struct error *error)
{
	char period[PERIOD_TEXT_MAX], after[128];
	struct bulk *bulk;

	if (batch->count == 0)
		return error_set(error, FAULT_INPUT,
		    "there are no lines of pay");
	if (!run_repeats(batch->run, repeats, error))
		return false;
	if (*repeats)
		return true;
	(void)period_format(period, batch->period);
	if (!run_bulk(&bulk, batch->run, &sealed_pay_batch, error))
		return false;
	bulk_text(bulk, batch->batch);
	bulk_text(bulk, slice_of(period));
	bulk_integer(bulk, run_number(batch->run));
	bulk_integer(bulk, batch->count);
	if (!bulk_row(bulk, error))
		return false;
	(void)snprintf(after, sizeof(after),
	    "{\"period\":\"%s\",\"lines\":%" PRId64 "}", period,
	    batch->count);
	return run_audit(batch->run, "post", "pay_line", batch->batch,
	    slice_of(""), slice_of(after), error);
}

static bool
list_run(struct pay_line_list **out, struct store *store, int64_t run,
    struct error *error)
{
	struct statement *lines;

	if (!store_prepare(&lines, store, run_lines, error))
		return false;
	store_bind_integer(lines, 1, run * PAY_LINE_SPAN);
	store_bind_integer(lines, 2, (run + 1) * PAY_LINE_SPAN - 1);
	*out = memory_new(sizeof(**out));
	(*out)->lines = lines;
	return true;
}

/* The run which a query finds, or 0. */
static bool
find_run(int64_t *out, struct store *store, const char *sql,
    struct slice parameter, struct error *error)
{
	struct statement *statement;

	*out = 0;
	if (!store_prepare(&statement, store, sql, error))
		return false;
	store_bind_text(statement, 1, parameter);
	while (store_step(statement, error))
		*out = store_integer(statement, 0);
	return error->fault == FAULT_NONE;
}

bool
pay_line_batch_run(int64_t *out, struct store *store, struct slice batch,
    struct error *error)
{
	if (!find_run(out, store, batch_run, batch, error))
		return false;
	if (*out == 0)
		return error_set(error, FAULT_STORE,
		    "there are no lines of pay of the batch \"%.*s\"",
		    SLICE_PRINT(batch));
	return undone_refuse(store, *out, "the batch of pay lines", batch,
	    error);
}

bool
pay_line_batch_check(struct store *store, struct slice batch,
    struct error *error)
{
	int64_t run;

	return find_run(&run, store, batch_run, batch, error) && (run == 0 ||
	    undone_refuse(store, run, "the batch of pay lines", batch,
	    error));
}

bool
pay_line_list_open(struct pay_line_list **out, struct store *store,
    struct slice batch, struct error *error)
{
	int64_t run;

	return pay_line_batch_run(&run, store, batch, error) &&
	    list_run(out, store, run, error);
}

bool
pay_line_list_period(struct pay_line_list **out, struct store *store,
    struct period period, struct error *error)
{
	char text[PERIOD_TEXT_MAX];
	int64_t run;

	(void)period_format(text, period);
	if (!find_run(&run, store, period_run, slice_of(text), error))
		return false;
	if (run == 0)
		return error_set(error, FAULT_STORE,
		    "there are no lines of pay of the period \"%s\"", text);
	return list_run(out, store, run, error);
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
