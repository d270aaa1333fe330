#include "domain/proof.h"

#include "base/output.h"
#include "evidence.h"
#include "store/audit.h"
#include "store/audit_tree.h"
#include "verbs.h"

enum { WORDS_MAX = 320 };

const struct option prove_options[] = {
	{ "anchor", OPTION_FILE, "FILE", "prove for the log of this anchor "
	    "(for that of now); with --check: the proof must be of it",
	    false },
	{ "from", OPTION_FILE, "FILE", "prove that what this anchor was made "
	    "of is still there", false },
	{ "to", OPTION_FILE, "FILE", "in the log of this later anchor (that "
	    "of now)", false },
	{ "check", OPTION_FILE, "FILE", "check the proof in the file; no "
	    "store is needed", false },
	{ "signers", OPTION_FILE, "FILE", "check the signatures of anchors: "
	    "the allowed signers of ssh-keygen", false },
	{ "output", OPTION_FILE, "FILE", "write there, all or nothing "
	    "(standard output)", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

/* The log for which something is proved: of an anchor, or that of now. */
struct proving {
	struct proof proof;
	struct evidence given;		/* of --anchor or --to */
	struct evidence before;		/* of --from */
	struct text origin;
	struct text record;
	struct text text;		/* of the proof */
	uint64_t size;
};

static void
proving_release(struct proving *proving)
{
	evidence_release(&proving->given);
	evidence_release(&proving->before);
	text_release(&proving->origin);
	text_release(&proving->record);
	text_release(&proving->text);
}

static bool
prove_is_of(const struct evidence *evidence, struct slice origin,
    struct error *error)
{
	return slice_equal(evidence->anchor.origin, origin) ||
	    error_set(error, FAULT_STORE, "%s: is of another store: \"%.*s\"",
	    evidence->path, SLICE_PRINT(evidence->anchor.origin));
}

/* The size is that of the anchor in the file of the option, if given. */
static bool
prove_log(struct proving *proving, struct cli *cli, struct store *store,
    const char *option, struct error *error)
{
	struct audit_chain end;
	bool trusted = true;

	if (!audit_tree_origin(&proving->origin, store, error))
		return false;
	if (cli_has(cli, option)) {
		if (!evidence_open(&proving->given, cli,
		    cli_text(cli, option), &trusted, error) ||
		    !prove_is_of(&proving->given,
		    text_slice(&proving->origin), error))
			return false;
		proving->size = proving->given.anchor.size;
		if (!trusted)
			cli_answer_no(cli);
		return true;
	}
	if (!audit_last(&end, store, error))
		return false;
	proving->size = (uint64_t)end.number;
	return true;
}

/* What was computed must be what the anchor says, or it proves nothing. */
static bool
prove_ended(struct proving *proving, const struct merkle_hash *root,
    struct error *error)
{
	const struct evidence *given = &proving->given;

	proof_add(&proving->text, &proving->proof);
	if (!proving->proof.inclusion) {
		text_add_character(&proving->text, '\n');
		text_add(&proving->text, text_slice(&proving->before.text));
	}
	text_add_character(&proving->text, '\n');
	if (given->path == NULL) {
		anchor_add(&proving->text, text_slice(&proving->origin),
		    proving->size, root);
		return true;
	}
	text_add(&proving->text, text_slice(&given->text));
	return merkle_equal(root, &given->anchor.root) ||
	    error_set(error, FAULT_STORE, "%s: the store has not the audit "
	    "records which this anchor was made of; run ops-store verify "
	    "--anchor", given->path);
}

/* The number of the audit record which the operands name. */
static bool
prove_record(uint64_t *number, const struct cli *cli, struct store *store,
    struct error *error)
{
	struct slice kind = slice_of(cli_operand(cli, 0));
	struct error inner = { 0 };
	struct text key = { 0 };
	int64_t found = 0;

	if (cli_operand_count(cli) == 1)
		return anchor_number_parse(number, kind, &inner) ||
		    error_set(error, FAULT_USAGE, "\"%.*s\" is not the number "
		    "of an audit record; of another record name the kind and "
		    "the key", SLICE_PRINT(kind));
	for (size_t i = 1; i < cli_operand_count(cli); i++)
		text_add_format(&key, "%s%s", i > 1 ? " " : "",
		    cli_operand(cli, i));
	if (audit_tree_find(&found, store, kind, text_slice(&key), error) &&
	    found == 0)
		(void)error_set(error, FAULT_STORE,
		    "nothing was ever done to %.*s \"%s\"",
		    SLICE_PRINT(kind), key.bytes);
	*number = (uint64_t)found;
	text_release(&key);
	return error->fault == FAULT_NONE;
}

static bool
prove_inclusion(struct proving *proving, struct cli *cli,
    struct store *store, struct error *error)
{
	struct proof *proof = &proving->proof;
	struct merkle_hash root;
	uint64_t number;

	if (!prove_record(&number, cli, store, error) ||
	    !prove_log(proving, cli, store, "anchor", error))
		return false;
	if (number == 0 || number > proving->size)
		return error_set(error, FAULT_STORE, "audit record %llu is "
		    "not among the first %llu", (unsigned long long)number,
		    (unsigned long long)proving->size);
	proof->inclusion = true;
	proof->index = number - 1;
	merkle_inclusion(&proof->path, proof->index, proving->size);
	if (!audit_tree_path(&proof->path, &root, proving->size,
	    &proving->record, proof->index, store, error))
		return false;
	proof->record = text_slice(&proving->record);
	return prove_ended(proving, &root, error);
}

static bool
prove_consistency(struct proving *proving, struct cli *cli,
    struct store *store, struct error *error)
{
	struct proof *proof = &proving->proof;
	const struct anchor *before = &proving->before.anchor;
	struct merkle_hash root;
	bool trusted = true;

	if (!evidence_open(&proving->before, cli, cli_text(cli, "from"),
	    &trusted, error) || !prove_log(proving, cli, store, "to", error) ||
	    !prove_is_of(&proving->before, text_slice(&proving->origin),
	    error))
		return false;
	if (!trusted)
		cli_answer_no(cli);
	if (before->size == 0 || before->size > proving->size)
		return error_set(error, FAULT_STORE, "%s: is of %llu audit "
		    "records, the later log of %llu", proving->before.path,
		    (unsigned long long)before->size,
		    (unsigned long long)proving->size);
	merkle_consistency(&proof->path, before->size, proving->size);
	if (!audit_tree_path(&proof->path, &root, proving->size, NULL, 0,
	    store, error))
		return false;
	if (!merkle_continues(&root, proving->size, &before->root,
	    before->size, &proof->path))
		return error_set(error, FAULT_STORE, "%s: the store has not "
		    "the audit records which this anchor was made of; run "
		    "ops-store verify --anchor", proving->before.path);
	return prove_ended(proving, &root, error);
}

/* Read the proof, hold it to the anchor and the signers. */
static bool
prove_checked(bool *good, struct cli *cli, struct proving *proving,
    const char *path, struct error *error)
{
	struct proof *proof = &proving->proof;
	struct evidence *given = &proving->given;
	const char *fault;

	if (!evidence_read(&proving->text, path, PROOF_BYTES_MAX, error))
		return false;
	if (!proof_parse(proof, text_slice(&proving->text), error))
		return error_locate(error, path, 0);
	fault = proof_fault(proof);
	if (fault != NULL) {
		cli_warn(cli, path, 0, "%s", fault);
		*good = false;
	}
	if (!proof->inclusion && !evidence_judge(&proving->before.signer, cli,
	    path, &proof->before, good, error))
		return false;
	if (cli_has(cli, "anchor")) {
		if (!evidence_open(given, cli, cli_text(cli, "anchor"), good,
		    error))
			return false;
		if (anchor_equal(&proof->anchor, &given->anchor))
			return true;
		cli_warn(cli, path, 0, "the proof is not of the anchor in %s",
		    given->path);
		*good = false;
		return true;
	}
	return evidence_judge(&given->signer, cli, path, &proof->anchor, good,
	    error);
}

static bool
prove_check(struct cli *cli, struct proving *proving, const char *path,
    struct error *error)
{
	const struct proof *proof = &proving->proof;
	char words[WORDS_MAX];
	bool good = true;

	if (!prove_checked(&good, cli, proving, path, error))
		return false;
	if (!good) {
		cli_answer_no(cli);
		return true;
	}
	(void)evidence_words(words, sizeof(words), cli,
	    proving->given.path != NULL ? &proving->given.anchor : &proof->anchor,
	    &proving->given.signer);
	if (proof->inclusion)
		cli_say(cli, "%s: audit record %llu is in the log of %llu of "
		    "%.*s (%s)", path, (unsigned long long)proof->index + 1,
		    (unsigned long long)proof->anchor.size,
		    SLICE_PRINT(proof->anchor.origin), words);
	else
		cli_say(cli, "%s: the log of %llu of %.*s begins with that "
		    "of %llu (%s)", path,
		    (unsigned long long)proof->anchor.size,
		    SLICE_PRINT(proof->anchor.origin),
		    (unsigned long long)proof->before.size, words);
	return true;
}

static bool
prove_write(struct cli *cli, const struct proving *proving,
    struct error *error)
{
	struct output *out;

	if (!cli_bytes(&out, cli, error))
		return false;
	output_write(out, text_slice(&proving->text));
	return true;
}

/* Just one of three things may be asked for. */
static bool
prove_usage(const struct cli *cli, struct error *error)
{
	bool check = cli_has(cli, "check"), from = cli_has(cli, "from");
	bool record = cli_operand_count(cli) > 0;

	if (check + from + record != 1)
		return error_set(error, FAULT_USAGE, "name a record to "
		    "prove, or give --from or --check");
	if ((cli_has(cli, "to") && !from) ||
	    (cli_has(cli, "anchor") && from) ||
	    (cli_has(cli, "output") && check))
		return error_set(error, FAULT_USAGE, "--to belongs to "
		    "--from, --anchor to a record or --check, --output not "
		    "to --check");
	return true;
}

bool
verb_prove(struct cli *cli, struct error *error)
{
	struct proving proving = { 0 };
	struct store *store;

	if (!prove_usage(cli, error))
		return false;
	if (cli_has(cli, "check"))
		(void)prove_check(cli, &proving, cli_text(cli, "check"),
		    error);
	else if (cli_store(&store, cli, STORE_READ, error) &&
	    (cli_has(cli, "from") ?
	    prove_consistency(&proving, cli, store, error) :
	    prove_inclusion(&proving, cli, store, error)))
		(void)prove_write(cli, &proving, error);
	proving_release(&proving);
	return error->fault == FAULT_NONE;
}
