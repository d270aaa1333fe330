#include "domain/payroll_post.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/table.h"
#include "base/text.h"

enum { POST_PARTS = 8, POST_ENTRY_MAX = 128, POST_TEXT_MAX = 32 };

/* The parts of a sum's key, in the order in which they sort. */
enum post_part {
	PART_ENTITY,
	PART_CURRENCY,
	PART_FUND,		/* an entry is what agrees up to here */
	PART_ACCOUNT,
	PART_FUND_CENTRE,
	PART_PROJECT,
	PART_COST_CENTRE,
	PART_DONOR
};

struct post_rule {
	struct slice account;
	struct slice contra;
};

struct post_sum {
	struct slice parts[POST_PARTS];
	struct money amount;
};

struct payroll_post {
	struct arena texts;
	struct table rules;		/* "kind element" to struct post_rule */
	struct table keys;		/* numbers into sums */
	struct post_sum *sums;
	size_t capacity;
	struct text key;
	struct period period;
	bool sorted;
	size_t at;			/* of the next sum to give */
	uint64_t entry;
	int64_t entry_line;
	const struct post_sum *last;	/* given before */
	char entry_text[POST_ENTRY_MAX];
	char text[POST_TEXT_MAX];
};

struct payroll_post *
payroll_post_new(void)
{
	return memory_new(sizeof(struct payroll_post));
}

void
payroll_post_free(struct payroll_post *post)
{
	if (post == NULL)
		return;
	arena_release(&post->texts);
	table_release(&post->rules);
	table_release(&post->keys);
	text_release(&post->key);
	memory_free(post->sums);
	memory_free(post);
}

static struct slice
rule_key(struct payroll_post *post, struct slice kind, struct slice element)
{
	text_clear(&post->key);
	text_add(&post->key, kind);
	text_add_character(&post->key, ' ');
	text_add(&post->key, element);
	return text_slice(&post->key);
}

bool
payroll_post_rule(struct payroll_post *post, const struct pay_posting *rule,
    struct error *error)
{
	struct slice key = rule_key(post, rule->kind, rule->element);
	struct post_rule *made;

	if (table_get(&post->rules, key) != NULL)
		return error_set(error, FAULT_INPUT,
		    "the posting of \"%.*s\" is given twice",
		    SLICE_PRINT(key));
	made = arena_new(&post->texts, sizeof(*made));
	made->account = arena_copy(&post->texts, rule->account);
	made->contra = arena_copy(&post->texts, rule->contra);
	table_set(&post->rules, key, made);
	return true;
}

/* The row of the element, else that of all others of its kind. */
static const struct post_rule *
find_rule(struct payroll_post *post, const struct pay_line *line)
{
	const struct post_rule *rule;

	rule = table_get(&post->rules,
	    rule_key(post, line->kind, line->element));
	if (rule != NULL)
		return rule;
	return table_get(&post->rules,
	    rule_key(post, line->kind, slice_of("*")));
}

static struct post_sum *
find_sum(struct payroll_post *post, const struct slice parts[POST_PARTS])
{
	struct post_sum *sum;
	size_t number;
	bool added;

	text_clear(&post->key);
	for (size_t i = 0; i < POST_PARTS; i++) {
		text_add(&post->key, parts[i]);
		text_add_character(&post->key, '\x01');
	}
	number = table_put(&post->keys, text_slice(&post->key), &added);
	if (!added)
		return &post->sums[number];
	post->sums = memory_grow(post->sums, &post->capacity, number,
	    sizeof(*post->sums));
	sum = &post->sums[number];
	*sum = (struct post_sum){ 0 };
	for (size_t i = 0; i < POST_PARTS; i++)
		sum->parts[i] = arena_copy(&post->texts, parts[i]);
	return sum;
}

static bool
add_to(struct payroll_post *post, const struct slice parts[POST_PARTS],
    struct money amount, struct error *error)
{
	struct post_sum *sum = find_sum(post, parts);

	sum->amount.currency = amount.currency;
	return money_add(&sum->amount, sum->amount, amount, error);
}

