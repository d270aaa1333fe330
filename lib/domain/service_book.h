/*
 * service_book.h - the catalogue of services, and who gets a request
 *
 * A book is filled with the records of service, service_priority,
 * request_address and routing_rule in force on a day, from files or from the registers.  Then it
 * gives the service of a code, the priority by impact and urgency (ITIL 4),
 * and the first rule, by rank and then by code, whose condition holds for a
 * request.  Records are copied; what the book gives lives as long as it.
 */
#ifndef DOMAIN_SERVICE_BOOK_H
#define DOMAIN_SERVICE_BOOK_H

#include "domain/formula.h"
#include "schema/request.h"
#include "schema/request_address.h"
#include "schema/routing_rule.h"
#include "schema/service.h"
#include "schema/service_priority.h"

struct service_rule {
	struct routing_rule record;
	struct formula formula;		/* without root: always */
};

struct service_book {
	struct arena arena;
	struct table services;		/* of struct service, by code */
	struct table addresses;		/* of request_address */
	struct table priorities;	/* of slices, by "matrix impact urgency" */
	struct service_rule **rules;
	size_t rule_count;
	size_t rule_capacity;
	struct formula_scope scope;
	struct formula_value values[REQUEST_FIELD_COUNT];
};

/* A zeroed book is empty; release it also after a failure. */
void service_book_release(struct service_book *book);

void service_book_add(struct service_book *book,
    const struct service *service);
void service_book_add_priority(struct service_book *book,
    const struct service_priority *priority);

void service_book_add_address(struct service_book *book,
    const struct request_address *address);

/* A condition which is no formula over requests is an error of input. */
bool service_book_add_rule(struct service_book *book,
    const struct routing_rule *rule, struct error *error);

/* Put the rules in order.  Nothing is added after it. */
void service_book_make(struct service_book *book);

/* NULL if the catalogue has it not. */
const struct service *service_book_find(const struct service_book *book,
    struct slice code);

/* What is known of an address, else of its domain; NULL if nothing is. */
const struct request_address *service_book_address(
    const struct service_book *book, struct slice address);

/* By the service's matrix, else the service's own. */
struct slice service_book_priority(const struct service_book *book,
    const struct service *service, struct slice impact,
    struct slice urgency);

/* *out is NULL if no rule holds: then the service's team gets the request. */
bool service_book_route(const struct routing_rule **out,
    struct service_book *book, const struct request *request,
    struct error *error);

#endif
