#include "store/audit.h"

#include <nettle/sha2.h>

#include "base/assert.h"
#include "base/memory.h"
#include "store/json.h"

_Static_assert(AUDIT_HASH_BYTES == SHA256_DIGEST_SIZE, "hash is SHA-256");

void
audit_hash_format(char buffer[AUDIT_HASH_TEXT_MAX],
    const uint8_t hash[AUDIT_HASH_BYTES])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < AUDIT_HASH_BYTES; i++) {
		buffer[2 * i] = digits[hash[i] >> 4];
		buffer[2 * i + 1] = digits[hash[i] & 15];
	}
	buffer[AUDIT_HASH_TEXT_MAX - 1] = '\0';
}

static struct slice
audit_hash_slice(char buffer[AUDIT_HASH_TEXT_MAX],
    const uint8_t hash[AUDIT_HASH_BYTES])
{
	audit_hash_format(buffer, hash);
	return slice_from(buffer, AUDIT_HASH_TEXT_MAX - 1);
}

static bool
audit_hash_parse(uint8_t hash[AUDIT_HASH_BYTES], struct slice text)
{
	if (text.length != AUDIT_HASH_TEXT_MAX - 1)
		return false;
	for (size_t i = 0; i < text.length; i++) {
		char digit = text.text[i];
		unsigned value;

		if (digit >= '0' && digit <= '9')
			value = (unsigned)(digit - '0');
		else if (digit >= 'a' && digit <= 'f')
			value = (unsigned)(digit - 'a') + 10;
		else
			return false;
		hash[i / 2] = (uint8_t)(i % 2 == 0 ? value << 4 :
		    hash[i / 2] | value);
	}
	return true;
}

static const char audit_columns[] = "SELECT number, run, action, kind, "
    "record, before_image, after_image, previous, hash "
    "FROM audit ORDER BY number /*scan*/";

struct audit_list {
	struct statement *statement;
	struct audit_chain chain;
	struct text text;
};

static void
audit_digest_integer(struct sha256_ctx *context, int64_t value)
{
	uint8_t bytes[8];

	for (unsigned i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)((uint64_t)value >> (56 - 8 * i));
	sha256_update(context, sizeof(bytes), bytes);
}

/* With its length first, so that no two rows give the same bytes. */
static void
audit_digest_text(struct sha256_ctx *context, struct slice text)
{
	audit_digest_integer(context, (int64_t)text.length);
	if (text.length > 0)
		sha256_update(context, text.length,
		    (const uint8_t *)text.text);
}

/* Move the end of the chain over the row. */
static void
audit_advance(struct audit_chain *chain, const struct audit_row *row)
{
	struct sha256_ctx context;

	chain->number++;
	sha256_init(&context);
	sha256_update(&context, AUDIT_HASH_BYTES, chain->hash);
	audit_digest_integer(&context, chain->number);
	audit_digest_integer(&context, row->run);
	audit_digest_text(&context, row->action);
	audit_digest_text(&context, row->kind);
	audit_digest_text(&context, row->record);
	audit_digest_text(&context, row->before);
	audit_digest_text(&context, row->after);
	sha256_digest(&context, AUDIT_HASH_BYTES, chain->hash);
}

bool
audit_last(struct audit_chain *out, struct store *store, struct error *error)
{
	struct audit_chain chain = { 0 };
	struct statement *statement;

	if (!store_prepare(&statement, store, "SELECT number, hash FROM audit "
	    "WHERE number = (SELECT max(number) FROM audit)", error))
		return false;
	if (store_step(statement, error)) {
		chain.number = store_integer(statement, 0);
		if (!audit_hash_parse(chain.hash, store_text(statement, 1)))
			return error_set(error, FAULT_STORE,
			    "%s: the hash of audit row %lld is not one; run "
			    "ops-store verify", store_name(store),
			    (long long)chain.number);
		(void)store_run(statement, error);
	}
	if (error->fault != FAULT_NONE)
		return false;
	*out = chain;
	return true;
}

