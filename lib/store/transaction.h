/*
 * transaction.h - does the store have what somebody speaks of?
 *
 * A transaction or record is named by a kind and a key whose parts are joined
 * by blanks: "payment payroll-2026-10-000001", "pay_line payroll-2026-10 10017
 * SALARY", "fund 1000".  The kinds are those which runs store (payment,
 * payment_batch, journal_entry, pay_batch, pay_line, bank_line, request) and
 * every register.
 */
#ifndef STORE_TRANSACTION_H
#define STORE_TRANSACTION_H

#include "store/store.h"

enum { TRANSACTION_PARTS_MAX = 8 };

/*
 * An unknown kind, or a key with more or fewer parts than the kind has, is an
 * error of input.  A record of a register is there if it is on the day.
 */
bool transaction_find(bool *found, struct store *store, struct slice kind,
    struct slice key, struct date on, struct error *error);

#endif
