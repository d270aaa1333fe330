#include "domain/pay_pack.h"

#include "base/assert.h"

enum { TEXTS = 11 };

struct pay_pack {
	struct pay_pack *next;
	int64_t sequence;
	struct decimal share;
	struct money amount;
	struct currency currency;
	struct schema_zeros zeros;
	uint32_t lengths[TEXTS];
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

static struct pay_pack *
pack(struct arena *arena, const struct pay_account *account)
{
	size_t size = sizeof(struct pay_pack);
	struct pay_pack *made;
	char *at;

	for (size_t i = 0; i < TEXTS; i++)
		size += text_at(account, places[i]).length;
	made = arena_new(arena, size);
	made->sequence = account->sequence;
	made->share = account->share;
	made->amount = account->amount;
	made->currency = account->currency;
	made->zeros = account->zeros;
	at = made->texts;
	for (size_t i = 0; i < TEXTS; i++) {
		struct slice text = text_at(account, places[i]);

		ENSURE(text.length <= UINT32_MAX);
		made->lengths[i] = (uint32_t)text.length;
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
		.amount = pack->amount, .currency = pack->currency,
		.zeros = pack->zeros
	};
	for (size_t i = 0; i < TEXTS; i++) {
		*(struct slice *)(void *)((char *)out + places[i]) =
		    slice_from(at, pack->lengths[i]);
		at += pack->lengths[i];
	}
}
