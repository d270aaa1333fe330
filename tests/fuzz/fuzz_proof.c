/*
 * Any bytes, as an anchor and as a proof.  What is read of an anchor is
 * written again as its first lines; a proof which holds no longer does when a
 * byte of its record is another.
 */
#include "domain/proof.h"
#include "fuzz.h"

enum { RECORD_MAX = 4000 };

static void
must_write_again(const struct anchor *anchor)
{
	struct text text = { 0 };

	anchor_add(&text, anchor->origin, anchor->size, &anchor->root);
	fuzz_must(slice_starts_with(anchor->body, text_slice(&text)) ||
	    anchor->body.length + 1 == text.length);
	text_release(&text);
}

static void
must_need_record(const struct proof *proof)
{
	char record[RECORD_MAX];
	struct proof other = *proof;

	fuzz_must(proof->record.length <= sizeof(record));
	other.record.text = record;
	for (size_t i = 0; i < proof->record.length; i++) {
		memcpy(record, proof->record.text, proof->record.length);
		record[i] ^= 1;
		fuzz_must(proof_fault(&other) != NULL);
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	struct slice text = fuzz_slice(bytes, size);
	struct error error = { 0 };
	struct anchor anchor;
	struct proof proof;

	if (anchor_parse(&anchor, text, &error))
		must_write_again(&anchor);
	error_clear(&error);
	if (proof_parse(&proof, text, &error) && proof_fault(&proof) == NULL &&
	    proof.inclusion)
		must_need_record(&proof);
	return 0;
}
