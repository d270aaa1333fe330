#include "store/journal_block.h"

#include "schema/account.h"
#include "schema/cost_centre.h"
#include "schema/donor.h"
#include "schema/entity.h"
#include "schema/fund.h"
#include "schema/fund_centre.h"
#include "schema/project.h"
#include "store/register.h"
#include "store/sealed.h"

/* A code of a register, and the days on which it was found in force. */
struct journal_known {
	struct journal_code code;
	int32_t month;
	uint32_t days;
};

/* What the chart of accounts says of an account on one day. */
struct journal_account {
	struct currency currency;
	struct slice control;
};

/* In the order of the key and of the columns of journal_block. */
enum {
	DIMENSION_ENTITY,
	DIMENSION_ACCOUNT,
	DIMENSION_FUND,
	DIMENSION_FUND_CENTRE,
	DIMENSION_PROJECT,
	DIMENSION_COST_CENTRE,
	DIMENSION_DONOR
};

static const struct schema *const dimension_schemas[JOURNAL_DIMENSIONS] = {
	&schema_entity, &schema_account, &schema_fund, &schema_fund_centre,
	&schema_project, &schema_cost_centre, &schema_donor
};

/* Large enough for the record of any of these registers. */
union journal_master {
	struct account account;
	struct cost_centre cost_centre;
	struct donor donor;
	struct entity entity;
	struct fund fund;
	struct fund_centre fund_centre;
	struct project project;
};

/* Codes hold no control character, so that a joined key is unambiguous. */
static struct slice
journal_key(struct journal_blocks *blocks, const struct slice codes[],
    struct currency currency)
{
	text_clear(&blocks->key);
	for (size_t i = 0; i < JOURNAL_DIMENSIONS; i++) {
		text_add(&blocks->key, codes[i]);
		text_add_character(&blocks->key, '\x1f');
	}
	text_add_string(&blocks->key, currency_code(currency));
	return text_slice(&blocks->key);
}

static struct journal_known *
journal_known_get(struct journal_blocks *blocks, size_t dimension,
    struct slice code)
{
	struct table *table = &blocks->codes[dimension];
	struct journal_known *known = table_get(table, code);

	if (known != NULL)
		return known;
	known = arena_new(&blocks->arena, sizeof(*known));
	known->code.code = arena_copy(&blocks->arena, code);
	known->code.number = slice_is_empty(code) ? 0 :
	    (int64_t)table->count + 1;
	table_set(table, code, known);
	return known;
}

static struct journal_block *
journal_block_add(struct journal_blocks *blocks, const struct slice codes[],
    struct currency currency, int64_t number)
{
	struct journal_block *block =
	    arena_new(&blocks->arena, sizeof(*block));

	block->number = number;
	block->entity = &journal_known_get(blocks, DIMENSION_ENTITY,
	    codes[DIMENSION_ENTITY])->code;
	block->fund = &journal_known_get(blocks, DIMENSION_FUND,
	    codes[DIMENSION_FUND])->code;
	table_set(&blocks->blocks, journal_key(blocks, codes, currency),
	    block);
	if (blocks->last_number < number)
		blocks->last_number = number;
	return block;
}

bool
journal_blocks_open(struct journal_blocks *blocks, struct run *run,
    struct slice control, struct error *error)
{
	struct statement *all;

	*blocks = (struct journal_blocks){ .run = run,
	    .store = run_store(run), .control = control };
	if (!store_prepare(&all, blocks->store,
	    "SELECT entity, account, fund, fund_centre, project, "
	    "cost_centre, donor, currency, number "
	    "FROM journal_block /*scan*/", error))
		return false;
	while (store_step(all, error)) {
		struct slice codes[JOURNAL_DIMENSIONS];
		struct currency currency;

		for (int i = 0; i < JOURNAL_DIMENSIONS; i++)
			codes[i] = store_text(all, i);
		if (!currency_parse(&currency,
		    store_text(all, JOURNAL_DIMENSIONS), error))
			return false;
		journal_block_add(blocks, codes, currency,
		    store_integer(all, JOURNAL_DIMENSIONS + 1));
	}
	return error->fault == FAULT_NONE;
}

