/*
 * definition.h - what indicators are, for those who show figures of them
 *
 * The records of one or several packs, kept as texts under their codes: the
 * formula, whose it is, where it comes from.  Of a code which two packs have,
 * the first holds.  Nothing is compiled; for that there is indicator.h.
 */
#ifndef DOMAIN_DEFINITION_H
#define DOMAIN_DEFINITION_H

#include "base/arena.h"
#include "base/table.h"
#include "domain/indicator.h"
#include "schema/indicator_record.h"

struct definition {
	struct indicator_record record;	/* texts in the arena */
	enum indicator_aggregate aggregate;
	int direction;		/* 1: higher is better, -1: lower, 0: neither */
	bool has_baseline;
	bool has_target;
	struct slice pack;	/* name of the file */
};

/* Zeroed it is empty and ready. */
struct definitions {
	struct arena arena;
	struct table codes;	/* to struct definition */
};

/* Add those of a stream of indicator_record. */
bool definitions_add(struct definitions *definitions, struct stream *in,
    const char *pack, struct error *error);

/* NULL if there is none. */
const struct definition *definitions_find(
    const struct definitions *definitions, struct slice code);

void definitions_release(struct definitions *definitions);

/*
 * How the figure is computed, as a sentence: "100 x records where elapsed <=
 * target / records; of records where client <> """.
 */
struct text;
void definition_formula(struct text *out,
    const struct definition *definition);

#endif