/* Debit the account of the line and credit the other side. */
static bool
add_both(struct payroll_post *post, const struct pay_line *line,
    const struct post_rule *rule, struct error *error)
{
	bool deduction = slice_is(line->kind, "deduction");
	struct slice parts[POST_PARTS] = {
		[PART_ENTITY] = line->entity,
		[PART_CURRENCY] = slice_of(currency_code(line->currency)),
		[PART_FUND] = line->fund,
		[PART_ACCOUNT] = rule->contra
	};
	struct money amount = line->amount, negative;

	if (!money_negate(&negative, amount, error))
		return false;
	if (!add_to(post, parts, deduction ? amount : negative, error))
		return false;
	parts[PART_ACCOUNT] = slice_is_empty(line->account) ?
	    rule->account : line->account;
	if (!deduction) {
		parts[PART_FUND_CENTRE] = line->fund_centre;
		parts[PART_PROJECT] = line->project;
		parts[PART_COST_CENTRE] = line->cost_centre;
		parts[PART_DONOR] = line->donor;
	}
	return add_to(post, parts, deduction ? negative : amount, error);
}

bool
payroll_post_line(struct payroll_post *post, const struct pay_line *line,
    struct error *error)
{
	const struct post_rule *rule;
	char period[PERIOD_TEXT_MAX];

	if (post->period.month == 0)
		post->period = line->period;
	if (post->period.month != line->period.month) {
		(void)period_format(period, line->period);
		return error_set(error, FAULT_INPUT,
		    "the lines are of two periods; \"%s\" is another",
		    period);
	}
	if (slice_is(line->kind, "information"))
		return true;
	rule = find_rule(post, line);
	if (rule == NULL)
		return error_set(error, FAULT_INPUT,
		    "no posting is set for the %.*s \"%.*s\"",
		    SLICE_PRINT(line->kind), SLICE_PRINT(line->element));
	return add_both(post, line, rule, error);
}

static int
compare_sums(const void *one, const void *other)
{
	const struct post_sum *a = one, *b = other;

	for (size_t i = 0; i < POST_PARTS; i++) {
		int order = slice_compare(a->parts[i], b->parts[i]);

		if (order != 0)
			return order;
	}
	return 0;
}

static bool
same_entry(const struct post_sum *one, const struct post_sum *other)
{
	for (size_t i = 0; i <= PART_FUND; i++)
		if (!slice_equal(one->parts[i], other->parts[i]))
			return false;
	return true;
}

/* The keys no longer number the sums after this. */
static void
sort_sums(struct payroll_post *post)
{
	char period[PERIOD_TEXT_MAX];

	post->sorted = true;
	if (post->keys.count > 1)
		qsort(post->sums, post->keys.count, sizeof(*post->sums),
		    compare_sums);
	(void)period_format(period, post->period);
	(void)snprintf(post->text, sizeof(post->text), "Pay of %s", period);
}

static void
fill_line(struct journal_line *out, struct payroll_post *post,
    const struct post_sum *sum, struct slice batch)
{
	*out = (struct journal_line){
		.entry = slice_of(post->entry_text),
		.line = post->entry_line,
		.date = period_last(post->period),
		.entity = sum->parts[PART_ENTITY],
		.account = sum->parts[PART_ACCOUNT],
		.fund = sum->parts[PART_FUND],
		.fund_centre = sum->parts[PART_FUND_CENTRE],
		.project = sum->parts[PART_PROJECT],
		.cost_centre = sum->parts[PART_COST_CENTRE],
		.donor = sum->parts[PART_DONOR],
		.amount = sum->amount,
		.currency = sum->amount.currency,
		.reference = batch,
		.text = slice_of(post->text)
	};
}

bool
payroll_post_next(struct payroll_post *post, struct slice batch,
    struct journal_line *out)
{
	const struct post_sum *sum;

	if (!post->sorted)
		sort_sums(post);
	while (post->at < post->keys.count &&
	    post->sums[post->at].amount.units == 0)
		post->at++;
	if (post->at == post->keys.count)
		return false;
	sum = &post->sums[post->at++];
	if (post->last == NULL || !same_entry(post->last, sum)) {
		post->entry++;
		post->entry_line = 0;
		(void)snprintf(post->entry_text, sizeof(post->entry_text),
		    "%.*s-%04llu", SLICE_PRINT(batch),
		    (unsigned long long)post->entry);
	}
	post->last = sum;
	post->entry_line++;
	fill_line(out, post, sum, batch);
	return true;
}
