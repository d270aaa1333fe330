/*
 * key.h - the key to requests which only some may read
 */
#ifndef OPS_REQUEST_KEY_H
#define OPS_REQUEST_KEY_H

#include "cli/program.h"
#include "store/vault.h"

#define KEY_OPTION \
	{ "key", OPTION_FILE, "FILE", \
	    "key to restricted requests ($OPS_REQUEST_KEY)", false }

/* *out is NULL if no key is given; it is in the room. */
bool key_open(const struct vault **out, struct vault *room,
    const struct cli *cli, struct error *error);

#endif
