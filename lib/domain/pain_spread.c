/* Which payments does an answer on a group or on the message mean? */
#include <stdio.h>

#include "base/table.h"
#include "domain/pain.h"
#include "domain/pain_status.h"

struct levels {
	struct table named;	/* payments with an answer of their own */
	struct table groups;	/* answers by number of the group */
	struct table met;	/* groups which the message has */
	const struct payment_status *whole;
};

static void
sort_out(struct levels *levels, const struct pain_status *status)
{
	for (size_t i = 0; i < status->count; i++) {
		const struct payment_status *answer = &status->answers[i];
		bool added;

		if (!slice_is_empty(answer->payment))
			(void)table_put(&levels->named, answer->payment,
			    &added);
		else if (!slice_is_empty(answer->group))
			table_set(&levels->groups, answer->group,
			    (void *)(uintptr_t)answer);
		else
			levels->whole = answer;
	}
}

static const struct payment_status *
find_strange(const struct levels *levels)
{
	for (size_t i = 0; i < levels->groups.count; i++)
		if (table_find(&levels->met, levels->groups.entries[i].key)
		    == TABLE_ABSENT)
			return levels->groups.entries[i].value;
	return NULL;
}

void
pain_status_spread(const struct payment_status *out[],
    const struct payment_status **strange, const struct pain_status *status,
    const struct payment *const payments[], size_t count)
{
	struct levels levels = { 0 };
	const struct payment_status *answer = NULL;
	char group[PAYMENT_ID_MAX + 1];
	size_t number = 0;
	bool added;

	sort_out(&levels, status);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || !payment_same_group(payments[i - 1],
		    payments[i])) {
			pain_group_id(group, status->message, ++number);
			(void)table_put(&levels.met, slice_of(group), &added);
			answer = table_get(&levels.groups, slice_of(group));
			if (answer == NULL)
				answer = levels.whole;
		}
		out[i] = table_find(&levels.named, payments[i]->payment) ==
		    TABLE_ABSENT ? answer : NULL;
	}
	*strange = find_strange(&levels);
	table_release(&levels.named);
	table_release(&levels.groups);
	table_release(&levels.met);
}
