#include "store/pay_net.h"

#include "base/memory.h"

struct pay_net_list {
	struct statement *lines;
};

static const char net_lines[] =
    "SELECT person, kind, amount, currency, entity, split FROM pay_line"
    " WHERE" PAY_LINE_OF_RUN
    " AND (kind = 'earning' OR kind = 'deduction') ORDER BY number";

bool
pay_net_list_open(struct pay_net_list **out, struct store *store,
    struct slice batch, struct error *error)
{
	struct statement *statement;
	int64_t run;

	if (!pay_line_batch_run(&run, store, batch, error) ||
	    !store_prepare(&statement, store, net_lines, error))
		return false;
	store_bind_integer(statement, 1, run * PAY_LINE_SPAN);
	store_bind_integer(statement, 2, (run + 1) * PAY_LINE_SPAN - 1);
	*out = memory_new(sizeof(**out));
	(*out)->lines = statement;
	return true;
}

bool
pay_net_list_next(struct pay_net_list *list, struct pay_line *out,
    struct error *error)
{
	const struct statement *line = list->lines;

	if (!store_step(list->lines, error))
		return false;
	*out = (struct pay_line){
		.person = store_text(line, 0), .kind = store_text(line, 1),
		.entity = store_text(line, 4), .split = store_text(line, 5)
	};
	if (!currency_parse(&out->currency, store_text(line, 3), error))
		return false;
	out->amount = (struct money){ store_integer(line, 2),
	    out->currency };
	return true;
}

void
pay_net_list_close(struct pay_net_list *list)
{
	memory_free(list);
}
