#include "kpi.h"

#include <stdio.h>

#include "base/memory.h"
#include "schema/indicator_record.h"

enum { PACK_PATH_MAX = 512 };

static const char default_pack[] = "shared-services";

const char *
kpi_pack(struct cli *cli, const char *name, struct error *error)
{
	char path[PACK_PATH_MAX];
	size_t length;

	if (name == NULL)
		name = default_pack;
	length = strlen(name);
	if (strchr(name, '/') != NULL ||
	    (length > 4 && strcmp(name + length - 4, ".csv") == 0))
		return name;
	if ((size_t)snprintf(path, sizeof(path), "kpi/%s.csv", name) <
	    sizeof(path))
		return cli_share(cli, path);
	(void)error_set(error, FAULT_USAGE, "the name of the pack is too "
	    "long");
	return NULL;
}

bool
kpi_indicators(struct indicators **out, struct cli *cli, struct error *error)
{
	size_t count = cli_list_count(cli, "indicator");
	const char *source = cli_text(cli, "source");
	const char *path = kpi_pack(cli, cli_text(cli, "pack"), error);
	const char **codes;
	struct stream *in;
	bool done;

	if (path == NULL || !cli_open(&in, cli, &schema_indicator_record,
	    path, error))
		return false;
	codes = memory_resize(NULL, count + 1, sizeof(*codes));
	for (size_t i = 0; i < count; i++)
		codes[i] = cli_list(cli, "indicator", i);
	done = indicators_load(out, in,
	    slice_of(source != NULL ? source : ""), codes, count, error);
	memory_free(codes);
	return done;
}
