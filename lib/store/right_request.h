/*
 * right_request.h - requests which only some may read, as policies of
 * PostgreSQL
 *
 * A restricted request is seen by who has the role confidant, besides another
 * which lets them read at all; by auditors, who must see every row to verify
 * it and see no text without the key; and by administrators.  Others see in
 * request_now that it is there, and in which state.
 */
#ifndef STORE_RIGHT_REQUEST_H
#define STORE_RIGHT_REQUEST_H

#include "base/text.h"

/*
 * Statements which hold the tables of requests to that, whether rows are also
 * held to clients (store/right_row.h) or not; those of clients come after.
 */
void right_request_hold(struct text *out);

#endif
