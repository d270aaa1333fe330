/*
 * Any bytes, as an IBAN and as a creditor reference.  The check digits find
 * every single wrong digit, so no other text of the same length which differs
 * in one digit is taken.
 */
#include "fuzz.h"
#include "value/iban.h"

static void
must_find_wrong_digits(struct slice text,
    bool (*check)(struct slice, struct error *))
{
	char changed[IBAN_LENGTH_MAX];

	fuzz_must(text.length <= sizeof(changed));
	memcpy(changed, text.text, text.length);
	for (size_t i = 2; i < text.length; i++) {
		struct error error = { 0 };

		if (changed[i] < '0' || changed[i] > '9')
			continue;
		changed[i] = changed[i] == '9' ? '0' : (char)(changed[i] + 1);
		fuzz_must(!check(slice_from(changed, text.length), &error));
		changed[i] = text.text[i];
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	struct slice text = fuzz_slice(bytes, size);
	struct error error = { 0 };

	if (iban_check(text, &error)) {
		fuzz_must(iban_country_has(slice_from(text.text, 2)));
		must_find_wrong_digits(text, iban_check);
	}
	error_clear(&error);
	if (iban_check_reference(text, &error))
		must_find_wrong_digits(text, iban_check_reference);
	(void)iban_country_has(text);
	return 0;
}
