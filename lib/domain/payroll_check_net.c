#include "domain/payroll_check_net.h"

#include "base/assert.h"
#include "base/memory.h"

size_t
payroll_check_net_name(struct payroll_check_nets *nets, struct slice name)
{
	size_t number;
	bool added;

	/* The lines of a payee come one after another. */
	if (nets->last < nets->names.count &&
	    slice_equal(nets->names.entries[nets->last].key, name))
		return nets->last;
	number = table_put(&nets->names, name, &added);
	ENSURE(number < UINT32_MAX);
	if (added) {
		nets->first = memory_grow(nets->first, &nets->first_capacity,
		    number, sizeof(*nets->first));
		nets->first[number] = 0;
	}
	nets->last = number;
	return number;
}

struct slice
payroll_check_net_text(const struct payroll_check_nets *nets, size_t name)
{
	return nets->names.entries[name].key;
}

struct payroll_check_net *
payroll_check_net_get(struct payroll_check_nets *nets, size_t name,
    size_t entity, struct currency currency)
{
	uint32_t *link = &nets->first[name];

	while (*link != 0) {
		struct payroll_check_net *net = &nets->nets[*link - 1];

		if (currency_equal(net->currency, currency))
			return net;
		link = &net->next;
	}
	ENSURE(nets->count < UINT32_MAX - 1);
	*link = (uint32_t)nets->count + 1;
	nets->nets = memory_grow(nets->nets, &nets->capacity, nets->count,
	    sizeof(*nets->nets));
	nets->nets[nets->count] = (struct payroll_check_net){
		.name = (uint32_t)name, .entity = (uint32_t)entity,
		.currency = currency
	};
	return &nets->nets[nets->count++];
}

struct money
payroll_check_net_money(const struct payroll_check_net *net,
    enum payroll_check_run run)
{
	return (struct money){ net->units[run], net->currency };
}

bool
payroll_check_net_add(struct payroll_check_net *net,
    enum payroll_check_run run, const struct pay_line *line,
    struct error *error)
{
	struct money sum = payroll_check_net_money(net, run);

	net->there[run] = true;
	if (slice_is(line->kind, "earning")) {
		if (!money_add(&sum, sum, line->amount, error))
			return false;
	} else if (slice_is(line->kind, "deduction")) {
		if (!money_subtract(&sum, sum, line->amount, error))
			return false;
	}
	net->units[run] = sum.units;
	return true;
}

size_t
payroll_check_net_names(const struct payroll_check_nets *nets,
    enum payroll_check_run run)
{
	size_t count = 0;

	for (size_t name = 0; name < nets->names.count; name++) {
		uint32_t link = nets->first[name];

		while (link != 0 && !nets->nets[link - 1].there[run])
			link = nets->nets[link - 1].next;
		count += link != 0;
	}
	return count;
}

void
payroll_check_net_release(struct payroll_check_nets *nets)
{
	table_release(&nets->names);
	memory_free(nets->first);
	memory_free(nets->nets);
}
