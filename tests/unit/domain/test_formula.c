/* Formulas: what they give, and what is refused at which column. */
#include "domain/formula.h"

#include "../tap.h"

enum { SLOT_GRADE, SLOT_STEP, SLOT_SPOUSE, SLOT_SINCE, SLOT_JOINED, SLOT_LEFT,
	SLOT_BASE, SLOTS };

static struct arena arena;
static struct formula_scope scope;
static struct formula_value values[SLOTS];
static struct money paid[SLOTS];
static bool counted[SLOTS];

static void
name_add(const char *name, enum formula_type type, uint16_t slot,
    bool element)
{
	struct formula_name *entry = arena_new(&arena, sizeof(*entry));

	*entry = (struct formula_name){ type, slot, element };
	table_set(&scope.names, slice_of(name), entry);
	values[slot].type = type;
}

static void
row_add(struct rules_table *table, const char *const texts[], uint64_t line)
{
	struct error error = { 0 };
	struct slice cells[RULES_COLUMNS_MAX];

	for (size_t i = 0; i < table->column_count; i++)
		cells[i] = slice_of(texts[i]);
	tap_ok(rules_table_add(table, cells, line, &arena, &error),
	    "row %s is taken: %s", texts[0], error.message);
}

static struct rules_table *
table_new(const char *name, enum rules_table_kind kind)
{
	struct rules_table *table = arena_new(&arena, sizeof(*table));
	struct error error = { 0 };

	table->name = slice_of(name);
	table->path = "table.csv";
	table->kind = kind;
	table->valid_from = table->valid_to = -1;
	table->band_from = table->band_to = table->rate = -1;
	(void)date_parse(&table->day, slice_of("2026-10-01"), &error);
	table_set(&scope.tables, table->name, table);
	return table;
}

static void
tables_add(void)
{
	struct rules_table *scale = table_new("scale", RULES_TABLE_SCALE);
	struct rules_table *bands = table_new("tax", RULES_TABLE_BANDS);

	scale->column_count = 5;
	scale->key_count = 2;
	scale->columns[0] = slice_of("grade");
	scale->columns[1] = slice_of("step");
	scale->columns[2] = slice_of("net");
	scale->columns[3] = slice_of("valid_from");
	scale->columns[4] = slice_of("valid_to");
	scale->keys[1] = 1;
	scale->numbers[2] = true;
	scale->valid_from = 3;
	scale->valid_to = 4;
	row_add(scale, (const char *[]){ "P-4", "6", "79091", "2018-01-01",
	    "" }, 2);
	row_add(scale, (const char *[]){ "P-4", "6", "80000", "2026-11-01",
	    "" }, 3);
	row_add(scale, (const char *[]){ "P-4", "6", "70000", "2017-01-01",
	    "" }, 4);
	row_add(scale, (const char *[]){ "P-3", "1", "1", "2017-01-01",
	    "2026-10-01" }, 5);
	bands->column_count = 4;
	bands->key_count = 1;
	bands->columns[0] = slice_of("kind");
	bands->columns[1] = slice_of("band_from");
	bands->columns[2] = slice_of("band_to");
	bands->columns[3] = slice_of("rate_percent");
	bands->numbers[1] = bands->numbers[2] = bands->numbers[3] = true;
	bands->band_from = 1;
	bands->band_to = 2;
	bands->rate = 3;
	row_add(bands, (const char *[]){ "net", "0", "50000", "17" }, 2);
	row_add(bands, (const char *[]){ "net", "50000", "100000", "24" },
	    3);
	row_add(bands, (const char *[]){ "net", "100000", "150000", "30" },
	    4);
	row_add(bands, (const char *[]){ "net", "150000", "", "34" }, 5);
}

static bool
evaluate(struct formula_value *out, const char *text, struct error *error)
{
	const struct formula_frame frame = {
		.values = values, .paid = paid, .counted = counted
	};
	struct formula formula;

	return formula_parse(&formula, slice_of(text), &scope, error) &&
	    formula_check(&formula, &scope, error) &&
	    formula_evaluate(out, &formula, &frame, error);
}

