#include "slip.h"

#include "base/memory.h"

static const char *const kind_names[SLIP_KINDS] = {
	"earning", "deduction", "employer", "information"
};

struct slice
slip_kind_name(enum slip_kind kind)
{
	return slice_of(kind_names[kind]);
}

void
slip_clear(struct slip *slip)
{
	arena_reset(&slip->texts);
	slip->person = slip->entity = slice_of("");
	for (int kind = 0; kind < SLIP_KINDS; kind++) {
		slip->sections[kind].count = 0;
		slip->sections[kind].total = (struct money){ 0 };
		slip->sections[kind].local_total = (struct money){ 0 };
	}
}

void
slip_release(struct slip *slip)
{
	arena_release(&slip->texts);
	for (int kind = 0; kind < SLIP_KINDS; kind++)
		memory_free(slip->sections[kind].lines);
	*slip = (struct slip){ 0 };
}

static void
begin(struct slip *slip, const struct pay_line *line)
{
	slip->person = arena_copy(&slip->texts, line->person);
	slip->entity = arena_copy(&slip->texts, line->entity);
	slip->period = line->period;
	slip->currency = line->currency;
	slip->local_currency = line->local_currency;
	if (currency_equal(line->currency, line->local_currency))
		slip->local_currency = CURRENCY_NONE;
	for (int kind = 0; kind < SLIP_KINDS; kind++) {
		slip->sections[kind].total.currency = line->currency;
		slip->sections[kind].local_total.currency =
		    line->local_currency;
	}
}

static bool
slip_sum(struct slip_section *section, const struct slip *slip,
    const struct pay_line *line, struct error *error)
{
	return money_add(&section->total, section->total, line->amount,
	    error) && (currency_equal(slip->local_currency, CURRENCY_NONE) ||
	    money_add(&section->local_total, section->local_total,
	    line->local_amount, error));
}

bool
slip_add(struct slip *slip, const struct pay_line *line,
    struct error *error)
{
	struct slip_section *section;
	int kind = 0;

	if (slice_is_empty(slip->person))
		begin(slip, line);
	while (kind < SLIP_KINDS && !slice_is(line->kind, kind_names[kind]))
		kind++;
	if (kind == SLIP_KINDS)
		return error_set(error, FAULT_INPUT,
		    "kind: \"%.*s\" is not a kind of pay line",
		    SLICE_PRINT(line->kind));
	section = &slip->sections[kind];
	section->lines = memory_grow(section->lines, &section->capacity,
	    section->count, sizeof(*section->lines));
	section->lines[section->count++] = (struct slip_line){
		.element = arena_copy(&slip->texts, line->element),
		.amount = line->amount,
		.local_amount = line->local_amount
	};
	/* Local amounts are shown only where every line has one. */
	if (!currency_equal(line->local_amount.currency,
	    slip->local_currency))
		slip->local_currency = CURRENCY_NONE;
	return kind == SLIP_INFORMATION || slip_sum(section, slip, line,
	    error);
}

bool
slip_settle(struct slip_page *page, struct error *error)
{
	const struct slip_section *earnings =
	    &page->slip->sections[SLIP_EARNING];
	const struct slip_section *deductions =
	    &page->slip->sections[SLIP_DEDUCTION];

	return money_subtract(&page->net, earnings->total, deductions->total,
	    error) && (currency_equal(page->slip->local_currency,
	    CURRENCY_NONE) || money_subtract(&page->local_net,
	    earnings->local_total, deductions->local_total, error));
}
