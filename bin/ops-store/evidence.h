/*
 * evidence.h - files which were kept outside of the store
 *
 * An anchor read here carries the text which it points into, and what is
 * known of its signature.
 */
#ifndef OPS_STORE_EVIDENCE_H
#define OPS_STORE_EVIDENCE_H

#include "cli/program.h"
#include "domain/proof.h"

struct evidence {
	const char *path;
	struct text text;
	struct anchor anchor;
	struct text signer;		/* empty: not known to be signed */
};

/* The whole file, of at most so many bytes. */
bool evidence_read(struct text *out, const char *path, size_t max,
    struct error *error);

/*
 * Read the anchor.  With --signers a wrong signature is named as a warning and
 * *trusted becomes false (it stays as it was otherwise).
 */
bool evidence_open(struct evidence *out, struct cli *cli, const char *path,
    bool *trusted, struct error *error);
void evidence_release(struct evidence *evidence);

/* Hold an anchor, of the named file, to --signers as above. */
bool evidence_judge(struct text *signer, struct cli *cli, const char *path,
    const struct anchor *anchor, bool *trusted, struct error *error);

/* What of the signature is known: "signed by ana", "not signed" and so on. */
const char *evidence_words(char *buffer, size_t size, const struct cli *cli,
    const struct anchor *anchor, const struct text *signer);

#endif
