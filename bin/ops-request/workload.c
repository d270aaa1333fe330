/* workload: who has how much */
#include "load.h"
#include "request.h"
#include "schema/request_load.h"
#include "store/register.h"
#include "store/request_read.h"
#include "store/service_read.h"

int64_t
load_weight(const struct service_book *book, struct slice service)
{
	const struct service *found = service_book_find(book, service);

	return found != NULL ? found->weight : 1;
}

static bool
load_members(struct workload *workload, const struct cli *cli,
    struct store *store, struct error *error)
{
	struct register_list *list;
	struct team_member member;

	if (!register_list_open(&list, store, &schema_team_member,
	    cli_today(cli), error))
		return false;
	while (register_list_next(list, &member, error))
		workload_member(workload, &member);
	register_list_close(list);
	return error->fault == FAULT_NONE;
}

bool
load_read(struct workload *out, const struct cli *cli, struct store *store,
    const struct service_book *book, struct error *error)
{
	const struct request_wish wish = { .open = true };
	struct request_list *list;
	struct request request;

	if (!load_members(out, cli, store, error) ||
	    !request_read_open(&list, store, &wish, error))
		return false;
	while (request_read_next(list, &request, error))
		if (!slice_is_empty(request.service))
			workload_add(out, request.team, request.assignee,
			    load_weight(book, request.service));
	request_read_close(list);
	return error->fault == FAULT_NONE;
}

static bool
load_put(const struct workload *workload, struct sink *out,
    struct error *error)
{
	for (size_t i = 0; i < workload->people.count; i++) {
		const struct workload_person *one =
		    workload->people.entries[i].value;
		struct request_load row = {
			.team = one->team, .person = one->person,
			.requests = one->requests, .weight = one->weight,
			.capacity = one->capacity
		};

		schema_give_zero(&schema_request_load,
		    REQUEST_LOAD_FIELD_REQUESTS, &row);
		schema_give_zero(&schema_request_load,
		    REQUEST_LOAD_FIELD_WEIGHT, &row);
		if (!request_load_put(out, &row, error))
			return false;
	}
	return true;
}

bool
request_workload_verb(struct cli *cli, struct error *error)
{
	struct workload workload = { .people = { .count = 0 } };
	struct service_book book = { .rules = NULL };
	struct store *store;
	struct sink *out;
	bool done;

	done = cli_store(&store, cli, STORE_READ, error) &&
	    cli_output(&out, cli, &schema_request_load, NULL, error) &&
	    service_read(&book, store, cli_today(cli), error) &&
	    load_read(&workload, cli, store, &book, error) &&
	    load_put(&workload, out, error);
	workload_release(&workload);
	service_book_release(&book);
	return done;
}
