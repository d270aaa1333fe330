/*
 * pay_pack.h - a payee's account kept in little memory
 *
 * A batch keeps the accounts of all its payees until it is paid.  Packed,
 * an account takes its texts and about 70 bytes; packs are in the arena
 * given, and those of one payee in a chain.
 */
#ifndef DOMAIN_PAY_PACK_H
#define DOMAIN_PAY_PACK_H

#include "base/arena.h"
#include "schema/pay_account.h"

struct pay_pack;

/*
 * Put the account into the chain, which is ordered by sequence.  The person
 * is not kept.  Two accounts of one sequence and texts of 64 KiB are errors of
 * input.
 */
bool pay_pack_add(struct pay_pack **chain, struct arena *arena,
    const struct pay_account *account, struct error *error);

const struct pay_pack *pay_pack_next(const struct pay_pack *pack);
int64_t pay_pack_sequence(const struct pay_pack *pack);

/* The account again, without person; its texts are those of the pack. */
void pay_pack_open(struct pay_account *out, const struct pay_pack *pack);

#endif
