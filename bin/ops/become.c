#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/place.h"
#include "ops.h"

enum { NAME_MAX_BYTES = 64 };

bool
ops_become(const char *name, char *arguments[], struct error *error)
{
	char path[PLACE_MAX + NAME_MAX_BYTES];
	char folder[PLACE_MAX];

	if (strchr(name, '/') != NULL || strlen(name) > NAME_MAX_BYTES / 2)
		return error_set(error, FAULT_USAGE,
		    "\"%s\" is not a program: see ops list", name);
	if (!place_folder(folder, sizeof(folder)))
		return error_set(error, FAULT_SYSTEM,
		    "the folder of the programs is not known: %s",
		    strerror(errno));
	(void)snprintf(path, sizeof(path), "%sops-%s", folder, name);
	arguments[0] = path + strlen(folder);
	(void)execv(path, arguments);
	if (errno == ENOENT)
		return error_set(error, FAULT_USAGE,
		    "\"%s\" is not a program: see ops list", name);
	return error_set(error, FAULT_SYSTEM, "%s: %s", path,
	    strerror(errno));
}
