#include "domain/payroll_check_holder.h"

#include "base/memory.h"

static struct payroll_check_holder *
payroll_check_holder_get(struct payroll_check_holders *holders,
    size_t person)
{
	while (holders->count <= person) {
		holders->holders = memory_grow(holders->holders,
		    &holders->capacity, holders->count,
		    sizeof(*holders->holders));
		holders->holders[holders->count++] =
		    (struct payroll_check_holder){ 0 };
	}
	return &holders->holders[person];
}

static struct slice
payroll_check_holder_key(struct payroll_check_holders *holders,
    const struct pay_account *account)
{
	struct text *key = &holders->key;

	if (!slice_is_empty(account->iban))
		return account->iban;
	text_clear(key);
	text_add(key, account->bank_country);
	text_add(key, account->bic);
	text_add_character(key, ' ');
	text_add(key, account->account);
	return text_slice(key);
}

void
payroll_check_holder_add(struct payroll_check_holders *holders,
    size_t person, const struct pay_account *account)
{
	bool added;
	size_t number, owner;

	payroll_check_holder_get(holders, person)->has_account = true;
	number = table_put(&holders->accounts,
	    payroll_check_holder_key(holders, account), &added);
	if (added) {
		holders->owners = memory_grow(holders->owners,
		    &holders->owner_capacity, number,
		    sizeof(*holders->owners));
		holders->owners[number] = (uint32_t)person;
	}
	owner = holders->owners[number];
	if (owner == person)
		return;
	holders->holders[person].shared = (uint32_t)owner + 1;
	if (holders->holders[owner].shared == 0)
		holders->holders[owner].shared = (uint32_t)person + 1;
}

bool
payroll_check_holder_is(const struct payroll_check_holders *holders,
    size_t person)
{
	return person < holders->count &&
	    holders->holders[person].has_account;
}

bool
payroll_check_holder_shares(size_t *other,
    const struct payroll_check_holders *holders, size_t person)
{
	if (person >= holders->count || holders->holders[person].shared == 0)
		return false;
	*other = holders->holders[person].shared - 1;
	return true;
}

void
payroll_check_holder_release(struct payroll_check_holders *holders)
{
	table_release(&holders->accounts);
	memory_free(holders->owners);
	memory_free(holders->holders);
	text_release(&holders->key);
}
