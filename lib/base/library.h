/*
 * library.h - shared libraries which are loaded when they are needed
 *
 * What is loaded stays so to the end of the program.  A name without a slash
 * is looked for where the program was told to look, and then where the system
 * keeps its libraries.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stddef.h>

#include "base/error.h"

/*
 * Load a library; needed_for is the beginning of what is said when it cannot
 * be: "a store on a server needs libpq5".  FAULT_SYSTEM.
 */
bool library_load(void **out, const char *name, const char *needed_for,
    struct error *error);

/*
 * Put the address of a function of the library into the pointer to a function
 * at out, which has so many bytes.  FAULT_SYSTEM, and needed_for tells which
 * version there must be, if there is none.
 */
bool library_find(void *out, size_t size, void *library, const char *function,
    const char *needed_for, struct error *error);

#endif
