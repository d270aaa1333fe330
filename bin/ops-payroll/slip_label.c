#include "slip_label.h"

#include "schema/label.h"

static void
keep(struct slip_labels *labels, const struct label *label)
{
	struct slice *kept = table_get(&labels->labels, label->name);
	bool wanted = slice_equal(label->language, labels->language);

	labels->found = labels->found || wanted;
	if (!wanted && (kept != NULL || !slice_is(label->language, "en")))
		return;
	if (kept == NULL) {
		kept = arena_new(&labels->texts, sizeof(*kept));
		table_set(&labels->labels, label->name, kept);
	}
	*kept = arena_copy(&labels->texts, label->label);
}

bool
slip_label_read(struct slip_labels *labels, struct cli *cli,
    const char *path, struct error *error)
{
	struct label label;
	struct record record;
	struct stream *in;

	if (!cli_open(&in, cli, &schema_label, path, error))
		return false;
	while (label_next(in, &label, &record, error))
		keep(labels, &label);
	return error->fault == FAULT_NONE;
}

struct slice
slip_label(const struct slip_labels *labels, struct slice name)
{
	const struct slice *label = table_get(&labels->labels, name);

	return label != NULL ? *label : name;
}

void
slip_label_release(struct slip_labels *labels)
{
	arena_release(&labels->texts);
	table_release(&labels->labels);
}
