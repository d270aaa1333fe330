#include "value/iban.h"

#include <stdio.h>

#include "../tap.h"

#define VECTORS "../shared/data/iban/iban_vectors.csv"
#define REFERENCES "../shared/data/iban/rf_creditor_references_valid.txt"

enum { VECTOR_COUNT = 212, VALID_COUNT = 148, LINE_MAX = 512 };

static bool
accepts(const char *iban)
{
	struct error error = { 0 };

	return iban_check(slice_of(iban), &error);
}

static bool
refuses(const char *iban, const char *message)
{
	struct error error = { 0 };

	return !iban_check(slice_of(iban), &error) &&
	    error.fault == FAULT_INPUT && strcmp(error.message, message) == 0;
}

static void
test_messages(void)
{
	tap_ok(accepts("DE89370400440532013000"), "a right one passes");
	tap_ok(refuses("DE88370400440532013000", "IBAN "
	    "\"DE88370400440532013000\": the check digits are wrong"),
	    "wrong check digits are named");
	tap_ok(refuses("DE8937040044053201300", "IBAN "
	    "\"DE8937040044053201300\" has 21 characters, those of DE have "
	    "22"), "a wrong length is named");
	tap_ok(refuses("GB12BARC20201530093A59", "IBAN "
	    "\"GB12BARC20201530093A59\": a digit of GB must be at place 20"),
	    "a wrong structure is named with its place");
	tap_ok(refuses("MA64011519000001205000534921", "IBAN "
	    "\"MA64011519000001205000534921\": the country \"MA\" is not in "
	    "the IBAN registry; give its numbers as account"),
	    "a country without IBAN is named");
	tap_ok(refuses("", "IBAN \"\" is too short"), "empty is too short");
	tap_ok(iban_country_has(slice_of("FR")) &&
	    iban_country_has(slice_of("GP")), "territories are included");
	tap_ok(!iban_country_has(slice_of("US")), "US has none");
}

/*
 * Vectors called valid by their source which the registry refuses; other
 * vectors of the same file agree with the registry.
 */
static const char *const contradicted[] = {
	"BI43201011067444",		/* 16 characters, the registry: 27 */
	"CH599000000173427712",		/* 20 characters, the registry: 21 */
	"MC1112739000700011111000h79",	/* a small letter, as in MT84... */
	NULL
};

/* Blanks, points and hyphens are of the printed form only. */
static void
squeeze(char *text)
{
	char *to = text;

	for (; *text != '\0'; text++)
		if (strchr(" .-", *text) == NULL)
			*to++ = *text;
	*to = '\0';
}

static bool
is_contradicted(const char *iban)
{
	for (size_t i = 0; contradicted[i] != NULL; i++)
		if (strcmp(contradicted[i], iban) == 0)
			return true;
	return false;
}

/*
 * What the file says and the registry allows: a number of a country outside
 * the registry (some sources call it valid, others valid-unregistered) is no
 * IBAN.
 */
static bool
judge(const char *iban, const char *expected)
{
	return strncmp(expected, "valid,", 6) == 0 &&
	    iban_country_has(slice_from(iban, 2)) && !is_contradicted(iban);
}

static void
test_vectors(void)
{
	FILE *file = fopen(VECTORS, "r");
	char line[LINE_MAX];
	unsigned count = 0, valid = 0, wrong = 0;

	if (file == NULL) {
		tap_skip(VECTORS " is absent");
		return;
	}
	while (fgets(line, sizeof(line), file) != NULL) {
		char *comma = strchr(line, ',');

		if (count++ == 0 || comma == NULL)
			continue;
		*comma = '\0';
		squeeze(line);
		valid += accepts(line);
		if (accepts(line) != judge(line, comma + 1)) {
			wrong++;
			printf("# %s is judged wrong\n", line);
		}
	}
	(void)fclose(file);
	tap_ok(count == VECTOR_COUNT + 1, "all vectors were read");
	tap_ok(wrong == 0 && valid == VALID_COUNT,
	    "all %u vectors are judged right, %u of them valid", count - 1,
	    valid);
}

static void
test_references(void)
{
	struct error error = { 0 };
	FILE *file = fopen(REFERENCES, "r");
	char line[LINE_MAX];
	unsigned count = 0, wrong = 0;

	tap_ok(!iban_check_reference(slice_of("RF18539007547035"), &error),
	    "a wrong check digit of a reference is found");
	if (file == NULL) {
		tap_skip(REFERENCES " is absent");
		return;
	}
	while (fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] == '\0')
			continue;
		count++;
		error_clear(&error);
		if (!iban_check_reference(slice_of(line), &error)) {
			wrong++;
			printf("# %s\n", error.message);
		}
	}
	(void)fclose(file);
	tap_ok(count > 0 && wrong == 0, "all %u references pass", count);
}

static void
test_reference_forms(void)
{
	struct error error = { 0 };

	tap_ok(!iban_check_reference(slice_of("RF18"), &error) &&
	    !iban_check_reference(slice_of("RFA8539007547034"), &error) &&
	    !iban_check_reference(slice_of("XF18539007547034"), &error) &&
	    !iban_check_reference(slice_of("RF18 5390 0754"), &error),
	    "%s", error.message);
}

int
main(void)
{
	tap_begin();
	test_messages();
	test_vectors();
	test_references();
	test_reference_forms();
	return tap_end();
}
