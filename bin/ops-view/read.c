#include "view.h"

#include "record/grid_group.h"

/* The name of a file without folders and ending. */
static struct slice
view_title(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct slice name = slice_of(slash != NULL ? slash + 1 : path);
	size_t point = slice_find(name, '.');

	return point > 0 ? slice_from(name.text, point) : name;
}

static bool
view_find(int *out, const struct grid *grid, struct slice name,
    struct error *error)
{
	*out = grid_find(grid, name);
	if (*out < 0)
		return error_set(error, FAULT_USAGE,
		    "\"%.*s\" is not a column of the input",
		    SLICE_PRINT(name));
	return true;
}

/* Keep only the columns of --columns, in its order. */
static bool
view_select(struct grid *grid, struct slice list, struct error *error)
{
	int from[SCHEMA_FIELDS_MAX];
	struct slice row[SCHEMA_FIELDS_MAX];
	struct grid selected;
	size_t count = 0;
	bool good = true;

	while (list.length > 0) {
		struct slice name = slice_cut(&list, ',');

		if (count == SCHEMA_FIELDS_MAX)
			return error_set(error, FAULT_USAGE,
			    "more than %d columns", SCHEMA_FIELDS_MAX);
		if (!view_find(&from[count], grid, name, error))
			return false;
		row[count++] = name;
	}
	grid_begin(&selected, row, count);
	for (size_t at = 0; good && at < grid->row_count; at++) {
		for (size_t i = 0; i < count; i++)
			row[i] = grid_cell(grid, at, (size_t)from[i]);
		good = grid_add_row(&selected, row, error);
	}
	grid_finish(&selected);
	grid_release(grid);
	*grid = selected;
	return good;
}

static bool
view_where(struct grid *grid, struct slice condition, struct error *error)
{
	struct slice name = slice_cut(&condition, '=');
	int column;

	if (!view_find(&column, grid, name, error))
		return false;
	grid_keep(grid, column, condition);
	grid_finish(grid);
	return true;
}

static bool
view_grouping(struct grid_grouping *how, struct cli *cli,
    const struct grid *grid, struct error *error)
{
	struct slice keys = slice_of(cli_text(cli, "by"));

	*how = (struct grid_grouping){ .across = -1,
	    .total_count = cli_list_count(cli, "total") };
	if (how->total_count > GROUP_TOTALS_MAX)
		return error_set(error, FAULT_USAGE,
		    "%zu columns to sum; at most %d", how->total_count,
		    GROUP_TOTALS_MAX);
	while (keys.length > 0) {
		if (how->key_count == GROUP_KEYS_MAX)
			return error_set(error, FAULT_USAGE,
			    "more than %d columns to group by",
			    GROUP_KEYS_MAX);
		if (!view_find(&how->keys[how->key_count++], grid,
		    slice_cut(&keys, ','), error))
			return false;
	}
	for (size_t i = 0; i < how->total_count; i++)
		if (!view_find(&how->totals[i], grid,
		    slice_of(cli_list(cli, "total", i)), error))
			return false;
	return !cli_has(cli, "across") || view_find(&how->across, grid,
	    slice_of(cli_text(cli, "across")), error);
}

static bool
view_group(struct cli *cli, struct grid *grid, struct error *error)
{
	struct grid_grouping how;
	struct grid grouped = { 0 };
	bool good = view_grouping(&how, cli, grid, error) &&
	    grid_group(&grouped, grid, &how, error);

	grid_release(grid);
	*grid = grouped;
	return good;
}

static bool
view_totals(struct cli *cli, struct grid *grid, struct error *error)
{
	int column;

	for (size_t i = 0; i < cli_list_count(cli, "total"); i++)
		if (!view_find(&column, grid,
		    slice_of(cli_list(cli, "total", i)), error) ||
		    !grid_total(grid, column, error))
			return false;
	return true;
}

static bool
view_prepare(struct cli *cli, struct grid *grid, struct slice title,
    struct error *error)
{
	bool grouped = cli_has(cli, "by");

	if (cli_has(cli, "across") && !grouped)
		return error_set(error, FAULT_USAGE,
		    "--across spreads the sums of --by, which is not given");
	for (size_t i = 0; i < cli_list_count(cli, "where"); i++)
		if (!view_where(grid, slice_of(cli_list(cli, "where", i)),
		    error))
			return false;
	if (grouped && !view_group(cli, grid, error))
		return false;
	if (cli_has(cli, "columns") && !view_select(grid,
	    slice_of(cli_text(cli, "columns")), error))
		return false;
	if (!grouped && !view_totals(cli, grid, error))
		return false;
	grid->title = cli_has(cli, "title") ?
	    slice_of(cli_text(cli, "title")) : title;
	return true;
}

static bool
view_read_one(struct grid *grid, struct cli *cli, const char *path,
    struct error *error)
{
	struct stream *stream;

	if (path == NULL ? !cli_input(&stream, cli, NULL, 0, error) :
	    !cli_part(&stream, cli, path, error))
		return false;
	return grid_read(grid, stream, error) && view_prepare(cli, grid,
	    path != NULL ? view_title(path) : slice_of(""), error);
}

bool
view_read(struct grid grids[VIEW_GRIDS_MAX], size_t *count, struct cli *cli,
    struct error *error)
{
	size_t files = cli_operand_count(cli);

	if (files > VIEW_GRIDS_MAX)
		return error_set(error, FAULT_USAGE,
		    "%zu files; at most %d in one view", files,
		    VIEW_GRIDS_MAX);
	*count = files > 1 ? files : 1;
	for (size_t i = 0; i < *count; i++)
		if (!view_read_one(&grids[i], cli,
		    files > 1 ? cli_operand(cli, i) : NULL, error))
			return false;
	if (files == 1 && !cli_has(cli, "title"))
		grids[0].title = view_title(cli_operand(cli, 0));
	return true;
}
