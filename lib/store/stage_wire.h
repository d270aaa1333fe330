/*
 * stage_wire.h - what a stage and ops pipe say to each other
 *
 * A stage asks and ops pipe answers, one message each, over a socket of
 * their own; only plain inserts are many to a message.  Both are programs of one build on one machine, so that numbers
 * go as they lie in memory.  A message is used again for the next: it grows to
 * the longest and is released once.
 */
#ifndef STORE_STAGE_WIRE_H
#define STORE_STAGE_WIRE_H

#include "base/error.h"
#include "base/text.h"

enum {
	STAGE_WIRE_BYTES_MAX = 256 * 1024 * 1024,	/* of a message */
	STAGE_WIRE_QUEUE_BYTES = 64 * 1024	/* of statements to be run */
};

enum stage_wire_kind {
	STAGE_WIRE_DONE,	/* answers */
	STAGE_WIRE_FAULT,	/* fault, message */

	STAGE_WIRE_OPEN,	/* name of the store: may this stage write? */
	STAGE_WIRE_ENDED,	/* did the stages before this one end well? */
	STAGE_WIRE_TELL,	/* records in, records out, or -1 */

	STAGE_WIRE_VERSION,	/* what store/driver.h says */
	STAGE_WIRE_BEGIN,
	STAGE_WIRE_COMMIT,
	STAGE_WIRE_ROLLBACK,
	STAGE_WIRE_PREPARE,	/* SQL; gives number */
	STAGE_WIRE_FINISH,	/* number */
	STAGE_WIRE_RESET,	/* number */
	STAGE_WIRE_RUN,		/* many times number, parameters: plain
				   inserts; there is no answer, and a fault
				   answers the next question */
	STAGE_WIRE_CHANGES,	/* number; gives changes of its last run */
	STAGE_WIRE_STEP,	/* number, parameters; gives rows */
	STAGE_WIRE_FETCH,	/* number; gives more rows */
	STAGE_WIRE_BULK_OPEN,	/* table; gives number */
	STAGE_WIRE_BULK_WRITE,	/* number, block */
	STAGE_WIRE_BULK_FINISH,	/* number */
	STAGE_WIRE_BULK_CLOSE	/* number */
};

struct stage_wire {
	uint32_t kind;
	struct text bytes;
	size_t at;		/* where the next value is taken */
	bool broken;		/* one was not there */
};

/* Begin a message and put its values. */
void stage_wire_begin(struct stage_wire *wire, enum stage_wire_kind kind);
void stage_wire_put_integer(struct stage_wire *wire, int64_t value);
void stage_wire_put_text(struct stage_wire *wire, struct slice text);
void stage_wire_put_fault(struct stage_wire *wire,
    const struct error *error);

/*
 * Take the values in their order.  What is not there reads as 0 or empty and
 * breaks the message.  Texts lie in the message.
 */
int64_t stage_wire_integer(struct stage_wire *wire);
struct slice stage_wire_text(struct stage_wire *wire);

bool stage_wire_is_empty(const struct stage_wire *wire);	/* all taken */

bool stage_wire_send(int socket, const struct stage_wire *wire,
    struct error *error);

/* False without a fault when the other end is gone. */
bool stage_wire_receive(int socket, struct stage_wire *wire,
    struct error *error);

void stage_wire_release(struct stage_wire *wire);

#endif
