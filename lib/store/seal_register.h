/*
 * seal_register.h - the seals of a register
 *
 * Versions of a record are written once, but for the run which supersedes
 * them.  So a register has two seals of a run: one of the versions which it
 * recorded, of the kind "register_NAME", and one of those which it
 * superseded, "superseded_NAME".  A column which a migration adds leaves the
 * seals of older versions as they are.
 */
#ifndef STORE_SEAL_REGISTER_H
#define STORE_SEAL_REGISTER_H

#include "base/arena.h"
#include "record/schema.h"
#include "store/seal_table.h"

enum { SEAL_REGISTER_DATES = 2 };	/* columns behind the fields */

struct seal_register {
	struct seal_table recorded;
	struct seal_table superseded;
	struct bulk_column columns[SCHEMA_FIELDS_MAX + SEAL_REGISTER_DATES];
	struct bulk_column keys[SCHEMA_FIELDS_MAX + SEAL_REGISTER_DATES];
	struct arena texts;
};

/* It points into itself and must not move. */
void seal_register_init(struct seal_register *out,
    const struct schema *schema);
void seal_register_release(struct seal_register *seals);

/*
 * Seal what the run has done to the register, which is read once for the
 * versions it recorded and once more if it superseded any.
 */
bool seal_register_store(struct run *run, const struct schema *schema,
    bool superseded, struct error *error);

#endif
