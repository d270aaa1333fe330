#include "domain/proof.h"

static const char title_inclusion[] = "opsutils proof of inclusion";
static const char title_consistency[] = "opsutils proof of consistency";

static bool
proof_path_line(struct proof *proof, struct slice value, struct error *error)
{
	if (proof->path.count == MERKLE_PATH_MAX)
		return error_set(error, FAULT_INPUT,
		    "the path has more than %d hashes", MERKLE_PATH_MAX);
	return anchor_hash_parse(&proof->path.hashes[proof->path.count++],
	    value, error);
}

static bool
proof_line(struct proof *proof, struct slice line, struct error *error)
{
	struct slice value = line;
	struct slice name = slice_cut(&value, ' ');

	if (slice_is(name, "path"))
		return proof_path_line(proof, value, error);
	if (proof->inclusion && slice_is(name, "record")) {
		proof->record = value;
		return true;
	}
	if (proof->inclusion && slice_is(name, "index"))
		return anchor_number_parse(&proof->index, value, error);
	if (name.length > 20)
		name.length = 20;
	return error_set(error, FAULT_INPUT, "\"%.*s\" is no part of a proof",
	    SLICE_PRINT(name));
}

static bool
proof_anchors(struct proof *proof, struct slice text, struct error *error)
{
	if (!proof->inclusion && !anchor_next(&proof->before, &text, error))
		return false;
	return anchor_parse(&proof->anchor, text, error);
}

bool
proof_parse(struct proof *out, struct slice text, struct error *error)
{
	struct slice title = slice_cut(&text, '\n');
	bool ended = false;

	*out = (struct proof){ .inclusion = slice_is(title,
	    title_inclusion) };
	if (!out->inclusion && !slice_is(title, title_consistency))
		return error_set(error, FAULT_INPUT, "this is not a proof");
	while (!ended && text.length > 0) {
		struct slice line = slice_cut(&text, '\n');

		ended = slice_is_empty(line);
		if (!ended && !proof_line(out, line, error))
			return false;
	}
	return proof_anchors(out, text, error);
}

void
proof_add(struct text *out, const struct proof *proof)
{
	char hash[ANCHOR_HASH_TEXT_MAX];

	text_add_string(out, proof->inclusion ? title_inclusion :
	    title_consistency);
	text_add_character(out, '\n');
	if (proof->inclusion) {
		text_add_string(out, "record ");
		text_add(out, proof->record);
		text_add_format(out, "\nindex %llu\n",
		    (unsigned long long)proof->index);
	}
	for (size_t i = 0; i < proof->path.count; i++) {
		anchor_hash_format(hash, &proof->path.hashes[i]);
		text_add_format(out, "path %s\n", hash);
	}
}

static const char *
proof_fault_inclusion(const struct proof *proof)
{
	struct merkle_hash leaf = merkle_leaf(proof->record.text,
	    proof->record.length);

	return merkle_includes(&proof->anchor.root, proof->anchor.size, &leaf,
	    proof->index, &proof->path) ? NULL :
	    "the record is not in the log of the anchor at that place";
}

const char *
proof_fault(const struct proof *proof)
{
	if (proof->inclusion)
		return proof_fault_inclusion(proof);
	if (!slice_equal(proof->before.origin, proof->anchor.origin))
		return "the anchors are of two stores";
	return merkle_continues(&proof->anchor.root, proof->anchor.size,
	    &proof->before.root, proof->before.size, &proof->path) ? NULL :
	    "the log of the later anchor does not begin with that of the "
	    "earlier one";
}
