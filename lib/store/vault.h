/*
 * vault.h - texts which only who has the key can read
 *
 * A sealed text is encrypted and authenticated by ChaCha20-Poly1305 (RFC 8439)
 * with its context, which says what it is: it cannot be altered, nor put in
 * the place of another.  The nonce is made from key, context and text
 * (HMAC-SHA-256), so one never serves two texts, and the same text gives the
 * same bytes.  How long a text is, can be seen.
 *
 * The key is 32 bytes in a file as 64 hexadecimal digits, which only its owner
 * may read.  It is never kept in a store.
 */
#ifndef STORE_VAULT_H
#define STORE_VAULT_H

#include <stdint.h>

#include "base/error.h"
#include "base/text.h"

enum { VAULT_KEY_BYTES = 32, VAULT_HIDDEN_MAX = 36 };

struct vault {
	uint8_t cipher[VAULT_KEY_BYTES];
	uint8_t nonce[VAULT_KEY_BYTES];
	uint8_t name[VAULT_KEY_BYTES];
};

/* A file which others may read, or which is no key, is an error of usage. */
bool vault_open(struct vault *out, const char *path, struct error *error);
void vault_close(struct vault *vault);		/* forgets the key */

/* Is it what vault_seal gives? */
bool vault_is_sealed(struct slice text);

/* Both add to the text; an empty one stays empty. */
void vault_seal(struct text *out, const struct vault *vault,
    struct slice context, struct slice plain);
bool vault_unseal(struct text *out, const struct vault *vault,
    struct slice context, struct slice sealed, struct error *error);

/*
 * A name which stands for the text, always the same, from which it cannot be
 * found without the key.
 */
struct slice vault_hide(char buffer[VAULT_HIDDEN_MAX],
    const struct vault *vault, struct slice text);

#endif