static void
gives(const char *text, const char *expected)
{
	struct error error = { 0 };
	struct formula_value value = { 0 };
	struct decimal number;
	char got[DECIMAL_TEXT_MAX] = "";

	if (evaluate(&value, text, &error) && value.type == FORMULA_NUMBER &&
	    fraction_round(&number, &value.number, 8, ROUND_HALF_AWAY,
	    &error))
		(void)decimal_format(got, number);
	else if (error.fault == FAULT_NONE)
		(void)snprintf(got, sizeof(got), "%s",
		    value.boolean ? "true" : "false");
	tap_ok(strcmp(got, expected) == 0, "%s is %s, got %s %s", text,
	    expected, got, error.message);
}

static void
refuses(const char *text, unsigned column, const char *message)
{
	struct error error = { 0 };
	struct formula_value value;

	tap_ok(!evaluate(&value, text, &error) && error.column == column &&
	    strcmp(error.message, message) == 0, "%s: %u: %s, got %u: %s",
	    text, column, message, error.column, error.message);
}

static void
test_values(void)
{
	gives("1 + 2 * 3", "7");
	gives("(1 + 2) * 3", "9");
	gives("10 - 4 - 3", "3");
	gives("1 / 3 * 3", "1");
	gives("-2 + 6%", "-1.94");
	gives("min(3, 1, 2) + max(3, 1, 2)", "4");
	gives("min(1, 2% - 0 - 3)", "-2.98");
	gives("round(2.5, 0)", "3");
	gives("round(2.5, 0, \"half-even\")", "2");
	gives("round(-2.9, 0, \"toward-zero\")", "-2");
	gives("if(spouse, 1, 1 / 0)", "1");
	gives("spouse or 1 / 0 = 1", "true");
	gives("not spouse and 1 / 0 = 1", "false");
	gives("grade = \"P-4\"", "true");
	gives("grade <> \"P-4\" or step >= 7", "false");
	gives("given(since)", "false");
	gives("scale.net[grade, step] / 12", "6590.91666667");
	gives("exists(scale[grade, step + 1])", "false");
	gives("base * 40.6 / 100", "2675.91216667");
	gives("paid(base)", "6590.92");
	gives("round(29029 * 20% * 20 / 22, 2)", "5278");
	gives("if(15834 - 5278 > 21000, 1800, (15834 - 5278) * 12%)",
	    "1266.72");
}

static void
test_refusals(void)
{
	refuses("", 1, "expected a value, but the formula ends");
	refuses("1 +", 4, "expected a value, but the formula ends");
	refuses("1 2", 3, "expected an operator or the end, not \"2\"");
	refuses("(1", 3, "expected \")\", but the formula ends");
	refuses("1 + $", 5, "this character begins no word of a formula");
	refuses("\"open", 1, "the text has no closing quote");
	refuses("2 * salary", 5, "unknown name \"salary\"");
	refuses("sqrt(2)", 1, "unknown function \"sqrt\"");
	refuses("levels.net[grade]", 1, "unknown table \"levels\"");
	refuses("scale.gross[grade, step]", 7,
	    "the table has no column \"gross\"");
	refuses("scale.net[grade]", 1,
	    "the table scale has 2 keys, not 1");
	refuses("1 + grade", 5, "this is a text, and a number is needed");
	refuses("step = grade", 8,
	    "this is a text, and a number is needed");
	refuses("if(1, 2, 3)", 4, "this is a number, and a truth is needed");
	refuses("if(spouse, 2, grade)", 15,
	    "this is a text, and a number is needed");
	refuses("round(1, step)", 10,
	    "the places must be a whole number from 0 to 12");
	refuses("grade < \"P\"", 7,
	    "only numbers and dates are less or more");
	refuses("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((("
	    "((((((((((((((1", 65, "nested too deep, not \"(\"");
	refuses("scale.net[\"P-9\", 1]", 0,
	    "\"P-9\" is not on the scale scale in force on 2026-10-01");
	refuses("scale.net[grade, 15]", 0, "\"15\" of \"P-4\" is not on the "
	    "scale scale in force on 2026-10-01");
	refuses("scale.net[\"P-3\", 1]", 0,
	    "\"P-3\" is not on the scale scale in force on 2026-10-01");
}

