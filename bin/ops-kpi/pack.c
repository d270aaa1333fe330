#include "kpi.h"

#include <stdio.h>

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
