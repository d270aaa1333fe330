#include "record/zone_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"

enum {
	ZONE_FILE_BYTES_MAX = 1 << 17,
	ZONE_NAME_MAX = 64
};

static const char zone_folder[] = "/usr/share/zoneinfo";

/* Words of letters, digits, +, - and _, parted by slashes: no way out. */
static bool
zone_name_is_safe(struct slice name)
{
	if (slice_is_empty(name) || name.length > ZONE_NAME_MAX ||
	    name.text[0] == '/')
		return false;
	for (size_t i = 0; i < name.length; i++) {
		char c = name.text[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '+' || c == '-' ||
		    c == '_' || c == '/'))
			return false;
	}
	return true;
}

static bool
zone_file_bytes(struct text *out, const char *path, struct error *error)
{
	FILE *file = fopen(path, "rbe");
	bool failed;

	if (file == NULL)
		return error_set(error, FAULT_SYSTEM, "%s: cannot open: %s",
		    path, strerror(errno));
	(void)text_reserve(out, ZONE_FILE_BYTES_MAX);
	out->length = fread(out->bytes, 1, ZONE_FILE_BYTES_MAX, file);
	failed = ferror(file) != 0;
	(void)fclose(file);
	if (failed)
		return error_set(error, FAULT_SYSTEM, "%s: cannot read",
		    path);
	return true;
}

static bool
zone_file_unknown(struct slice name, struct error *error)
{
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "\"%.*s\" is not a time zone of the IANA database "
	    "(Europe/Zurich)", SLICE_PRINT(name));
}

bool
zone_file_read(const struct zone **out, struct arena *arena,
    struct slice name, struct error *error)
{
	const char *folder = getenv("TZDIR");
	struct text path = { 0 };
	struct text bytes = { 0 };
	struct zone *zone = NULL;
	bool done;

	if (!zone_name_is_safe(name))
		return zone_file_unknown(name, error);
	text_add_format(&path, "%s/%.*s", folder != NULL ? folder :
	    zone_folder, SLICE_PRINT(name));
	done = zone_file_bytes(&bytes, path.bytes, error);
	if (!done && (errno == ENOENT || errno == ENOTDIR)) {
		error_clear(error);
		(void)zone_file_unknown(name, error);
	}
	done = done && zone_parse(&zone, arena, text_slice(&bytes), error);
	if (done)
		*out = zone;
	else if (error->origin[0] == '\0' && bytes.length > 0)
		(void)error_locate(error, path.bytes, 0);
	text_release(&path);
	text_release(&bytes);
	return done;
}