static void
test_more_values(void)
{
	gives("true", "true");
	gives("not false", "true");
	gives("spouse = true", "true");
	gives("spouse <> spouse", "false");
	gives("if(true, spouse, false)", "true");
	gives("since = since", "true");
	gives("since < add_months(since, 1)", "false");
	gives("days(joined, left)", "732");
	gives("days(left, joined)", "-732");
	gives("days(joined, joined)", "0");
	gives("days(joined, add_months(joined, 12)) / 2", "183");
	gives("given(since) and days(joined, since) <= 30", "false");
	gives("given(grade)", "true");
	gives("given(0)", "false");
	gives("given(spouse)", "true");
	gives("given(if(spouse, since, since))", "false");
	gives("if(spouse, grade, \"x\") = \"P-4\"", "true");
	gives("scale.grade[grade, step] = \"P-4\"", "true");
	gives("scale.net[\"P-4\", \"6\"]", "79091");
	gives("scale.grade[\"P-4\", \"6\"] = grade", "true");
	gives("exists(scale[\"P-4\", \"6\"])", "true");
	gives("in_band(tax.rate_percent[\"net\"], 60000)", "24");
	gives("in_band(tax.rate_percent[\"net\"], 0)", "17");
	gives("in_band(tax.rate_percent[\"net\"], 1000000)", "34");
	gives("round(2.5, 1, \"never\")", "2.5");
	gives("round(7.5%, 3, \"never\")", "0.075");
}

/* Wherever the fault lies in the formula, it is this one. */
static void
faults(const char *text, const char *message)
{
	struct error error = { 0 };
	struct formula_value value;
	bool given = evaluate(&value, text, &error);

	tap_ok(!given && strcmp(error.message, message) == 0, "%s: %s", text,
	    error.message);
}

