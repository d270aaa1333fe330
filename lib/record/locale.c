#include "record/locale.h"

#include "base/slice.h"
#include "record/locale_table.h"

enum { LOCALE_NAME_MAX = 8 };	/* "xxx_419" and its end */

static const struct locale_row *
locale_find(const char *name)
{
	for (size_t i = 0; i < locale_row_count; i++)
		if (strcmp(locale_rows[i].name, name) == 0)
			return &locale_rows[i];
	return NULL;
}

/* Cut the next part, up to "-", "_", or what is not of the name. */
static struct slice
locale_part(const char **at)
{
	struct slice part = slice_from(*at, strcspn(*at, "-_.@"));

	*at += part.length;
	if (**at == '-' || **at == '_')
		++*at;
	else
		*at = "";
	return part;
}

static bool
locale_is_territory(struct slice part)
{
	return part.length == 2 || (part.length == 3 &&
	    part.text[0] >= '0' && part.text[0] <= '9');
}

bool
locale_decimal_mark(char *out, const char *locale, struct error *error)
{
	const struct locale_row *row = NULL;
	char name[LOCALE_NAME_MAX] = "";
	const char *at = locale;
	struct slice part = locale_part(&at);
	size_t length = part.length;

	if (length == 2 || length == 3) {
		memcpy(name, part.text, length);
		row = locale_find(name);
	}
	while (row != NULL && *at != '\0') {
		part = locale_part(&at);
		if (!locale_is_territory(part))
			continue;
		name[length] = '_';
		memcpy(name + length + 1, part.text, part.length);
		name[length + 1 + part.length] = '\0';
		if (locale_find(name) != NULL)
			row = locale_find(name);
		break;
	}
	if (row == NULL)
		return error_set(error, FAULT_USAGE,
		    "\"%s\" is not a known locale (en, de, fr_FR ...)",
		    locale);
	*out = row->decimal_mark;
	return true;
}
