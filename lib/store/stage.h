/*
 * stage.h - a program which is a stage of ops pipe
 *
 * All that the stages of a pipeline store is one transaction, which ops pipe
 * holds.  It gives each stage a socket, whose number is in OPS_PIPE; a program
 * which wants something sends the end of a socket pair over it, so that
 * several programs of one stage do not mix their words.  Then it
 *
 *  - writes to the store through ops pipe (stage_driver is a driver as that of
 *    a database is), once all stages before it have ended well;
 *  - asks at the end of its input whether those have ended well: a pipe which
 *    is at its end does not say so;
 *  - tells how many records it read and wrote.
 *
 * Reading the store goes past ops pipe and sees what was there before.  When
 * ops pipe is gone, every request fails, and nothing is stored.
 */
#ifndef STORE_STAGE_H
#define STORE_STAGE_H

#include "base/error.h"

struct driver;

/* What a stage finds in its environment. */
#define STAGE_VARIABLE "OPS_PIPE"

enum { STAGE_RECORDS_NONE = -1 };

/* Is this program a stage? */
bool stage_is(void);

/* A socket of the program's own; it closes it. */
bool stage_join(int *out, struct error *error);

/* Wait until the stages before this one have ended; a fault if not well. */
bool stage_await(struct error *error);

/* How many records were read and written; none is STAGE_RECORDS_NONE. */
void stage_tell(int64_t read, int64_t written);

extern const struct driver stage_driver;

#endif