static void
test_faults(void)
{
	faults("true()", "expected an operator or the end, not \"(\"");
	faults("total(wages)", "expected what total() adds up, not \"wages\"");
	faults("total(earning",
	    "expected what total() adds up, not \"earning\"");
	faults("paid(1)", "expected an element, not \"1\"");
	faults("paid(step)", "paid() takes an element, not \"step\"");
	faults("paid(base", "expected \")\", but the formula ends");
	faults("paid(base $", "this character begins no word of a formula");
	faults("min()", "min takes at least 1 arguments, not 0");
	faults("min(1", "expected \")\", but the formula ends");
	faults("min(1 2)", "expected \")\", not \"2\"");
	faults("min(1, $)", "this character begins no word of a formula");
	faults("if(spouse, 1)", "if takes 3 arguments, not 2");
	faults("if(spouse, 1, 2, 3)", "if takes 3 arguments, not 4");
	faults("round(1)", "round takes at least 2 arguments, not 1");
	faults("round(grade, 0)", "this is a text, and a number is needed");
	faults("round(1, 0.5)",
	    "the places must be a whole number from 0 to 12");
	faults("round(1, 13)",
	    "the places must be a whole number from 0 to 12");
	faults("round(1, 0 - 1)",
	    "the places must be a whole number from 0 to 12");
	faults("round(1, 0, \"up\")",
	    "the rule of rounding is \"half-away\", \"half-even\", "
	    "\"toward-zero\" or \"never\"");
	faults("round(1, 0, grade)",
	    "the rule of rounding is \"half-away\", \"half-even\", "
	    "\"toward-zero\" or \"never\"");
	faults("given()", "given takes 1 arguments, not 0");
	faults("given(1, 2)", "given takes 1 arguments, not 2");
	faults("add_months(since)", "add_months takes 2 arguments, not 1");
	faults("add_months(1, 1)", "this is a number, and a date is needed");
	faults("add_months(since, grade)",
	    "this is a text, and a number is needed");
	faults("add_months(since, 0.5)",
	    "the exact result has more than 0 decimal places");
	faults("add_months(since, 1201)", "more than 1200 months");
	faults("add_months(since, 1 / 0)", "division by zero");
	faults("days(joined)", "days takes 2 arguments, not 1");
	faults("days(joined, 3)", "this is a number, and a date is needed");
	faults("days(joined, since)", "days(): there is no since");
	faults("days(if(true, since, since), joined)",
	    "days(): there is no date");
	faults("scale.net[spouse, 1]", "a key is a text or a number");
	faults("scale.net[since, 1]", "a key is a text or a number");
	faults("scale.net[grade, step", "expected \"]\", but the formula ends");
	faults("scale.net", "expected \"[\", but the formula ends");
	faults("scale.", "the table has no column \"\"");
	faults("scale.net $", "this character begins no word of a formula");
	faults("scale[grade, step]", "a column is needed: TABLE.COLUMN[KEYS]");
	faults("1 + scale[grade, step]",
	    "a column is needed: TABLE.COLUMN[KEYS]");
	faults("exists(scale)", "unknown name \"scale\"");
	faults("exists(scale.net[grade, step])", "expected TABLE[KEYS]");
	faults("exists(1)", "expected TABLE[KEYS]");
	faults("in_band(tax[\"net\"], 1)",
	    "a column is needed: TABLE.COLUMN[KEYS]");
	faults("in_band(scale.net[grade, step], 1)", "the table has no bands");
	faults("in_band(tax.rate_percent[\"none\"], 1)",
	    "\"none\" is not in the table tax in force on 2026-10-01");
	faults("in_band(tax.rate_percent[\"net\"], 1 / 0)", "division by zero");
	faults("bands(scale[grade, step], 1)", "the table has no bands");
	faults("bands(tax[\"net\"], grade)",
	    "this is a text, and a number is needed");
	faults("bands(tax[\"none\"], 1)",
	    "\"none\" is not in the table tax in force on 2026-10-01");
	faults("bands(tax[\"net\"], 1 / 0)", "division by zero");
	faults("gross_up(tax[\"none\"], 1)",
	    "\"none\" is not in the table tax in force on 2026-10-01");
	faults("gross_up(tax[\"net\"], 1 / 0)", "division by zero");
	faults("tax.rate_percent[\"net\"]", "a table of bands needs in_band()");
	faults("1 + tax.rate_percent[\"net\"]",
	    "a table of bands needs in_band()");
	faults("1 +", "expected a value, but the formula ends");
	faults("- grade", "this is a text, and a number is needed");
	faults("not 1", "this is a number, and a truth is needed");
	faults("spouse and 1", "this is a number, and a truth is needed");
	faults("1 / 0", "division by zero");
	faults("1 / 0 + 1", "division by zero");
	faults("- (1 / 0)", "division by zero");
	faults("not (1 / 0 = 1)", "division by zero");
	faults("1 / 0 = 1", "division by zero");
	faults("given(1 / 0)", "division by zero");
	faults("min(1 / 0, 1)", "division by zero");
	faults("max(1, 1 / 0)", "division by zero");
	faults("if(1 / 0 = 1, 1, 2)", "division by zero");
	faults("round(1 / 0, 0)", "division by zero");
	faults("1 $", "this character begins no word of a formula");
	faults("(1 $", "this character begins no word of a formula");
	faults("(\"open", "the text has no closing quote");
	faults("-$", "this character begins no word of a formula");
	faults("1234567890123456789",
	    "\"1234567890123456789\" has more digits than fit (18 before "
	    "and 12 after the point)");
	faults("0.1234567890123",
	    "\"0.1234567890123\" has more digits than fit (18 before and "
	    "12 after the point)");
	faults("scale.net[grade, 1 / 0]", "division by zero");
	faults("scale.net[grade, 1 / 3]",
	    "the exact result has more than 12 decimal places");
	faults("exists(scale[grade, 1 / 0])", "division by zero");
	faults("since < 1", "this is a number, and a date is needed");
	faults("since = grade", "this is a text, and a date is needed");
	faults("\"a\" + 1", "this is a text, and a number is needed");
	faults("exists(scale[grade, 1 / 3])",
	    "the exact result has more than 12 decimal places");
	faults("round(2.55, 1, \"never\")",
	    "the exact result has more than 1 decimal places");
}

