/*
 * address.h - where a store is: a file, or a database on a server
 *
 * The address of a server is a URL as libpq takes it, "postgresql://" and the
 * rest.  It may hold a password, which must not be shown or recorded.
 */
#ifndef STORE_ADDRESS_H
#define STORE_ADDRESS_H

#include "base/text.h"

bool address_is_server(const char *address);

/* Add the text with the password of each such URL in it taken out. */
void address_show(struct text *out, struct slice text);

#endif
