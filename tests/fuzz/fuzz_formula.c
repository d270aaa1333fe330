/*
 * Any bytes, as a formula over a few names and two tables: parsed, checked
 * and evaluated, each within its limits.
 */
#include "domain/formula.h"
#include "fuzz.h"

enum { SLOT_GRADE, SLOT_STEP, SLOT_SPOUSE, SLOT_SINCE, SLOT_BASE, SLOTS };

static struct arena arena, scratch;
static struct formula_scope scope;
static struct formula_value values[SLOTS];
static struct money paid[SLOTS];
static bool counted[SLOTS];

static void
name_add(const char *name, enum formula_type type, uint16_t slot)
{
	struct formula_name *entry = arena_new(&arena, sizeof(*entry));

	*entry = (struct formula_name){ type, slot, slot == SLOT_BASE };
	table_set(&scope.names, slice_of(name), entry);
	values[slot].type = type;
}

static struct rules_table *
table_new(const char *name, enum rules_table_kind kind,
    const char *const columns[], size_t count)
{
	struct rules_table *table = arena_new(&arena, sizeof(*table));
	struct error error = { 0 };

	table->name = slice_of(name);
	table->path = "table.csv";
	table->kind = kind;
	table->valid_from = table->valid_to = -1;
	table->band_from = table->band_to = table->rate = -1;
	table->column_count = count;
	for (size_t i = 0; i < count; i++)
		table->columns[i] = slice_of(columns[i]);
	fuzz_must(date_parse(&table->day, slice_of("2026-10-01"), &error));
	table_set(&scope.tables, table->name, table);
	return table;
}

static void
row_add(struct rules_table *table, const char *const texts[])
{
	struct slice cells[RULES_COLUMNS_MAX];
	struct error error = { 0 };

	for (size_t i = 0; i < table->column_count; i++)
		cells[i] = slice_of(texts[i]);
	fuzz_must(rules_table_add(table, cells, 2, &arena, &error));
}

static void
tables_add(void)
{
	struct rules_table *scale = table_new("scale", RULES_TABLE_SCALE,
	    (const char *[]){ "grade", "step", "net" }, 3);
	struct rules_table *bands = table_new("tax", RULES_TABLE_BANDS,
	    (const char *[]){ "kind", "band_from", "band_to",
	    "rate_percent" }, 4);

	scale->key_count = 2;
	scale->keys[1] = 1;
	scale->numbers[2] = true;
	row_add(scale, (const char *[]){ "P-4", "6", "79091" });
	bands->key_count = 1;
	bands->numbers[1] = bands->numbers[2] = bands->numbers[3] = true;
	bands->band_from = 1;
	bands->band_to = 2;
	bands->rate = 3;
	row_add(bands, (const char *[]){ "net", "0", "50000", "17" });
	row_add(bands, (const char *[]){ "net", "50000", "", "34" });
}

static void
scope_fill(void)
{
	struct error error = { 0 };

	name_add("grade", FORMULA_TEXT, SLOT_GRADE);
	name_add("step", FORMULA_TEXT, SLOT_STEP);
	name_add("spouse", FORMULA_BOOLEAN, SLOT_SPOUSE);
	name_add("since", FORMULA_DATE, SLOT_SINCE);
	name_add("base", FORMULA_NUMBER, SLOT_BASE);
	tables_add();
	values[SLOT_GRADE].text = slice_of("P-4");
	values[SLOT_STEP].text = slice_of("6");
	fuzz_must(date_parse(&values[SLOT_SINCE].date,
	    slice_of("2020-02-29"), &error));
	fraction_set_integer(&values[SLOT_BASE].number, 79091);
	scope.arena = &scratch;
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	const struct formula_frame frame = {
		.values = values, .paid = paid, .counted = counted
	};
	struct formula_value value;
	struct formula formula;
	struct error error = { 0 };

	if (scope.arena == NULL)
		scope_fill();
	if (formula_parse(&formula, fuzz_slice(bytes, size), &scope,
	    &error) && formula_check(&formula, &scope, &error) &&
	    formula_evaluate(&value, &formula, &frame, &error))
		fuzz_must(value.type == formula.type);
	else
		fuzz_must(error.fault != FAULT_NONE);
	arena_reset(&scratch);
	return 0;
}
