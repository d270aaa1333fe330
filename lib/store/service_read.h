/*
 * service_read.h - the catalogue of services as the store has it
 */
#ifndef STORE_SERVICE_READ_H
#define STORE_SERVICE_READ_H

#include "domain/service_book.h"
#include "store/store.h"

/* Fill the book with what is in force on the day, and make it. */
bool service_read(struct service_book *out, struct store *store,
    struct date on, struct error *error);

#endif
