#include "store/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/base64.h>
#include <nettle/chacha-poly1305.h>
#include <nettle/hmac.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

enum {
	NONCE_BYTES = CHACHA_POLY1305_NONCE_SIZE,
	TAG_BYTES = CHACHA_POLY1305_DIGEST_SIZE,
	KEY_DIGITS = 2 * VAULT_KEY_BYTES,
	HIDDEN_BYTES = 16
};

static const char mark[] = "v1:";
static const char hidden_mark[] = "h1:";

static int
vault_digit(char digit)
{
	return digit >= '0' && digit <= '9' ? digit - '0' :
	    digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 :
	    digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

/* A key for each use, so that none says anything of another. */
static void
vault_derive(uint8_t out[VAULT_KEY_BYTES], const uint8_t *key,
    const char *use)
{
	struct hmac_sha256_ctx context;

	hmac_sha256_set_key(&context, VAULT_KEY_BYTES, key);
	hmac_sha256_update(&context, strlen(use), (const uint8_t *)use);
	hmac_sha256_digest(&context, VAULT_KEY_BYTES, out);
}

static bool
vault_take(struct vault *out, const char *digits, size_t length,
    const char *path, struct error *error)
{
	uint8_t key[VAULT_KEY_BYTES];
	bool right = length == KEY_DIGITS ||
	    (length == KEY_DIGITS + 1 && digits[KEY_DIGITS] == '\n');

	for (size_t i = 0; right && i < VAULT_KEY_BYTES; i++) {
		int high = vault_digit(digits[2 * i]);
		int low = vault_digit(digits[2 * i + 1]);

		right = high >= 0 && low >= 0;
		key[i] = (uint8_t)(high * 16 + low);
	}
	if (!right)
		return error_set(error, FAULT_USAGE,
		    "%s: a key is %d hexadecimal digits", path, KEY_DIGITS);
	vault_derive(out->cipher, key, "cipher");
	vault_derive(out->nonce, key, "nonce");
	vault_derive(out->name, key, "name");
	memset(key, 0, sizeof(key));
	return true;
}

static bool
vault_check(int file, const char *path, struct error *error)
{
	struct stat status;

	if (fstat(file, &status) != 0)
		return error_set(error, FAULT_SYSTEM, "%s: %s", path,
		    strerror(errno));
	if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		return error_set(error, FAULT_USAGE, "%s: others may read or "
		    "write this key (chmod 600)", path);
	return true;
}

bool
vault_open(struct vault *out, const char *path, struct error *error)
{
	char digits[KEY_DIGITS + 2];
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	ssize_t length;

	if (file < 0)
		return error_set(error, FAULT_USAGE, "the key %s: %s", path,
		    strerror(errno));
	if (!vault_check(file, path, error)) {
		(void)close(file);
		return false;
	}
	length = read(file, digits, sizeof(digits));
	(void)close(file);
	if (length < 0)
		return error_set(error, FAULT_SYSTEM, "the key %s: %s", path,
		    strerror(errno));
	(void)vault_take(out, digits, (size_t)length, path, error);
	memset(digits, 0, sizeof(digits));
	return error->fault == FAULT_NONE;
}

void
vault_close(struct vault *vault)
{
	memset(vault, 0, sizeof(*vault));
}

bool
vault_is_sealed(struct slice text)
{
	return slice_starts_with(text, slice_of(mark));
}

static void
vault_mac(uint8_t *out, size_t length, const uint8_t *key,
    struct slice context, struct slice text)
{
	const uint8_t end[1] = { 0 };
	struct hmac_sha256_ctx mac;

	hmac_sha256_set_key(&mac, VAULT_KEY_BYTES, key);
	hmac_sha256_update(&mac, context.length,
	    (const uint8_t *)context.text);
	hmac_sha256_update(&mac, sizeof(end), end);
	hmac_sha256_update(&mac, text.length, (const uint8_t *)text.text);
	hmac_sha256_digest(&mac, length, out);
}

/* The bytes which are kept: nonce, tag, then what is encrypted. */
static void
vault_encode(struct text *out, const uint8_t *bytes, size_t length)
{
	char *place;

	text_add_string(out, mark);
	place = text_reserve(out, BASE64_ENCODE_RAW_LENGTH(length) + 1);
	base64_encode_raw(place, length, bytes);
	out->length += BASE64_ENCODE_RAW_LENGTH(length);
	out->bytes[out->length] = '\0';
}

void
vault_seal(struct text *out, const struct vault *vault,
    struct slice context, struct slice plain)
{
	struct chacha_poly1305_ctx cipher;
	uint8_t *bytes;

	if (slice_is_empty(plain))
		return;
	bytes = memory_new(NONCE_BYTES + TAG_BYTES + plain.length);
	vault_mac(bytes, NONCE_BYTES, vault->nonce, context, plain);
	chacha_poly1305_set_key(&cipher, vault->cipher);
	chacha_poly1305_set_nonce(&cipher, bytes);
	chacha_poly1305_update(&cipher, context.length,
	    (const uint8_t *)context.text);
	chacha_poly1305_encrypt(&cipher, plain.length,
	    bytes + NONCE_BYTES + TAG_BYTES, (const uint8_t *)plain.text);
	chacha_poly1305_digest(&cipher, TAG_BYTES, bytes + NONCE_BYTES);
	vault_encode(out, bytes, NONCE_BYTES + TAG_BYTES + plain.length);
	memory_free(bytes);
}

/* The bytes of a sealed text; *length is 0 if it is none. */
static uint8_t *
vault_decode(size_t *length, struct slice sealed)
{
	struct base64_decode_ctx context;
	uint8_t *bytes = memory_new(BASE64_DECODE_LENGTH(sealed.length) + 1);

	*length = 0;
	base64_decode_init(&context);
	if (!vault_is_sealed(sealed) || !base64_decode_update(&context,
	    length, bytes, sealed.length - strlen(mark),
	    sealed.text + strlen(mark)) || !base64_decode_final(&context) ||
	    *length <= NONCE_BYTES + TAG_BYTES)
		*length = 0;
	return bytes;
}

static bool
vault_decrypt(struct text *out, const struct vault *vault,
    struct slice context, const uint8_t *bytes, size_t length)
{
	size_t count = length - NONCE_BYTES - TAG_BYTES;
	char *place = text_reserve(out, count + 1);
	struct chacha_poly1305_ctx cipher;
	uint8_t tag[TAG_BYTES], differs = 0;

	chacha_poly1305_set_key(&cipher, vault->cipher);
	chacha_poly1305_set_nonce(&cipher, bytes);
	chacha_poly1305_update(&cipher, context.length,
	    (const uint8_t *)context.text);
	chacha_poly1305_decrypt(&cipher, count, (uint8_t *)place,
	    bytes + NONCE_BYTES + TAG_BYTES);
	chacha_poly1305_digest(&cipher, TAG_BYTES, tag);
	for (size_t i = 0; i < TAG_BYTES; i++)
		differs |= tag[i] ^ bytes[NONCE_BYTES + i];
	if (differs != 0) {
		memset(place, 0, count);
		return false;
	}
	out->length += count;
	out->bytes[out->length] = '\0';
	return true;
}

bool
vault_unseal(struct text *out, const struct vault *vault,
    struct slice context, struct slice sealed, struct error *error)
{
	uint8_t *bytes;
	size_t length;
	bool right;

	if (slice_is_empty(sealed))
		return true;
	bytes = vault_decode(&length, sealed);
	right = length > 0 &&
	    vault_decrypt(out, vault, context, bytes, length);
	memory_free(bytes);
	return right || error_set(error, FAULT_STORE, "%.*s: it was sealed "
	    "with another key, or altered", SLICE_PRINT(context));
}

struct slice
vault_hide(char buffer[VAULT_HIDDEN_MAX], const struct vault *vault,
    struct slice text)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t bytes[HIDDEN_BYTES];
	size_t length = strlen(hidden_mark);

	vault_mac(bytes, sizeof(bytes), vault->name, slice_of("hide"), text);
	memcpy(buffer, hidden_mark, length);
	for (size_t i = 0; i < sizeof(bytes); i++) {
		buffer[length++] = digits[bytes[i] >> 4];
		buffer[length++] = digits[bytes[i] & 15];
	}
	return slice_from(buffer, length);
}
