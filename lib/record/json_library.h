/*
 * json_library.h - the functions of json.h, loaded when JSON is read
 *
 * The library of C++ which simdjson needs has thousands of symbols to bind, as
 * long a work as all else that a program does at its start, whether it ever
 * reads JSON or not.  So they are in a library beside the programs,
 * lib/opsutils/libopsutils-json.so, and loaded when the first stream turns out
 * to be JSON.
 */
#ifndef RECORD_JSON_LIBRARY_H
#define RECORD_JSON_LIBRARY_H

#include "record/json.h"

#define JSON_FUNCTIONS(EACH) \
	EACH(json_new) \
	EACH(json_free) \
	EACH(json_parse)

struct json_library {
#define JSON_MEMBER(name) __typeof__(name) *name;
	JSON_FUNCTIONS(JSON_MEMBER)
#undef JSON_MEMBER
};

/* Filled by json_library_load; it stays loaded. */
extern struct json_library json_library;

/* FAULT_SYSTEM if it is not there. */
bool json_library_load(struct error *error);

#endif
