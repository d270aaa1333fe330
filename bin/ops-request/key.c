#include "key.h"

#include <stdlib.h>

bool
key_open(const struct vault **out, struct vault *room,
    const struct cli *cli, struct error *error)
{
	const char *path = cli_has(cli, "key") ? cli_text(cli, "key") :
	    getenv("OPS_REQUEST_KEY");

	*out = NULL;
	if (path == NULL || path[0] == '\0')
		return true;
	if (!vault_open(room, path, error))
		return false;
	*out = room;
	return true;
}
