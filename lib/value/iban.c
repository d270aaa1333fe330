#include "value/iban.h"

#include "value/iban_table.h"

enum { REFERENCE_LENGTH_MIN = 5, REFERENCE_LENGTH_MAX = 25 };

static bool
is_digit(char character)
{
	return character >= '0' && character <= '9';
}

static bool
is_capital(char character)
{
	return character >= 'A' && character <= 'Z';
}

static const struct iban_form *
find_form(struct slice country)
{
	size_t low = 0, high = iban_form_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = slice_compare(country,
		    slice_from(iban_forms[middle].country, 2));

		if (order == 0)
			return &iban_forms[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* The remainder by 97 with the first four characters moved to the end. */
static unsigned
remainder_97(struct slice text)
{
	unsigned remainder = 0;

	for (size_t i = 0; i < text.length; i++) {
		char character = text.text[(i + 4) % text.length];

		if (is_digit(character))
			remainder = remainder * 10 +
			    (unsigned)(character - '0');
		else
			remainder = remainder * 100 +
			    (unsigned)(character - 'A') + 10;
		remainder %= 97;
	}
	return remainder;
}

static bool
fits(char character, char class)
{
	return is_digit(character) ? class != 'a' :
	    is_capital(character) && class != 'n';
}

/* What one finds in place of a character of the class. */
static const char *
class_name(char class)
{
	return class == 'n' ? "a digit" :
	    class == 'a' ? "a capital letter" : "a capital letter or a digit";
}

static bool
check_structure(struct slice iban, const struct iban_form *form,
    struct error *error)
{
	for (size_t i = 2; i < iban.length; i++) {
		char class = form->classes[i - 2];

		if (!fits(iban.text[i], class))
			return error_set(error, FAULT_INPUT,
			    "IBAN \"%.*s\": %s of %s must be at place %zu",
			    SLICE_PRINT(iban), class_name(class),
			    form->country, i + 1);
	}
	return true;
}

static bool
check_digits(struct slice text, const char *what, struct error *error)
{
	/* 98 minus a remainder: 00, 01 and 99 are never computed. */
	struct slice digits = slice_from(text.text + 2, 2);

	if (remainder_97(text) != 1 || slice_is(digits, "00") ||
	    slice_is(digits, "01") || slice_is(digits, "99"))
		return error_set(error, FAULT_INPUT,
		    "%s \"%.*s\": the check digits are wrong", what,
		    SLICE_PRINT(text));
	return true;
}

bool
iban_check(struct slice iban, struct error *error)
{
	const struct iban_form *form;

	if (iban.length < 4)
		return error_set(error, FAULT_INPUT,
		    "IBAN \"%.*s\" is too short", SLICE_PRINT(iban));
	form = find_form(slice_from(iban.text, 2));
	if (form == NULL)
		return error_set(error, FAULT_INPUT,
		    "IBAN \"%.*s\": the country \"%.2s\" is not in the IBAN "
		    "registry; give its numbers as account",
		    SLICE_PRINT(iban), iban.text);
	if (iban.length != form->length)
		return error_set(error, FAULT_INPUT,
		    "IBAN \"%.*s\" has %zu characters, those of %s have %u",
		    SLICE_PRINT(iban), iban.length, form->country,
		    form->length);
	return check_structure(iban, form, error) &&
	    check_digits(iban, "IBAN", error);
}

bool
iban_country_has(struct slice country)
{
	return find_form(country) != NULL;
}

bool
iban_check_reference(struct slice reference, struct error *error)
{
	bool right = reference.length >= REFERENCE_LENGTH_MIN &&
	    reference.length <= REFERENCE_LENGTH_MAX &&
	    slice_starts_with(reference, slice_of("RF")) &&
	    is_digit(reference.text[2]) && is_digit(reference.text[3]);

	for (size_t i = 4; right && i < reference.length; i++)
		right = fits(reference.text[i], 'c');
	if (!right)
		return error_set(error, FAULT_INPUT,
		    "creditor reference \"%.*s\" is not RF, two digits and "
		    "1 to 21 capitals and digits", SLICE_PRINT(reference));
	return check_digits(reference, "creditor reference", error);
}
