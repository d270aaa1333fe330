/*
 * signature.h - signatures of anchors, which ssh-keygen makes and checks
 *
 * Keys stay with OpenSSH: in a file, with an agent or on a token.  A
 * signature is what "ssh-keygen -Y sign" prints, in the namespace
 * "opsutils-anchor".
 */
#ifndef OPS_STORE_SIGNATURE_H
#define OPS_STORE_SIGNATURE_H

#include "domain/anchor.h"

/* Add the signature of the body by the key to out. */
bool signature_make(struct text *out, const char *key, struct slice body,
    struct error *error);

/*
 * Who of the file of allowed signers signed the anchor?  Nobody is an empty
 * text: no signature, a wrong one, or one by another key.
 */
bool signature_check(struct text *who, const struct anchor *anchor,
    const char *signers, struct error *error);

#endif
