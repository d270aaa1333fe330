/*
 * store_name.h - the store of a unit test which runs on every database
 *
 * tests/run sets OPS_TEST_STORE to the URL of an empty store on its server
 * when it runs the tests whose sources name this header there too.
 */
#ifndef TESTS_UNIT_STORE_NAME_H
#define TESTS_UNIT_STORE_NAME_H

#include <stdlib.h>

static inline const char *
store_name_of(const char *file)
{
	const char *server = getenv("OPS_TEST_STORE");

	return server != NULL && server[0] != '\0' ? server : file;
}

#endif