/* Every published cell of a scale, gross to net and net to gross. */
static unsigned
cells(const char *path)
{
	FILE *file = fopen(path, "r");
	char line[128], grade[16], step[8], gross[16], net[16];
	unsigned count = 0;

	if (file == NULL)
		return 0;
	if (fgets(line, sizeof(line), file) == NULL)
		line[0] = 0;
	while (fgets(line, sizeof(line), file) != NULL) {
		char text[96];

		if (sscanf(line, "%15[^,],%7[^,],%15[^,],%15[0-9]", grade,
		    step, gross, net) != 4)
			continue;
		(void)snprintf(text, sizeof(text),
		    "round(%s - bands(tax[\"net\"], %s), 0)", gross, gross);
		gives(text, net);
		(void)snprintf(text, sizeof(text),
		    "round(gross_up(tax[\"net\"], %s), 0)", net);
		gives(text, gross);
		count++;
	}
	(void)fclose(file);
	return count;
}

/* The seven published steps of a local scale, gross to net. */
static void
test_local_cells(void)
{
	static const char *const rates[][4] = {
		{ "gs", "0", "20000", "19" }, { "gs", "20000", "40000", "23" },
		{ "gs", "40000", "60000", "26" }, { "gs", "60000", "", "31" }
	};
	static const char *const steps[][2] = {
		{ "73935", "56015" }, { "77030", "58151" },
		{ "80126", "60287" }, { "83222", "62423" },
		{ "86317", "64559" }, { "89413", "66695" },
		{ "92509", "68831" }
	};
	struct rules_table *bands = table_get(&scope.tables,
	    slice_of("tax"));

	for (size_t i = 0; i < 4; i++)
		row_add(bands, rates[i], 6 + i);
	for (size_t i = 0; i < 7; i++) {
		char text[96];

		(void)snprintf(text, sizeof(text),
		    "round(%s - bands(tax[\"gs\"], %s), 0)", steps[i][0],
		    steps[i][0]);
		gives(text, steps[i][1]);
	}
}

static void
test_cells(void)
{
	unsigned professional =
	    cells("../shared/data/payroll/scale_professional_2018.csv");
	unsigned field =
	    cells("../shared/data/payroll/scale_fieldservice_2018.csv");

	if (professional + field == 0)
		tap_skip("the published scales are not here");
	else
		tap_ok(professional + field == 181, "181 cells, got %u",
		    professional + field);
	gives("bands(tax[\"net\"], 0)", "0");
	gives("gross_up(tax[\"net\"], 0)", "0");
}

int
main(void)
{
	struct error error = { 0 };

	tap_begin();
	scope.arena = &arena;
	name_add("grade", FORMULA_TEXT, SLOT_GRADE, false);
	name_add("step", FORMULA_NUMBER, SLOT_STEP, false);
	name_add("spouse", FORMULA_BOOLEAN, SLOT_SPOUSE, false);
	name_add("since", FORMULA_DATE, SLOT_SINCE, false);
	name_add("joined", FORMULA_DATE, SLOT_JOINED, false);
	name_add("left", FORMULA_DATE, SLOT_LEFT, false);
	name_add("base", FORMULA_NUMBER, SLOT_BASE, true);
	values[SLOT_GRADE].text = slice_of("P-4");
	fraction_set_integer(&values[SLOT_STEP].number, 6);
	values[SLOT_SPOUSE].boolean = true;
	values[SLOT_SINCE].date = DATE_NONE;
	(void)date_parse(&values[SLOT_JOINED].date, slice_of("2024-02-28"),
	    &error);
	(void)date_parse(&values[SLOT_LEFT].date, slice_of("2026-03-01"),
	    &error);
	tables_add();
	tap_ok(evaluate(&values[SLOT_BASE], "scale.net[grade, step] / 12",
	    &error), "base is on the scale");
	paid[SLOT_BASE].units = 659092;
	(void)currency_parse(&paid[SLOT_BASE].currency, slice_of("USD"),
	    &error);
	test_values();
	test_refusals();
	test_more_values();
	test_faults();
	test_local_cells();
	test_cells();
	return tap_end();
}
