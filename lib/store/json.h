/*
 * json.h - JSON objects for the audit record, a member at a time
 *
 * json_begin opens an object in an empty text, the members follow in the
 * order in which they are added, json_end closes it.  The same members give
 * the same bytes.
 */
#ifndef STORE_JSON_H
#define STORE_JSON_H

#include <stdint.h>

#include "base/text.h"

void json_begin(struct text *out);
void json_add_text(struct text *out, const char *name, struct slice value);
void json_add_integer(struct text *out, const char *name, int64_t value);
void json_add_boolean(struct text *out, const char *name, bool value);
void json_add_null(struct text *out, const char *name);
void json_end(struct text *out);

/*
 * Read an object back, as it was made here: cut its next member off *rest,
 * which was the whole object at first.  The name is as it stands there; the
 * value is a string without its escapes, or what is no string as it stands.
 * False at the end.
 */
bool json_next(struct slice *rest, struct slice *name, struct text *value);

#endif
