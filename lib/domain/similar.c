#include "domain/similar.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/table.h"
#include "domain/similar_words.h"

enum {
	HASHES = 32,
	BAND_ROWS = 2,			/* hashes which must agree */
	BANDS = HASHES / BAND_ROWS,
	BAND_LEADERS_MAX = 8,		/* groups which are tried for a band */
	COMMON_TEXTS_MIN = 20,		/* below that no word is common */
	COMMON_PERCENT = 30
};

struct similar_text {
	uint32_t *words;		/* numbers, ascending, each once */
	uint32_t count;
	uint32_t group;
	uint32_t next;			/* of its group, or 0 */
	unsigned likeness;
};

struct similar_set {
	uint32_t first;
	uint32_t last;
};

/* The first texts of groups which have the same hashes in a band. */
struct similar_band {
	uint32_t leaders[BAND_LEADERS_MAX];
	uint32_t count;
};

struct similar {
	unsigned least;
	struct arena arena;
	struct table words;		/* by number */
	uint32_t *used;			/* in how many texts, by word */
	size_t used_capacity;
	struct similar_text *texts;
	size_t text_count;
	size_t text_capacity;
	struct similar_set *groups;
	size_t group_count;
	size_t group_capacity;
	struct table bands;
};

struct similar *
similar_new(unsigned least)
{
	struct similar *similar = memory_new(sizeof(*similar));

	similar->least = least;
	return similar;
}

void
similar_free(struct similar *similar)
{
	if (similar == NULL)
		return;
	table_release(&similar->words);
	table_release(&similar->bands);
	memory_free(similar->used);
	memory_free(similar->texts);
	memory_free(similar->groups);
	arena_release(&similar->arena);
	memory_free(similar);
}

/* Add the number of the word unless the list has it; ascending. */
static void
similar_insert(uint32_t words[SIMILAR_WORDS_MAX], uint32_t *count,
    uint32_t word)
{
	uint32_t place = *count;

	while (place > 0 && words[place - 1] >= word)
		place--;
	if ((place < *count && words[place] == word) ||
	    *count == SIMILAR_WORDS_MAX)
		return;
	memmove(words + place + 1, words + place,
	    (*count - place) * sizeof(*words));
	words[place] = word;
	++*count;
}

static void
similar_read(struct similar *similar, uint32_t words[SIMILAR_WORDS_MAX],
    uint32_t *count, struct slice text)
{
	char buffer[SIMILAR_WORD_BYTES];
	struct slice word;
	bool added;

	while (*count < SIMILAR_WORDS_MAX &&
	    similar_words_next(&word, buffer, &text)) {
		size_t number = table_put(&similar->words, word, &added);

		if (added) {
			similar->used = memory_grow(similar->used,
			    &similar->used_capacity, number,
			    sizeof(*similar->used));
			similar->used[number] = 0;
		}
		similar_insert(words, count, (uint32_t)number);
	}
}

void
similar_add(struct similar *similar, struct slice title, struct slice text)
{
	uint32_t words[SIMILAR_WORDS_MAX], count = 0;
	struct similar_text *one;

	similar_read(similar, words, &count, title);
	similar_read(similar, words, &count, text);
	similar->texts = memory_grow(similar->texts, &similar->text_capacity,
	    similar->text_count, sizeof(*similar->texts));
	one = &similar->texts[similar->text_count++];
	*one = (struct similar_text){ .count = count };
	one->words = arena_new(&similar->arena,
	    (count + 1) * sizeof(*one->words));
	memcpy(one->words, words, count * sizeof(*words));
	for (uint32_t i = 0; i < count; i++)
		similar->used[words[i]]++;
}

/* Words of very many texts are taken out of all, unless nothing is left. */
static void
similar_drop_common(const struct similar *similar, struct similar_text *text)
{
	uint64_t most = similar->text_count * COMMON_PERCENT / 100;
	uint32_t kept = 0;

	if (similar->text_count < COMMON_TEXTS_MIN)
		return;
	for (uint32_t i = 0; i < text->count; i++)
		kept += similar->used[text->words[i]] <= most;
	if (kept == 0)
		return;
	kept = 0;
	for (uint32_t i = 0; i < text->count; i++)
		if (similar->used[text->words[i]] <= most)
			text->words[kept++] = text->words[i];
	text->count = kept;
}

/* The finaliser of MurmurHash3 (Appleby), for a seed. */
static uint64_t
similar_mix(uint64_t value, uint64_t seed)
{
	value ^= seed * UINT64_C(0x9e3779b97f4a7c15);
	value ^= value >> 33;
	value *= UINT64_C(0xff51afd7ed558ccd);
	value ^= value >> 33;
	value *= UINT64_C(0xc4ceb9fe1a85ec53);
	return value ^ value >> 33;
}

/* The smallest hash of the words by each of the hash functions. */
static void
similar_sign(uint64_t hashes[HASHES], const struct similar *similar,
    const struct similar_text *text)
{
	for (unsigned i = 0; i < HASHES; i++)
		hashes[i] = UINT64_MAX;
	for (uint32_t word = 0; word < text->count; word++) {
		uint64_t base =
		    similar->words.entries[text->words[word]].hash;

		for (unsigned i = 0; i < HASHES; i++) {
			uint64_t hash = similar_mix(base, i + 1);

			if (hash < hashes[i])
				hashes[i] = hash;
		}
	}
}

