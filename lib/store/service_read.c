#include "store/service_read.h"

#include "store/register.h"

union service_record {
	struct service service;
	struct service_priority priority;
	struct request_address address;
	struct routing_rule rule;
};

static bool
add_service(struct service_book *book, const void *record,
    struct error *error)
{
	service_book_add(book, record);
	return error->fault == FAULT_NONE;
}

static bool
add_priority(struct service_book *book, const void *record,
    struct error *error)
{
	service_book_add_priority(book, record);
	return error->fault == FAULT_NONE;
}

static bool
add_address(struct service_book *book, const void *record,
    struct error *error)
{
	service_book_add_address(book, record);
	return error->fault == FAULT_NONE;
}

static bool
add_rule(struct service_book *book, const void *record, struct error *error)
{
	return service_book_add_rule(book, record, error);
}

static const struct {
	const struct schema *schema;
	bool (*add)(struct service_book *book, const void *record,
	    struct error *error);
} kinds[] = {
	{ &schema_service, add_service },
	{ &schema_service_priority, add_priority },
	{ &schema_request_address, add_address },
	{ &schema_routing_rule, add_rule }
};

bool
service_read(struct service_book *out, struct store *store, struct date on,
    struct error *error)
{
	union service_record value;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct register_list *list;

		if (!register_list_open(&list, store, kinds[i].schema, on,
		    error))
			return false;
		while (register_list_next(list, &value, error))
			if (!kinds[i].add(out, &value, error))
				break;
		register_list_close(list);
		if (error->fault != FAULT_NONE)
			return false;
	}
	service_book_make(out);
	return true;
}
