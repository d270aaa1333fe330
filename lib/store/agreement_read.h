/*
 * agreement_read.h - service level agreements as the store has them
 */
#ifndef STORE_AGREEMENT_READ_H
#define STORE_AGREEMENT_READ_H

#include "domain/agreement_book.h"
#include "store/store.h"

/*
 * Fill both books with every version and make them.  The agreements count in
 * the working time of the calendars.
 */
bool agreement_read(struct agreement_book *out,
    struct calendar_book *calendars, struct store *store,
    struct error *error);

#endif
