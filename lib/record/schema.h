/*
 * schema.h - what a kind of record consists of
 *
 * A schema is made by the build from share/schema/NAME.csv and
 * share/record.csv, together with a C structure, its decoder and its writer
 * (schema/NAME.h).  Schemas are constant and live as long as the program.
 */
#ifndef RECORD_SCHEMA_H
#define RECORD_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum field_type {
	FIELD_TEXT,		/* struct slice: any UTF-8 */
	FIELD_CODE,		/* struct slice: no blank, no control character */
	FIELD_INTEGER,		/* int64_t */
	FIELD_DECIMAL,		/* struct decimal */
	FIELD_AMOUNT,		/* struct money; its unit names the currency */
	FIELD_DATE,		/* struct date, ISO 8601 */
	FIELD_PERIOD,		/* struct period, YYYY-MM */
	FIELD_TIME,		/* struct instant, UTC */
	FIELD_BOOLEAN,		/* bool: yes or no */
	FIELD_CURRENCY,		/* struct currency, ISO 4217 */
	FIELD_COUNTRY		/* struct slice: ISO 3166-1 alpha-2 */
};

enum { FIELD_ABSENT = -1 };

struct pattern;			/* record/pattern.h */

struct field {
	const char *name;
	enum field_type type;
	const char *unit;	/* see below */
	bool required;
	uint8_t key;		/* place in the key from 1; 0 is not in it */
	const char *pattern;	/* PCRE2, anchored at both ends, or NULL */
	struct pattern **compiled;	/* set at the first use of pattern */
	const char *references;	/* "record.field", or NULL */
	const char *meaning;
	size_t offset;		/* into the C structure */
	int16_t currency_field;	/* of an amount: number, or FIELD_ABSENT */
	const char *currency;	/* of an amount in a fixed currency, or NULL */
};

/*
 * The unit of an amount is the name of the field which holds its currency, or
 * a fixed code (USD); of other fields it is a word for the reader (percent,
 * days).  An optional field which is empty decodes to the type's zero or
 * none; zeros tells a number which is absent from one which is 0.
 */
enum { SCHEMA_FIELDS_MAX = 128 };

struct schema {
	const char *name;
	const char *title;
	const struct field *fields;
	size_t count;
	size_t size;		/* of the C structure */
	size_t zeros;		/* offset of its struct schema_zeros; 0: none */
	bool registered;	/* kept in the store as a register */
	bool dated;		/* and in versions by validity */
	const char *program;	/* which has its verbs: "ops-ledger" */
	const char *lifecycle;	/* name in share/lifecycle, or NULL */
};

/*
 * Which optional whole numbers and decimals of a structure are 0 because that
 * was given, a bit for each field.  The structure of a kind which has such
 * fields ends with one, "zeros".  A zero without its bit is absent: a zeroed
 * structure has no number which nobody put there.
 */
struct schema_zeros {
	uint64_t bits[SCHEMA_FIELDS_MAX / 64];
};

/* Is the optional number, which reads as 0, absent? */
bool schema_is_absent(const struct schema *schema, size_t field,
    const void *value);

/* Say that the number, which reads as 0, was given. */
void schema_give_zero(const struct schema *schema, size_t field,
    void *value);

/* The number of the field, or FIELD_ABSENT. */
int schema_find(const struct schema *schema, struct slice name);

/* All schemas, by name; NULL if there is none of that name. */
const struct schema *schema_get(struct slice name);
const struct schema *const *schema_all(size_t *count);

/* "text", "amount", ... */
const char *field_type_name(enum field_type type);

#endif
