/*
 * json.h - records as JSON, one object a line
 *
 * simdjson behind a C interface.  Numbers are given as the text which stands
 * in the file: no amount ever passes through a double.  null is an empty
 * cell; objects and arrays inside a record are an error.  The functions are
 * in a library of their own: call them as json_library.h says.
 */
#ifndef RECORD_JSON_H
#define RECORD_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#include "base/error.h"
#include "base/slice.h"

enum json_kind {
	JSON_STRING,
	JSON_NUMBER,
	JSON_TRUE,
	JSON_FALSE,
	JSON_NULL
};

enum { JSON_PADDING = 64 };

struct json;

struct json *json_new(void);
void json_free(struct json *json);

/* Is called for each member; false (error set) ends the parse. */
typedef bool json_member(void *context, struct slice name,
    enum json_kind kind, struct slice text, struct error *error);

/*
 * Parse one object.  JSON_PADDING bytes after the line must be readable.
 * Names and texts are valid until the next call.
 */
bool json_parse(struct json *json, struct slice line, json_member *member,
    void *context, struct error *error);

#ifdef __cplusplus
}
#endif

#endif
