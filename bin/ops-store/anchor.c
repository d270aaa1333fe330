#include "domain/anchor.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/output.h"
#include "evidence.h"
#include "signature.h"
#include "store/audit_tree.h"
#include "verbs.h"

enum { WORDS_MAX = 320 };

const struct option anchor_options[] = {
	{ "key", OPTION_FILE, "FILE", "sign with this key of OpenSSH (not "
	    "signed)", false },
	{ "output", OPTION_FILE, "FILE", "write there, all or nothing "
	    "(standard output)", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

/* The lines, and with --key an empty one and the signature of the others. */
static bool
anchor_sign(struct text *text, struct text *signature, struct cli *cli,
    struct slice origin, const struct audit_head *head, struct error *error)
{
	anchor_add(text, origin, head->size, &head->root);
	if (!cli_has(cli, "key"))
		return true;
	text_add_character(signature, '\n');
	return signature_make(signature, cli_text(cli, "key"),
	    text_slice(text), error);
}

bool
verb_anchor(struct cli *cli, struct error *error)
{
	struct audit_head head = { 0 };
	struct text origin = { 0 };
	struct text text = { 0 };
	struct text signature = { 0 };
	struct store *store;
	struct output *out;

	if (cli_store(&store, cli, STORE_READ, error) &&
	    audit_tree_origin(&origin, store, error) &&
	    audit_tree_head(&head, store, error) &&
	    anchor_sign(&text, &signature, cli, text_slice(&origin), &head,
	    error) && cli_bytes(&out, cli, error)) {
		output_write(out, text_slice(&text));
		output_write(out, text_slice(&signature));
	}
	text_release(&origin);
	text_release(&text);
	text_release(&signature);
	return error->fault == FAULT_NONE;
}

static int
anchor_order(const void *one, const void *other)
{
	uint64_t a = ((const struct evidence *)one)->anchor.size;
	uint64_t b = ((const struct evidence *)other)->anchor.size;

	return a < b ? -1 : a > b;
}

/* The store against one anchor; the last one which fits bounds the fault. */
static bool
anchor_fits(struct cli *cli, const struct evidence *evidence,
    struct slice origin, const struct audit_head *head, bool known,
    uint64_t size, uint64_t fit)
{
	const struct anchor *anchor = &evidence->anchor;
	unsigned long long records = (unsigned long long)anchor->size;
	char words[WORDS_MAX];

	if (!slice_equal(anchor->origin, origin))
		cli_warn(cli, evidence->path, 0, "the anchor is of "
		    "\"%.*s\", the store is \"%.*s\": it is another store, "
		    "or it was rewritten from its beginning",
		    SLICE_PRINT(anchor->origin), SLICE_PRINT(origin));
	else if (!known)
		cli_warn(cli, evidence->path, 0, "the anchor is of %llu "
		    "audit records, the store has %llu: its end was cut off",
		    records, (unsigned long long)size);
	else if (!merkle_equal(&anchor->root, &head->root))
		cli_warn(cli, evidence->path, 0, "audit records %llu to %llu "
		    "are not those which the anchor was made of: they were "
		    "rewritten", (unsigned long long)fit + 1, records);
	else {
		cli_say(cli, "%s: the first %llu audit records are those of "
		    "the anchor (%s)", evidence->path, records,
		    evidence_words(words, sizeof(words), cli, anchor,
		    &evidence->signer));
		return true;
	}
	return false;
}

static bool
anchor_hold(struct cli *cli, struct store *store,
    const struct evidence *evidence, size_t count, uint64_t *wrong,
    struct error *error)
{
	struct audit_head *heads = memory_resize(NULL, count, sizeof(*heads));
	struct text origin = { 0 };
	uint64_t size, fit = 0;
	size_t known;

	for (size_t i = 0; i < count; i++)
		heads[i].size = evidence[i].anchor.size;
	if (audit_tree_origin(&origin, store, error) &&
	    audit_tree_heads(heads, count, &known, &size, store, error))
		for (size_t i = 0; i < count; i++) {
			if (anchor_fits(cli, &evidence[i],
			    text_slice(&origin), &heads[i], i < known, size,
			    fit))
				fit = heads[i].size;
			else
				(*wrong)++;
		}
	text_release(&origin);
	memory_free(heads);
	return error->fault == FAULT_NONE;
}

static void
anchor_hold_all(struct cli *cli, struct store *store,
    struct evidence *evidence, size_t count, uint64_t *wrong,
    struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		bool trusted = true;

		if (!evidence_open(&evidence[i], cli,
		    cli_list(cli, "anchor", i), &trusted, error))
			return;
		*wrong += !trusted;
	}
	qsort(evidence, count, sizeof(*evidence), anchor_order);
	if (anchor_hold(cli, store, evidence, count, wrong, error) ||
	    error->fault != FAULT_STORE)
		return;
	/* The chain is broken, which was said, or there is none. */
	cli_warn(cli, NULL, 0, "the anchors were not compared: %s",
	    error->message);
	error_clear(error);
	(*wrong)++;
}

bool
verb_hold_anchors(struct cli *cli, struct store *store, uint64_t *wrong,
    struct error *error)
{
	size_t count = cli_list_count(cli, "anchor");
	struct evidence *evidence;

	if (count == 0)
		return true;
	evidence = memory_new(count * sizeof(*evidence));
	anchor_hold_all(cli, store, evidence, count, wrong, error);
	for (size_t i = 0; i < count; i++)
		evidence_release(&evidence[i]);
	memory_free(evidence);
	return error->fault == FAULT_NONE;
}