bool
audit_append(struct store *store, struct audit_chain *chain,
    const struct audit_row *row, struct error *error)
{
	char previous[AUDIT_HASH_TEXT_MAX], hash[AUDIT_HASH_TEXT_MAX];
	struct statement *statement;

	ENSURE(store_in_transaction(store));
	if (!store_prepare(&statement, store, "INSERT INTO audit (number, "
	    "run, action, kind, record, before_image, after_image, previous, "
	    "hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", error))
		return false;
	store_bind_text(statement, 8, audit_hash_slice(previous,
	    chain->hash));
	audit_advance(chain, row);
	store_bind_integer(statement, 1, chain->number);
	store_bind_integer(statement, 2, row->run);
	store_bind_text(statement, 3, row->action);
	store_bind_text(statement, 4, row->kind);
	store_bind_text(statement, 5, row->record);
	store_bind_text(statement, 6, row->before);
	store_bind_text(statement, 7, row->after);
	store_bind_text(statement, 9, audit_hash_slice(hash, chain->hash));
	return store_run(statement, error);
}

/* Does the row a statement stands on continue the chain? */
static bool
audit_continues(struct audit_chain *chain, const struct statement *statement)
{
	char previous[AUDIT_HASH_TEXT_MAX], hash[AUDIT_HASH_TEXT_MAX];
	struct audit_row row = {
		.run = store_integer(statement, 1),
		.action = store_text(statement, 2),
		.kind = store_text(statement, 3),
		.record = store_text(statement, 4),
		.before = store_text(statement, 5),
		.after = store_text(statement, 6)
	};

	audit_hash_format(previous, chain->hash);
	audit_advance(chain, &row);
	audit_hash_format(hash, chain->hash);
	return store_integer(statement, 0) == chain->number &&
	    slice_is(store_text(statement, 7), previous) &&
	    slice_is(store_text(statement, 8), hash);
}

bool
audit_verify(struct store *store, int64_t *broken, int64_t *rows,
    struct error *error)
{
	struct audit_chain chain = { 0 };
	struct statement *statement;

	*broken = 0;
	*rows = 0;
	if (!store_prepare(&statement, store, audit_columns, error))
		return false;
	while (store_step(statement, error)) {
		if (!audit_continues(&chain, statement)) {
			*broken = chain.number;
			break;
		}
		(*rows)++;
	}
	return error->fault == FAULT_NONE;
}

bool
audit_list_open(struct audit_list **out, struct store *store,
    struct error *error)
{
	struct statement *statement;

	if (!store_prepare_own(&statement, store, audit_columns, error))
		return false;
	*out = memory_new(sizeof(**out));
	(*out)->statement = statement;
	return true;
}

static void
audit_list_text(struct text *out, const struct statement *row)
{
	static const char *const names[] = { "action", "kind", "record",
	    "before", "after", "previous", "hash" };

	json_begin(out);
	json_add_integer(out, "number", store_integer(row, 0));
	json_add_integer(out, "run", store_integer(row, 1));
	for (int i = 0; i < 7; i++)
		json_add_text(out, names[i], store_text(row, i + 2));
	json_end(out);
}

bool
audit_list_next(struct audit_list *list, struct slice *out,
    struct error *error)
{
	if (!store_step(list->statement, error))
		return false;
	if (!audit_continues(&list->chain, list->statement))
		return error_set(error, FAULT_STORE, "the audit chain breaks "
		    "at record %lld; run ops-store verify",
		    (long long)list->chain.number);
	audit_list_text(&list->text, list->statement);
	*out = text_slice(&list->text);
	return true;
}

void
audit_list_close(struct audit_list *list)
{
	if (list == NULL)
		return;
	store_finish(list->statement);
	text_release(&list->text);
	memory_free(list);
}
