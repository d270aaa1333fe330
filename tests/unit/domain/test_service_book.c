/* The catalogue of services: priorities, and which rule gets a request. */
#include "domain/service_book.h"

#include "../tap.h"

static void
fill(struct service_book *book)
{
	const struct service with = { .service = SLICE("PAY"),
		.matrix = SLICE("M"), .priority = SLICE("4") };
	const struct service without = { .service = SLICE("TAX"),
		.priority = SLICE("3"), .weight = 7 };
	const struct service_priority high = { .matrix = SLICE("M"),
		.impact = SLICE("high"), .urgency = SLICE("low"),
		.priority = SLICE("2") };

	service_book_add(book, &with);
	service_book_add(book, &without);
	service_book_add_priority(book, &high);
}

static void
test_services(void)
{
	struct service_book book = { .rules = NULL };
	const struct service *pay, *tax;

	fill(&book);
	pay = service_book_find(&book, slice_of("PAY"));
	tax = service_book_find(&book, slice_of("TAX"));
	tap_ok(pay != NULL && tax != NULL &&
	    service_book_find(&book, slice_of("PA")) == NULL,
	    "services by their code");
	tap_ok(pay->weight == 1 && tax->weight == 7,
	    "a request counts once unless said");
	tap_ok(slice_is(service_book_priority(&book, pay, slice_of("high"),
	    slice_of("low")), "2"), "by impact and urgency");
	tap_ok(slice_is(service_book_priority(&book, pay, slice_of("low"),
	    slice_of("low")), "4"), "what the matrix has not is the service's");
	tap_ok(slice_is(service_book_priority(&book, tax, slice_of("high"),
	    slice_of("low")), "3"), "and without a matrix all is");
	service_book_release(&book);
}

static const struct routing_rule rules[] = {
	{ .rule = SLICE("Z"), .rank = 30, .team = SLICE("LAST") },
	{ .rule = SLICE("B"), .rank = 10, .team = SLICE("SECOND"),
	    .condition = SLICE("priority = \"1\"") },
	{ .rule = SLICE("A"), .rank = 10, .team = SLICE("FIRST"),
	    .condition = SLICE("priority = \"1\" and entity = \"X\"") }
};

static void
test_rules(void)
{
	struct service_book book = { .rules = NULL };
	struct error error = { 0 };
	struct request request = { .priority = SLICE("1"),
		.entity = SLICE("X") };
	const struct routing_rule wrong = { .rule = SLICE("W"),
		.condition = SLICE("colour = 1") };
	const struct routing_rule *found;

	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		tap_ok(service_book_add_rule(&book, &rules[i], &error),
		    "%s", error.message);
	service_book_make(&book);
	tap_ok(service_book_route(&found, &book, &request, &error) &&
	    found != NULL && slice_is(found->rule, "A"),
	    "by rank, then by code");
	request.entity = slice_of("Y");
	tap_ok(service_book_route(&found, &book, &request, &error) &&
	    found != NULL && slice_is(found->rule, "B"),
	    "the first which holds");
	request.priority = slice_of("2");
	tap_ok(service_book_route(&found, &book, &request, &error) &&
	    found != NULL && slice_is(found->team, "LAST"),
	    "no condition always holds");
	tap_ok(!service_book_add_rule(&book, &wrong, &error) &&
	    error.fault == FAULT_STORE, "%s", error.message);
	service_book_release(&book);
	book = (struct service_book){ .rules = NULL };
	error_clear(&error);
	tap_ok(service_book_route(&found, &book, &request, &error) &&
	    found == NULL, "no rule decides");
	service_book_release(&book);
}

int
main(void)
{
	tap_begin();
	test_services();
	test_rules();
	return tap_end();
}
