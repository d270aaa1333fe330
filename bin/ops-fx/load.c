#include <inttypes.h>

#include "base/text.h"
#include "fx.h"

enum { KEY_MAX = 32 };

/*
 * A key which tells one content from another.  Should two contents ever share
 * it, the digest of the run finds out and the second is refused.
 */
static void
content_key(char key[KEY_MAX], const struct fx_rates *rates)
{
	char value[DECIMAL_TEXT_MAX], day[DATE_TEXT_MAX];
	struct text text = { 0 };

	for (size_t i = 0; i < rates->count; i++) {
		const struct exchange_rate *rate = &rates->rates[i];

		(void)date_format(day, rate->valid_from);
		(void)decimal_format(value, rate->units_per_pivot);
		text_add(&text, rate->kind);
		text_add_format(&text, " %s %s %s %s\n",
		    currency_code(rate->currency), currency_code(rate->pivot),
		    day, value);
	}
	(void)snprintf(key, KEY_MAX, "rates-%016" PRIx64,
	    table_hash(text_slice(&text)));
	text_release(&text);
}

static bool
store_all(struct rates_batch *batch, const struct fx_rates *rates,
    const char *key, struct error *error)
{
	bool repeats;

	for (size_t i = 0; i < rates->count; i++)
		rates_digest(batch->run, &rates->rates[i]);
	if (!run_repeats(batch->run, &repeats, error))
		return false;
	if (repeats)
		return true;
	for (size_t i = 0; i < rates->count; i++)
		if (!rates_store(batch, &rates->rates[i], error))
			return false;
	return rates_store_end(batch, slice_of(key), error);
}

static bool
store_rates(struct cli *cli, const struct fx_rates *rates,
    struct error *error)
{
	const char *key = cli_text(cli, "batch");
	struct rates_batch batch = { 0 };
	char content[KEY_MAX];

	if (rates->count == 0)
		return error_set(error, FAULT_INPUT, "there are no rates");
	if (key == NULL) {
		content_key(content, rates);
		key = content;
	}
	if (!cli_run(&batch.run, cli, "rates", key, error))
		return false;
	if (!store_all(&batch, rates, key, error)) {
		run_abandon(batch.run);
		return false;
	}
	if (!cli_commit(cli, batch.run, error))
		return false;
	if (batch.added + batch.unchanged > 0)
		cli_say(cli, "%" PRId64 " rates %s, %" PRId64 " there before",
		    batch.added, cli_flag(cli, "dry-run") ?
		    "would be added" : "added", batch.unchanged);
	return true;
}

bool
fx_load(struct cli *cli, struct error *error)
{
	struct fx_rates rates = { 0 };
	bool done;

	done = fx_rates_read(&rates, cli, NULL, error) &&
	    store_rates(cli, &rates, error);
	fx_rates_release(&rates);
	return done;
}
