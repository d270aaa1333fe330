/* Sealed texts: who opens what. */
#include "store/vault.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../tap.h"

static char path[] = "/tmp/test_vault.XXXXXX";

static const char digits[] =
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1F";

static bool
opens(struct vault *vault, const char *content, mode_t mode)
{
	struct error error = { 0 };
	FILE *file = fopen(path, "w");

	if (file == NULL || fputs(content, file) < 0 || fclose(file) != 0 ||
	    chmod(path, mode) != 0)
		return false;
	return vault_open(vault, path, &error);
}

static void
test_key(struct vault *vault)
{
	struct vault other;

	tap_ok(!opens(&other, digits, 0640), "others may read the key");
	tap_ok(!opens(&other, "00", 0600), "a key is too short");
	tap_ok(!opens(&other, "0001020304050607080Z0a0b0c0d0e0f1011121314"
	    "15161718191a1b1c1d1e1f", 0600), "a key has digits");
	tap_ok(opens(vault, digits, 0600), "a key");
}

static void
test_seal(const struct vault *vault, const struct vault *other)
{
	struct text sealed = { 0 }, again = { 0 }, plain = { 0 };
	struct error error = { 0 };

	vault_seal(&sealed, vault, slice_of("R-1 subject"),
	    slice_of("nobody knows"));
	vault_seal(&again, vault, slice_of("R-1 subject"),
	    slice_of("nobody knows"));
	tap_ok(vault_is_sealed(text_slice(&sealed)) &&
	    strstr(sealed.bytes, "nobody") == NULL &&
	    slice_equal(text_slice(&sealed), text_slice(&again)),
	    "the same gives the same: %s", sealed.bytes);
	text_clear(&again);
	vault_seal(&again, vault, slice_of("R-2 subject"),
	    slice_of("nobody knows"));
	tap_ok(!slice_equal(text_slice(&sealed), text_slice(&again)),
	    "but not elsewhere");
	tap_ok(vault_unseal(&plain, vault, slice_of("R-1 subject"),
	    text_slice(&sealed), &error) &&
	    slice_is(text_slice(&plain), "nobody knows"), "it opens: %s",
	    error.message);
	tap_ok(!vault_unseal(&plain, vault, slice_of("R-2 subject"),
	    text_slice(&sealed), &error), "%s", error.message);
	error_clear(&error);
	tap_ok(!vault_unseal(&plain, other, slice_of("R-1 subject"),
	    text_slice(&sealed), &error), "%s", error.message);
	for (size_t i = 0; i < sealed.length; i++) {
		char kept = sealed.bytes[i];

		sealed.bytes[i] = kept == 'A' ? 'B' : 'A';
		error_clear(&error);
		tap_ok(!vault_unseal(&plain, vault, slice_of("R-1 subject"),
		    text_slice(&sealed), &error), "altered at %zu", i);
		sealed.bytes[i] = kept;
	}
	error_clear(&error);
	text_clear(&again);
	vault_seal(&again, vault, slice_of("R-1"), slice_of(""));
	tap_ok(again.length == 0 && vault_unseal(&again, vault,
	    slice_of("R-1"), slice_of(""), &error), "nothing is nothing");
	text_release(&sealed);
	text_release(&again);
	text_release(&plain);
}

int
main(void)
{
	struct vault vault, other;
	char one[VAULT_HIDDEN_MAX], two[VAULT_HIDDEN_MAX];
	int file = mkstemp(path);

	tap_begin();
	if (tap_ok(file >= 0 && close(file) == 0, "a file for the key")) {
		test_key(&vault);
		tap_ok(opens(&other, "ff0102030405060708090a0b0c0d0e0f10111213"
		    "1415161718191a1b1c1d1e1f\n", 0600), "another key");
		test_seal(&vault, &other);
		tap_ok(slice_equal(vault_hide(one, &vault, slice_of("a")),
		    vault_hide(two, &vault, slice_of("a"))) &&
		    !slice_equal(vault_hide(one, &vault, slice_of("a")),
		    vault_hide(two, &other, slice_of("a"))),
		    "a name by the key");
		(void)unlink(path);
	}
	vault_close(&vault);
	return tap_end();
}
