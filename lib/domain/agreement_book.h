/*
 * agreement_book.h - what was agreed: until when a service must be given
 *
 * A book is filled with versions of service_agreement records.  Each is one
 * target: respond, update or resolve, within a duration of the working time of
 * a calendar, for a service, a client organisation and a priority, of which
 * any may be empty: then it holds for all.  The narrowest holds: one for the
 * service before one for every service, then one for the client, then one for
 * the priority; of equals the first by code.  Records are copied.
 */
#ifndef DOMAIN_AGREEMENT_BOOK_H
#define DOMAIN_AGREEMENT_BOOK_H

#include "domain/calendar_book.h"
#include "schema/service_agreement.h"

enum agreement_target {
	AGREEMENT_RESPOND,
	AGREEMENT_UPDATE,
	AGREEMENT_RESOLVE,
	AGREEMENT_TARGETS
};

/* "respond", "update", "resolve". */
const char *agreement_target_name(enum agreement_target target);

struct agreement {
	struct service_agreement record;
	enum agreement_target target;
	struct date from;
	struct date until;		/* or none */
	int64_t duration;		/* seconds of working time */
	int64_t warn_before;		/* 0: no warning */
	int64_t escalate_after;		/* -1: no third level */
	struct working_time *working;
	int rank;			/* how narrow */
};

struct agreement_book {
	struct arena arena;
	struct agreement **items;
	size_t count;
	size_t capacity;
	struct table choices;		/* by what a request is */
};

/* A version which holds from a day until another, DATE_NONE for ever. */
bool agreement_book_add(struct agreement_book *book,
    const struct service_agreement *record, struct date from,
    struct date until, struct error *error);

/*
 * Find the calendars, which must live as long; one which is not there is an
 * error of input.  Nothing is added after it.
 */
bool agreement_book_make(struct agreement_book *book,
    const struct calendar_book *calendars, struct error *error);

/* What holds on the day; NULL if nothing was agreed. */
const struct agreement *agreement_book_find(struct agreement_book *book,
    enum agreement_target target, struct slice service, struct slice entity,
    struct slice priority, struct date on);

void agreement_book_release(struct agreement_book *book);

#endif
