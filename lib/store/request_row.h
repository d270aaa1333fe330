/*
 * request_row.h - the rows of requests, as they are written
 *
 * What a request whose restriction is not empty says, who asks, the number of
 * its message and what is noted of it is sealed (store/vault.h): it takes the
 * key to write it, and to read it.  That such a request is there, and in which
 * state, is not sealed.
 */
#ifndef STORE_REQUEST_ROW_H
#define STORE_REQUEST_ROW_H

#include "schema/request.h"
#include "schema/request_event.h"
#include "schema/request_step.h"
#include "store/run.h"
#include "store/vault.h"

/* Sealed texts of one request. */
struct request_row_texts {
	struct text requester;
	struct text subject;
	struct text text;
	char external[VAULT_HIDDEN_MAX];
};

void request_row_release(struct request_row_texts *texts);

/* Can a request of the restriction be written?  An error of input. */
bool request_row_may(struct slice restriction, const struct vault *vault,
    struct error *error);

/* Seal what a new request says, if it is restricted; the texts hold it. */
void request_row_seal(struct request_row_texts *texts,
    struct request *request, const struct vault *vault);

/* And open what a request of the store says. */
bool request_row_unseal(struct request_row_texts *texts,
    struct request *request, const struct vault *vault, struct error *error);
bool request_row_unseal_note(struct text *out,
    const struct request_event *event, const struct vault *vault,
    struct error *error);

/* Number is that of the event. */
bool request_row_event(struct run *run, int64_t number,
    const struct request *request, const struct request_step *step,
    struct slice rule, const struct vault *vault, struct error *error);
bool request_row_request(struct run *run, int64_t number,
    const struct request *request, struct error *error);
bool request_row_message(struct run *run, int64_t number,
    const struct request *request, struct slice source,
    struct slice external, struct error *error);
bool request_row_link(struct run *run, int64_t number,
    const struct request *request, struct slice kind, struct slice record,
    struct error *error);

#endif
