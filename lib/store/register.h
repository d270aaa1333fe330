/*
 * register.h - records kept in the store, dated
 *
 * A register is a record kind whose row in share/record.csv says so.  One
 * implementation, driven by the schema, loads, lists, shows, amends and gives
 * the history of all of them.  A dated register keeps, for each key, versions
 * which hold over [valid_from, valid_to) and were recorded by one run and
 * perhaps superseded by a later one: nothing is overwritten.
 */
#ifndef STORE_REGISTER_H
#define STORE_REGISTER_H

#include "record/sink.h"
#include "record/stream.h"
#include "store/run.h"

/* 0001-01-01, before which no date is: what holds from then holds ever. */
#define REGISTER_EVER ((struct date){ -719162 })

struct register_counts {
	uint64_t added;
	uint64_t amended;
	uint64_t unchanged;
};

struct register_terms {
	struct date valid_from;	/* none: new records hold since ever and
				   amendments from the day of the run */
	struct slice duty;	/* in which a lifecycle is used; empty: none */
};

/*
 * Load all records of the stream: new keys are added, changed records amended
 * from valid_from on, equal ones left.  References to other registers are
 * checked.  A key twice in one stream is an error of input.
 *
 * Of a kind with a lifecycle, a new record is in the state in which records
 * begin, and an amendment is the event "amend".  A state which the stream does
 * not have is kept; one which is not that of the record is an error of input.
 */
bool register_load(struct register_counts *out, struct run *run,
    const struct schema *schema, struct stream *in,
    const struct register_terms *terms, struct error *error);

/* A cursor over the records in force on a day, in key order. */
struct register_list;

bool register_list_open(struct register_list **out, struct store *store,
    const struct schema *schema, struct date on, struct error *error);

/*
 * The same as it was known after the run of that number, so that what was
 * read then can be read again (run_known gives the number of a time).
 */
bool register_list_open_known(struct register_list **out,
    struct store *store, const struct schema *schema, struct date on,
    int64_t known_run, struct error *error);

/* All versions which were known after the run, by key and day. */
bool register_versions_open(struct register_list **out, struct store *store,
    const struct schema *schema, int64_t known_run, struct error *error);

/* Fill the structure of the schema; texts live until the next call. */
bool register_list_next(struct register_list *list, void *out,
    struct error *error);

/* Of versions: over which days the last one holds; until may be none. */
bool register_list_validity(struct date *from, struct date *until,
    const struct register_list *list, struct error *error);
void register_list_close(struct register_list *list);	/* NULL allowed */

/*
 * The record of the key in force on a day: *found says whether there is one.
 * keys has one text for each key field of the schema.  Texts of the result
 * live until the next call on the register.
 */
bool register_find(bool *found, void *out, struct store *store,
    const struct schema *schema, const struct slice keys[], struct date on,
    struct error *error);

/*
 * The key as audit records have it: its fields in order, joined by blanks.
 */
void register_key(struct text *out, const struct schema *schema,
    const void *value);

/* How many fields the key has; gives their numbers. */
size_t register_keys(int keys[SCHEMA_FIELDS_MAX],
    const struct schema *schema);

/* Every version of the key, oldest first, as records of kind "history". */
bool register_history(struct store *store, const struct schema *schema,
    const struct slice keys[], struct sink *out, struct error *error);

#endif