void
journal_blocks_release(struct journal_blocks *blocks)
{
	table_release(&blocks->blocks);
	table_release(&blocks->stretches);
	table_release(&blocks->accounts);
	for (size_t i = 0; i < JOURNAL_DIMENSIONS; i++)
		table_release(&blocks->codes[i]);
	text_release(&blocks->key);
	arena_release(&blocks->arena);
}

static bool
journal_block_store(struct journal_blocks *blocks,
    const struct slice codes[], struct currency currency, int64_t number,
    struct error *error)
{
	struct bulk *bulk;

	if (!run_bulk(&bulk, blocks->run, &sealed_journal_block, error))
		return false;
	bulk_integer(bulk, number);
	bulk_integer(bulk, run_number(blocks->run));
	for (size_t i = 0; i < JOURNAL_DIMENSIONS; i++)
		bulk_text(bulk, codes[i]);
	bulk_text(bulk, slice_of(currency_code(currency)));
	return bulk_row(bulk, error);
}

/* The record of the code which is in force on the day of the line. */
static bool
journal_master_get(union journal_master *out,
    const struct journal_blocks *blocks, size_t dimension,
    struct slice code, const struct journal_line *line, struct error *error)
{
	const struct schema *schema = dimension_schemas[dimension];
	char text[DATE_TEXT_MAX];
	bool found = false;

	if (!register_find(&found, out, blocks->store, schema, &code,
	    line->date, error))
		return false;
	if (found)
		return true;
	date_format(text, line->date);
	error_record(error, FAULT_INPUT, "\"%.*s\" is not in the register "
	    "on %s", SLICE_PRINT(code), text);
	error->code = "foreign-key";
	return error_in_field(error, schema->name, 0);
}

static bool
journal_account_get(const struct journal_account **out,
    struct journal_blocks *blocks, const struct journal_line *line,
    struct error *error)
{
	struct journal_account *account;
	union journal_master master;
	struct slice key;

	text_clear(&blocks->key);
	text_add(&blocks->key, line->account);
	text_add(&blocks->key, slice_from((const char *)&line->date.days,
	    sizeof(line->date.days)));
	key = text_slice(&blocks->key);
	account = table_get(&blocks->accounts, key);
	if (account == NULL) {
		if (!journal_master_get(&master, blocks, DIMENSION_ACCOUNT,
		    line->account, line, error))
			return false;
		account = arena_new(&blocks->arena, sizeof(*account));
		account->currency = master.account.currency;
		account->control = arena_copy(&blocks->arena,
		    master.account.control);
		table_set(&blocks->accounts, key, account);
	}
	*out = account;
	return true;
}

/* Is there such an account, and may it take the line? */
static bool
journal_account_check(struct journal_blocks *blocks,
    const struct journal_line *line, struct error *error)
{
	const struct journal_account *account;

	if (!journal_account_get(&account, blocks, line, error))
		return false;
	if (account->currency.number != 0 &&
	    !currency_equal(account->currency, line->currency)) {
		error_record(error, FAULT_INPUT,
		    "account \"%.*s\" is posted in %s only, not in %s",
		    SLICE_PRINT(line->account),
		    currency_code(account->currency),
		    currency_code(line->currency));
		return error_in_field(error, "currency", 0);
	}
	if (!slice_is_empty(account->control) &&
	    !slice_equal(account->control, blocks->control)) {
		error_record(error, FAULT_INPUT,
		    "account \"%.*s\" is posted by the sub-ledger \"%.*s\" "
		    "only, not by \"%.*s\"", SLICE_PRINT(line->account),
		    SLICE_PRINT(account->control),
		    SLICE_PRINT(blocks->control));
		return error_in_field(error, "account", 0);
	}
	return true;
}

static bool
journal_code_check(struct journal_blocks *blocks, size_t dimension,
    struct slice code, const struct journal_line *line, int32_t month,
    uint32_t day, struct error *error)
{
	struct journal_known *known =
	    journal_known_get(blocks, dimension, code);
	union journal_master master;

	if (dimension == DIMENSION_ACCOUNT)
		return journal_account_check(blocks, line, error);
	if (known->month == month && (known->days & day) != 0)
		return true;
	if (!journal_master_get(&master, blocks, dimension, code, line,
	    error))
		return false;
	known->days = known->month == month ? known->days | day : day;
	known->month = month;
	return true;
}

