/*
 * copy_place.h - rows for a store whose large tables are cut by period
 *
 * The columns of the place (store_place.h) are not copied from store to
 * store but found anew, from the rows which a row belongs to.
 */
#ifndef STORE_COPY_PLACE_H
#define STORE_COPY_PLACE_H

#include "store/catalog.h"

/*
 * Has the table columns of the place in such a store?  Then describe them
 * behind its own, and add the query which gives both, in the order of the key.
 */
bool copy_place(struct text *out, struct catalog_table *table);

#endif
