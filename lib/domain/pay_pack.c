#include "domain/pay_pack.h"

#include <stddef.h>

enum { TEXTS = 11 };

struct pay_pack {
	struct pay_pack *next;
	int64_t sequence;
	struct decimal share;
	int64_t amount;		/* in the currency of the account */
	struct currency currency;
	bool share_given;	/* though it may be 0 */
	uint16_t lengths[TEXTS];
	char texts[];
};

static const size_t places[TEXTS] = {
	offsetof(struct pay_account, split),
	offsetof(struct pay_account, holder),
	offsetof(struct pay_account, iban),
	offsetof(struct pay_account, account),
	offsetof(struct pay_account, bic),
	offsetof(struct pay_account, bank_name),
	offsetof(struct pay_account, bank_country),
	offsetof(struct pay_account, street),
	offsetof(struct pay_account, post_code),
	offsetof(struct pay_account, town),
	offsetof(struct pay_account, country)
};

static struct slice
text_at(const struct pay_account *account, size_t place)
{
	return *(const struct slice *)(const void *)
	    ((const char *)account + place);
}

static size_t
texts_size(const struct pay_account *account)
{
	size_t size = 0;

	for (size_t i = 0; i < TEXTS; i++)
		size += text_at(account, places[i]).length;
	return size;
}

static struct pay_pack *
pack(struct arena *arena, const struct pay_account *account)
{
	struct pay_pack *made = arena_new(arena,
	    offsetof(struct pay_pack, texts) + texts_size(account));
	char *at = made->texts;

	made->sequence = account->sequence;
	made->share = account->share;
	made->share_given = !schema_is_absent(&schema_pay_account,
	    PAY_ACCOUNT_FIELD_SHARE, account);
	made->amount = account->amount.units;
	made->currency = account->currency;
	for (size_t i = 0; i < TEXTS; i++) {
		struct slice text = text_at(account, places[i]);

		made->lengths[i] = (uint16_t)text.length;
		if (text.length > 0)
			memcpy(at, text.text, text.length);
		at += text.length;
	}
	return made;
}

bool
pay_pack_add(struct pay_pack **chain, struct arena *arena,
    const struct pay_account *account, struct error *error)
{
	struct pay_pack *made;

	while (*chain != NULL && (*chain)->sequence < account->sequence)
		chain = &(*chain)->next;
	if (*chain != NULL && (*chain)->sequence == account->sequence)
		return error_set(error, FAULT_INPUT,
		    "person %.*s has two accounts %lld",
		    SLICE_PRINT(account->person),
		    (long long)account->sequence);
	if (texts_size(account) > UINT16_MAX)
		return error_set(error, FAULT_INPUT,
		    "account %lld of person %.*s has texts of more than %d "
		    "bytes", (long long)account->sequence,
		    SLICE_PRINT(account->person), UINT16_MAX);
	made = pack(arena, account);
	made->next = *chain;
	*chain = made;
	return true;
}

const struct pay_pack *
pay_pack_next(const struct pay_pack *pack)
{
	return pack->next;
}

int64_t
pay_pack_sequence(const struct pay_pack *pack)
{
	return pack->sequence;
}

void
pay_pack_open(struct pay_account *out, const struct pay_pack *pack)
{
	const char *at = pack->texts;

	*out = (struct pay_account){
		.sequence = pack->sequence, .share = pack->share,
		.amount = { pack->amount, pack->currency },
		.currency = pack->currency
	};
	if (pack->share_given && pack->share.units == 0)
		out->zeros.bits[PAY_ACCOUNT_FIELD_SHARE / 64] |=
		    UINT64_C(1) << PAY_ACCOUNT_FIELD_SHARE % 64;
	for (size_t i = 0; i < TEXTS; i++) {
		*(struct slice *)(void *)((char *)out + places[i]) =
		    slice_from(at, pack->lengths[i]);
		at += pack->lengths[i];
	}
}
