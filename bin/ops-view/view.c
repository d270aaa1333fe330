#include "view.h"

#include <errno.h>
#include <unistd.h>

#include "base/text.h"

static bool
view_copy(struct output *output, FILE *file, const char *path,
    struct error *error)
{
	char buffer[65536];
	size_t length;

	while ((length = fread(buffer, 1, sizeof(buffer), file)) > 0)
		output_write(output, slice_from(buffer, length));
	return ferror(file) == 0 || error_set(error, FAULT_SYSTEM, "%s: %s",
	    path, strerror(errno));
}

/*
 * A workbook is a ZIP archive which is made in a file; for standard output it
 * goes by way of a temporary one.
 */
static bool
view_workbook_to_output(const struct grid *grids, size_t count,
    struct output *output, struct error *error)
{
	const char *folder = getenv("TMPDIR");
	struct text path = { 0 };
	FILE *file = NULL;
	int descriptor;
	bool good;

	text_add_format(&path, "%s/ops-view.XXXXXX",
	    folder != NULL ? folder : "/tmp");
	descriptor = mkstemp(path.bytes);
	good = descriptor >= 0 || error_set(error, FAULT_SYSTEM, "%s: %s",
	    path.bytes, strerror(errno));
	good = good && grid_xlsx_write(grids, count, path.bytes, error);
	if (good) {
		file = fopen(path.bytes, "rb");
		good = file != NULL ?
		    view_copy(output, file, path.bytes, error) :
		    error_set(error, FAULT_SYSTEM, "%s: %s", path.bytes,
		    strerror(errno));
	}
	if (file != NULL)
		(void)fclose(file);
	if (descriptor >= 0) {
		(void)close(descriptor);
		(void)unlink(path.bytes);
	}
	text_release(&path);
	return good;
}

static bool
view_tables(const struct grid *grids, size_t count, const char *form,
    struct output *output)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			output_write_string(output, "\n");
		if (strcmp(form, "markdown") == 0)
			grid_markdown_write(&grids[i], output);
		else
			grid_table_write(&grids[i], output);
	}
	return true;
}

static bool
view_write(struct cli *cli, const struct grid *grids, size_t count,
    const char *form, struct output *output, struct error *error)
{
	if (strcmp(form, "table") == 0 || strcmp(form, "markdown") == 0)
		return view_tables(grids, count, form, output);
	if (strcmp(form, "html") == 0) {
		grid_html_write(grids, count, output);
		return true;
	}
	if (strcmp(form, "xlsx") == 0)
		return view_workbook_to_output(grids, count, output, error);
	if (count != 1)
		return error_set(error, FAULT_USAGE,
		    "--to %s shows one stream, not %zu", form, count);
	if (strcmp(form, "csv") == 0) {
		grid_csv_write(&grids[0], output);
		return true;
	}
	return view_chart(cli, &grids[0], form, output, error);
}

bool
view_run(struct cli *cli, struct error *error)
{
	struct grid grids[VIEW_GRIDS_MAX] = { 0 };
	const char *form = cli_has(cli, "to") ? cli_text(cli, "to") : "table";
	const char *path = cli_text(cli, "output");
	struct output *output = NULL;
	size_t count = 0;
	bool good;

	if (strcmp(form, "xlsx") == 0 && path == NULL &&
	    isatty(STDOUT_FILENO))
		return error_set(error, FAULT_USAGE,
		    "a workbook does not go to a terminal: give --output");
	good = view_read(grids, &count, cli, error) &&
	    cli_bytes(&output, cli, error) &&
	    view_write(cli, grids, count, form, output, error);
	for (size_t i = 0; i < VIEW_GRIDS_MAX; i++)
		grid_release(&grids[i]);
	return good;
}