static bool
journal_block_check(struct journal_blocks *blocks,
    struct journal_block *block, const struct slice codes[],
    const struct journal_line *line, struct error *error)
{
	int32_t month = period_of(line->date).month;
	uint32_t day = (uint32_t)1 << date_parts(line->date).day;
	char text[DATE_TEXT_MAX];

	if (!currency_in_use(line->currency, line->date)) {
		date_format(text, line->date);
		error_record(error, FAULT_INPUT, "%s is not in use on %s",
		    currency_code(line->currency), text);
		return error_in_field(error, "currency", 0);
	}
	for (size_t i = 0; i < JOURNAL_DIMENSIONS; i++)
		if (!slice_is_empty(codes[i]) && !journal_code_check(blocks,
		    i, codes[i], line, month, day, error))
			return false;
	block->days = block->month == month ? block->days | day : day;
	block->month = month;
	return true;
}

/* The block of these codes, stored if it is new. */
static bool
journal_block_get(struct journal_block **out, struct journal_blocks *blocks,
    const struct slice codes[], struct currency currency,
    struct error *error)
{
	int64_t number = blocks->last_number + 1;

	*out = table_get(&blocks->blocks,
	    journal_key(blocks, codes, currency));
	if (*out != NULL)
		return true;
	if (!journal_block_store(blocks, codes, currency, number, error))
		return false;
	*out = journal_block_add(blocks, codes, currency, number);
	return true;
}

/*
 * Where the codes stand side by side in their usual order and unquoted, as in
 * most files, their text from the first to the last is as good a key as the
 * joined one and need not be joined; with it goes what stands between them,
 * which no code has.  Empty, where they do not.
 */
static struct slice
journal_stretch(struct journal_blocks *blocks, const struct record *record,
    struct currency currency)
{
	const struct slice *codes =
	    &record->fields[JOURNAL_LINE_FIELD_ENTITY];
	const struct slice *last = &codes[JOURNAL_DIMENSIONS - 1];

	for (size_t i = 1; i < JOURNAL_DIMENSIONS; i++)
		if (codes[i - 1].text == NULL || codes[i].text !=
		    codes[i - 1].text + codes[i - 1].length + 1)
			return slice_from("", 0);
	text_clear(&blocks->key);
	text_add(&blocks->key, slice_from(codes[0].text,
	    (size_t)(last->text - codes[0].text) + last->length));
	text_add_character(&blocks->key, codes[0].text[codes[0].length]);
	text_add(&blocks->key, slice_from((const char *)&currency.number,
	    sizeof(currency.number)));
	return text_slice(&blocks->key);
}

static bool
journal_block_find(struct journal_block **out, struct journal_blocks *blocks,
    const struct journal_line *line, const struct record *record,
    struct error *error)
{
	const struct slice codes[JOURNAL_DIMENSIONS] = {
		line->entity, line->account, line->fund, line->fund_centre,
		line->project, line->cost_centre, line->donor
	};
	struct slice stretch = journal_stretch(blocks, record,
	    line->currency);
	size_t number;
	bool added;

	if (slice_is_empty(stretch))
		return journal_block_get(out, blocks, codes, line->currency,
		    error);
	number = table_put(&blocks->stretches, stretch, &added);
	if (added && !journal_block_get(out, blocks, codes, line->currency,
	    error))
		return false;
	if (added)
		blocks->stretches.entries[number].value = *out;
	*out = blocks->stretches.entries[number].value;
	return true;
}

bool
journal_blocks_get(struct journal_block **out,
    struct journal_blocks *blocks, const struct journal_line *line,
    const struct record *record, struct date_parts day, struct error *error)
{
	const struct slice codes[JOURNAL_DIMENSIONS] = {
		line->entity, line->account, line->fund, line->fund_centre,
		line->project, line->cost_centre, line->donor
	};
	const struct journal_block *block;

	if (!journal_block_find(out, blocks, line, record, error))
		return false;
	block = *out;
	if (block->month == day.year * 12 + (int)day.month - 1 &&
	    (block->days >> day.day & 1) != 0)
		return true;
	return journal_block_check(blocks, *out, codes, line, error);
}
