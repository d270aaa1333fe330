/*
 * stage_bulk.h - rows which a stage writes by the block, at ops pipe's end
 *
 * The messages are those of STAGE_WIRE_BULK_OPEN, after its kind, and
 * STAGE_WIRE_BULK_WRITE, after its number.
 */
#ifndef STORE_STAGE_BULK_H
#define STORE_STAGE_BULK_H

#include "store/bulk.h"
#include "store/stage_wire.h"

struct stage_bulk;

bool stage_bulk_open(struct stage_bulk **out, struct store *store,
    struct stage_wire *wire, struct error *error);
bool stage_bulk_write(struct stage_bulk *bulk, struct stage_wire *wire,
    struct error *error);
bool stage_bulk_finish(struct stage_bulk *bulk, struct error *error);
void stage_bulk_free(struct stage_bulk *bulk);	/* NULL is allowed */

#endif