/* What two texts share of all their words, in percent, rounded down. */
static unsigned
similar_compare(const struct similar_text *one,
    const struct similar_text *other)
{
	uint32_t i = 0, j = 0, shared = 0;

	while (i < one->count && j < other->count)
		if (one->words[i] == other->words[j]) {
			shared++;
			i++;
			j++;
		} else if (one->words[i] < other->words[j]) {
			i++;
		} else {
			j++;
		}
	if (one->count + other->count == 0)
		return 100;
	return shared * 100 / (one->count + other->count - shared);
}

/* NULL if it is not there and not to be made. */
static struct similar_band *
similar_band(struct similar *similar, const uint64_t hashes[HASHES],
    unsigned number, bool make)
{
	uint64_t key[1 + BAND_ROWS];
	struct similar_band *band;
	struct slice name = slice_from((const char *)key, sizeof(key));

	key[0] = number;
	memcpy(key + 1, hashes + (size_t)number * BAND_ROWS,
	    BAND_ROWS * sizeof(*key));
	band = table_get(&similar->bands, name);
	if (band == NULL && make) {
		band = arena_new(&similar->arena, sizeof(*band));
		table_set(&similar->bands, name, band);
	}
	return band;
}

/* The group which is most like it, the earliest of equals; else none. */
static bool
similar_join(struct similar *similar, struct similar_text *text,
    const uint64_t hashes[HASHES])
{
	bool found = false;

	for (unsigned i = 0; i < BANDS; i++) {
		const struct similar_band *band =
		    similar_band(similar, hashes, i, false);

		for (uint32_t j = 0; band != NULL && j < band->count; j++) {
			uint32_t group = band->leaders[j];
			unsigned likeness = similar_compare(text,
			    &similar->texts[similar->groups[group].first]);

			if (likeness < similar->least ||
			    (found && (likeness < text->likeness ||
			    (likeness == text->likeness &&
			    group >= text->group))))
				continue;
			found = true;
			text->group = group;
			text->likeness = likeness;
		}
	}
	return found;
}

static void
similar_lead(struct similar *similar, uint32_t number,
    const uint64_t hashes[HASHES])
{
	struct similar_text *text = &similar->texts[number];

	similar->groups = memory_grow(similar->groups,
	    &similar->group_capacity, similar->group_count,
	    sizeof(*similar->groups));
	text->group = (uint32_t)similar->group_count++;
	text->likeness = 100;
	similar->groups[text->group] = (struct similar_set){ number, number };
	for (unsigned i = 0; i < BANDS; i++) {
		struct similar_band *band =
		    similar_band(similar, hashes, i, true);

		if (band->count < BAND_LEADERS_MAX)
			band->leaders[band->count++] = text->group;
	}
}

void
similar_group(struct similar *similar)
{
	for (size_t i = 0; i < similar->text_count; i++)
		similar_drop_common(similar, &similar->texts[i]);
	for (uint32_t i = 0; i < similar->text_count; i++) {
		struct similar_text *text = &similar->texts[i];
		uint64_t hashes[HASHES];

		similar_sign(hashes, similar, text);
		if (!similar_join(similar, text, hashes)) {
			similar_lead(similar, i, hashes);
			continue;
		}
		similar->texts[similar->groups[text->group].last].next = i;
		similar->groups[text->group].last = i;
	}
}

size_t
similar_groups(const struct similar *similar)
{
	return similar->group_count;
}

size_t
similar_group_of(const struct similar *similar, size_t text)
{
	return similar->texts[text].group;
}

bool
similar_next(size_t *text, const struct similar *similar)
{
	uint32_t next = similar->texts[*text].next;

	if (next != 0)
		*text = next;
	return next != 0;
}

unsigned
similar_likeness(const struct similar *similar, size_t text)
{
	return similar->texts[text].likeness;
}

/* How many texts of the group have each of the words of its first. */
static void
similar_count(uint32_t counts[SIMILAR_WORDS_MAX],
    const struct similar *similar, size_t group)
{
	uint32_t number = similar->groups[group].first;
	const struct similar_text *first = &similar->texts[number];

	do {
		const struct similar_text *text = &similar->texts[number];
		uint32_t at = 0;

		for (uint32_t j = 0; j < first->count; j++) {
			while (at < text->count &&
			    text->words[at] < first->words[j])
				at++;
			counts[j] += at < text->count &&
			    text->words[at] == first->words[j];
		}
		number = text->next;
	} while (number != 0);
}

void
similar_label(struct text *out, const struct similar *similar, size_t group)
{
	const struct similar_text *first =
	    &similar->texts[similar->groups[group].first];
	uint32_t counts[SIMILAR_WORDS_MAX] = { 0 };

	similar_count(counts, similar, group);
	for (unsigned i = 0; i < SIMILAR_LABEL_WORDS; i++) {
		uint32_t best = 0;

		for (uint32_t j = 1; j < first->count; j++)
			if (counts[j] > counts[best])
				best = j;
		if (first->count == 0 || counts[best] == 0)
			break;
		counts[best] = 0;
		text_add_format(out, "%s%.*s", i > 0 ? " " : "", SLICE_PRINT(
		    similar->words.entries[first->words[best]].key));
	}
}
