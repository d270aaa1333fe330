/*
 * similar.h - texts which say much the same, grouped
 *
 * A text is the set of its words, in whatever order.  Words are in lower case,
 * of three letters or more and without digits; of scripts without blanks, each
 * two characters next to each other are one.  Words of very many of the texts
 * tell nothing and are left out.  Two texts are as similar as the words they
 * share are of all their words (Jaccard).
 *
 * Texts are taken in their order.  Each joins the group whose first text is
 * most like it, if that is like enough, and begins a group otherwise.  Groups
 * are found by the smallest hashes of the words (Broder's min-wise hashing),
 * so the cost grows with the texts and not with their pairs.  The same texts
 * give the same groups on every machine.
 */
#ifndef DOMAIN_SIMILAR_H
#define DOMAIN_SIMILAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/text.h"

enum {
	SIMILAR_WORDS_MAX = 64,		/* of a text; more are not looked at */
	SIMILAR_LABEL_WORDS = 5
};

struct similar;

/* least is from 1 to 100 percent. */
struct similar *similar_new(unsigned least);
void similar_free(struct similar *similar);	/* NULL is allowed */

/* Texts are numbered from 0 in the order in which they are added. */
void similar_add(struct similar *similar, struct slice title,
    struct slice text);

/* All were added: make the groups. */
void similar_group(struct similar *similar);

/* Groups are numbered from 0 in the order of their first texts. */
size_t similar_groups(const struct similar *similar);
size_t similar_group_of(const struct similar *similar, size_t text);

/* The next text of its group; false after the last. */
bool similar_next(size_t *text, const struct similar *similar);

/* How like it is to the first text of its group, in percent. */
unsigned similar_likeness(const struct similar *similar, size_t text);

/* The words most texts of the group have, most frequent first. */
void similar_label(struct text *out, const struct similar *similar,
    size_t group);

#endif
