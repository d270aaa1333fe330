/*
 * register_write.h - one version of a record put in the place of another
 *
 * What loading records and stepping them through a lifecycle have in common.
 * The caller fills value, a structure of the schema whose texts live as long
 * as it is written, and asks for the version in force.  Every version which is
 * written leaves an audit record with what was before and what is after.
 */
#ifndef STORE_REGISTER_WRITE_H
#define STORE_REGISTER_WRITE_H

#include "base/text.h"
#include "record/schema.h"
#include "store/run.h"

struct register_write {
	struct run *run;
	const struct schema *schema;
	struct date valid_from;		/* or none */
	struct date day;		/* on which changes are looked for */
	int keys[SCHEMA_FIELDS_MAX];
	size_t key_count;
	struct text find;
	struct text insert;
	struct text supersede;
	struct text keep;
	struct text next;
	struct text key;		/* of the value, for messages */
	struct text before;
	struct text after;
	void *value;			/* as it is to be */
	void *old;			/* as it was */
};

/* valid_from none: new records hold ever, changes from the day of the run. */
void register_write_init(struct register_write *write, struct run *run,
    const struct schema *schema, struct date valid_from);
void register_write_release(struct register_write *write);

/*
 * The version of the value's key which is in force on the day, as a row which
 * register_sql_find describes; NULL if there is none.
 */
bool register_write_find(struct statement **out,
    struct register_write *write, struct error *error);

/* The first day after the day on which a version begins, or none. */
bool register_write_next(struct date *out, struct register_write *write,
    struct date since, struct error *error);

/* Is the row what the value is? */
bool register_write_is_same(const struct register_write *write,
    const struct statement *found);

bool register_write_add(struct register_write *write, struct error *error);

/* found is the row of register_write_find; action goes into the audit. */
bool register_write_amend(struct register_write *write,
    struct statement *found, const char *action, struct error *error);

#endif
