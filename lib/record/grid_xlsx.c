#include <limits.h>
#include <xlsxwriter.h>

#include "base/memory.h"
#include "base/replace.h"
#include "base/text.h"
#include "record/grid.h"
#include "value/date.h"

enum {
	XLSX_SHEET_NAME_MAX = 31,
	XLSX_TEXT_BYTES_MAX = 32767,	/* the format counts characters */
	XLSX_WIDTH_MAX = 60
};

struct xlsx {
	lxw_workbook *workbook;
	lxw_format *header;
	lxw_format *text;
	lxw_format *date;
	lxw_format *total;
	lxw_format *places[GRID_DIGITS_MAX + 1];
	lxw_format *total_places[GRID_DIGITS_MAX + 1];
};

static lxw_format *
xlsx_number_format(struct xlsx *xlsx, lxw_format **kept, unsigned places,
    bool bold)
{
	char format[32] = "#,##0.";

	if (kept[places] != NULL)
		return kept[places];
	for (unsigned i = 0; i < places; i++)
		format[6 + i] = '0';
	format[places > 0 ? 6 + places : 5] = '\0';
	kept[places] = workbook_add_format(xlsx->workbook);
	format_set_num_format(kept[places], format);
	if (bold) {
		format_set_bold(kept[places]);
		format_set_top(kept[places], LXW_BORDER_THIN);
	}
	return kept[places];
}

static void
xlsx_formats(struct xlsx *xlsx)
{
	xlsx->header = workbook_add_format(xlsx->workbook);
	format_set_bold(xlsx->header);
	format_set_bottom(xlsx->header, LXW_BORDER_THIN);
	xlsx->text = workbook_add_format(xlsx->workbook);
	format_set_num_format(xlsx->text, "@");
	xlsx->date = workbook_add_format(xlsx->workbook);
	format_set_num_format(xlsx->date, "yyyy-mm-dd");
	xlsx->total = workbook_add_format(xlsx->workbook);
	format_set_bold(xlsx->total);
	format_set_top(xlsx->total, LXW_BORDER_THIN);
}

static bool
xlsx_check(lxw_error status, struct error *error)
{
	if (status == LXW_NO_ERROR)
		return true;
	return error_set(error, FAULT_SYSTEM, "workbook: %s",
	    lxw_strerror(status));
}

/*
 * libxlsxwriter leaves out a text which is too long, so it is refused here.
 */
static bool
xlsx_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
    struct slice text, lxw_format *format, struct error *error)
{
	char *copy;
	lxw_error status;

	if (text.length > XLSX_TEXT_BYTES_MAX)
		return error_set(error, FAULT_INPUT,
		    "a cell of %zu bytes; a workbook holds at most %d",
		    text.length, XLSX_TEXT_BYTES_MAX);
	copy = memory_new(text.length + 1);
	memcpy(copy, text.text, text.length);
	status = worksheet_write_string(sheet, row, column, copy, format);
	memory_free(copy);
	return xlsx_check(status, error);
}

static lxw_error
xlsx_date(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
    struct slice text, lxw_format *format)
{
	struct error ignored = { 0 };
	struct date date = DATE_NONE;
	struct date_parts parts;
	lxw_datetime datetime = { 0 };

	(void)date_parse(&date, text, &ignored);
	parts = date_parts(date);
	datetime.year = parts.year;
	datetime.month = (int)parts.month;
	datetime.day = (int)parts.day;
	return worksheet_write_datetime(sheet, row, column, &datetime,
	    format);
}

/*
 * A workbook stores numbers as IEEE doubles; grid.h has seen to it that the
 * number has no more digits than a double keeps, and years before 1900,
 * which the format lacks, stay text.
 */
static bool
xlsx_cell(struct xlsx *xlsx, lxw_worksheet *sheet, lxw_row_t row,
    lxw_col_t number, const struct grid_column *column, struct slice cell,
    struct error *error)
{
	if (slice_is_empty(cell))
		return true;
	if (column->type == GRID_NUMBER)
		return xlsx_check(worksheet_write_number(sheet, row, number,
		    strtod(cell.text, NULL), xlsx_number_format(xlsx,
		    xlsx->places, column->places, false)), error);
	if (column->type == GRID_DATE && slice_compare(cell,
	    slice_of("1900-03-01")) >= 0)
		return xlsx_check(xlsx_date(sheet, row, number, cell,
		    xlsx->date), error);
	return xlsx_text(sheet, row, number, cell, xlsx->text, error);
}

static bool
xlsx_totals(struct xlsx *xlsx, lxw_worksheet *sheet, const struct grid *grid,
    struct error *error)
{
	lxw_row_t last = (lxw_row_t)grid->row_count;

