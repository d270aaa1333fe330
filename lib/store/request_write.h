/*
 * request_write.h - requests which come in, and what happens to them
 *
 * All that one run writes of requests goes through one struct request_writer:
 * it gives the numbers, holds every event to the lifecycle
 * (share/lifecycle/request.csv) and knows what the run has not written yet.
 *
 * What is wrong with a record is an error of input with a code, so that it can
 * go to the rejects; the store itself fails without one.
 */
#ifndef STORE_REQUEST_WRITE_H
#define STORE_REQUEST_WRITE_H

#include "schema/request.h"
#include "schema/request_step.h"
#include "store/run.h"
#include "store/vault.h"

struct request_writer;

/*
 * The vault may be NULL: then nothing can be said in requests which only some
 * may read.  It must live as long.
 */
bool request_write_open(struct request_writer **out, struct run *run,
    const struct vault *vault, struct error *error);
void request_write_close(struct request_writer *writer);	/* or NULL */

/*
 * Which request was made or continued by the message of the source?  *out is
 * empty if there is none; it lives until the next call.
 */
bool request_write_known(struct slice *out, struct request_writer *writer,
    struct slice source, struct slice external, struct error *error);

/*
 * A request comes in: it gets the next number of its centre in the year in
 * which it was opened, and the state in which requests begin.  Then, with a
 * team, it is assigned; rule says which rule decided that.  The message of
 * its source must not be known.
 */
bool request_write_add(struct request_writer *writer,
    struct request *request, struct slice rule, struct error *error);

/* The message made an event of the request: the last one written. */
bool request_write_message(struct request_writer *writer,
    struct slice source, struct slice external, struct error *error);

/*
 * An event happens to a request.  Team and assignee of the step, unless empty,
 * are those after it.  Times ascend, and none is later than the run.
 */
bool request_write_step(struct request_writer *writer,
    const struct request_step *step, struct slice rule, struct error *error);

/*
 * The last step linked the request to the record of the kind; and was it
 * linked to it before, by this run or another?
 */
bool request_write_link(struct request_writer *writer, struct slice kind,
    struct slice record, struct error *error);
bool request_write_linked(bool *out, struct request_writer *writer,
    struct slice request, struct slice kind, struct slice record,
    struct error *error);

/* The request as the last step left it; texts live until the next call. */
const struct request *request_write_last(const struct request_writer *writer);

struct request_counts {
	uint64_t added;
	uint64_t events;	/* but those of requests which were added */
};

/* All were given: write what is left, and the audit record of the action. */
bool request_write_end(struct request_counts *out,
    struct request_writer *writer, const char *action, struct error *error);

#endif