	for (size_t i = 0; i < grid->column_count; i++) {
		const struct grid_column *column = &grid->columns[i];
		char from[LXW_MAX_CELL_NAME_LENGTH];
		char to[LXW_MAX_CELL_NAME_LENGTH];
		char value[DECIMAL_TEXT_MAX];
		char formula[2 * LXW_MAX_CELL_NAME_LENGTH + 16];

		if (!column->totalled)
			continue;
		lxw_rowcol_to_cell(from, 1, (lxw_col_t)i);
		lxw_rowcol_to_cell(to, last, (lxw_col_t)i);
		(void)snprintf(formula, sizeof(formula), "=SUM(%s:%s)",
		    from, to);
		(void)grid_total_text(column, value);
		if (!xlsx_check(worksheet_write_formula_num(sheet, last + 1,
		    (lxw_col_t)i, formula, xlsx_number_format(xlsx,
		    xlsx->total_places, column->places, true),
		    strtod(value, NULL)), error))
			return false;
	}
	return true;
}

static bool
xlsx_header(struct xlsx *xlsx, lxw_worksheet *sheet, const struct grid *grid,
    struct error *error)
{
	for (size_t i = 0; i < grid->column_count; i++) {
		const struct grid_column *column = &grid->columns[i];
		size_t width = column->width + column->width / 3 + 2;

		if (width > XLSX_WIDTH_MAX)
			width = XLSX_WIDTH_MAX;
		if (!xlsx_check(worksheet_set_column(sheet, (lxw_col_t)i,
		    (lxw_col_t)i, (double)width, NULL), error) ||
		    !xlsx_text(sheet, 0, (lxw_col_t)i, column->name,
		    xlsx->header, error))
			return false;
	}
	worksheet_freeze_panes(sheet, 1, 0);
	if (grid->row_count == 0 || grid->column_count == 0)
		return true;
	return xlsx_check(worksheet_autofilter(sheet, 0, 0,
	    (lxw_row_t)grid->row_count,
	    (lxw_col_t)(grid->column_count - 1)), error);
}

/* Sheet names are short, unlike one another and free of []:*?/\ */
static lxw_worksheet *
xlsx_sheet(struct xlsx *xlsx, const struct grid *grid, size_t number,
    struct error *error)
{
	char name[XLSX_SHEET_NAME_MAX + 1];
	size_t length = 0;
	lxw_worksheet *sheet;

	for (size_t i = 0; i < grid->title.length &&
	    length < XLSX_SHEET_NAME_MAX; i++)
		if (strchr("[]:*?/\\'", grid->title.text[i]) == NULL)
			name[length++] = grid->title.text[i];
	name[length] = '\0';
	while (length > 0 && !slice_is_utf8(slice_from(name, length)))
		name[--length] = '\0';
	if (length == 0 || workbook_validate_sheet_name(xlsx->workbook,
	    name) != LXW_NO_ERROR)
		(void)snprintf(name, sizeof(name), "Sheet %zu", number + 1);
	sheet = workbook_add_worksheet(xlsx->workbook, name);
	if (sheet == NULL)
		(void)error_set(error, FAULT_SYSTEM,
		    "workbook: no sheet \"%s\"", name);
	return sheet;
}

static bool
xlsx_grid(struct xlsx *xlsx, const struct grid *grid, size_t number,
    struct error *error)
{
	lxw_worksheet *sheet = xlsx_sheet(xlsx, grid, number, error);

	if (sheet == NULL || !xlsx_header(xlsx, sheet, grid, error))
		return false;
	for (size_t row = 0; row < grid->row_count; row++)
		for (size_t i = 0; i < grid->column_count; i++)
			if (!xlsx_cell(xlsx, sheet, (lxw_row_t)row + 1,
			    (lxw_col_t)i, &grid->columns[i],
			    grid_cell(grid, row, i), error))
				return false;
	return !grid->has_totals || xlsx_totals(xlsx, sheet, grid, error);
}

/* The same grids give the same bytes: no time of creation. */
static void
xlsx_properties(struct xlsx *xlsx)
{
	lxw_doc_properties properties = { .created = 1 };

	(void)workbook_set_properties(xlsx->workbook, &properties);
}

static bool
xlsx_build(const struct grid *grids, size_t count, const char *path,
    struct error *error)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	struct xlsx xlsx = { .workbook = workbook_new_opt(path, &options) };
	bool good = true;

	if (xlsx.workbook == NULL)
		return error_set(error, FAULT_SYSTEM, "workbook: %s: failed",
		    path);
	xlsx_formats(&xlsx);
	xlsx_properties(&xlsx);
	for (size_t i = 0; good && i < count; i++)
		good = xlsx_grid(&xlsx, &grids[i], i, error);
	return xlsx_check(workbook_close(xlsx.workbook),
	    good ? error : &(struct error){ 0 }) && good;
}

bool
grid_xlsx_write(const struct grid *grids, size_t count, const char *path,
    struct error *error)
{
	struct replace replace;

	if (!replace_begin(&replace, path, error))
		return false;
	if (xlsx_build(grids, count, replace.beside.bytes, error))
		return replace_end(&replace, error);
	replace_abandon(&replace);
	return false;
}
