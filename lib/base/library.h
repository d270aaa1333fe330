/*
 * library.h - shared libraries which are loaded when they are needed
 *
 * What is loaded stays so to the end of the program.  needed_for is the
 * beginning of what is said when that cannot be: "a store on a server needs
 * libpq5".
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stddef.h>

#include "base/error.h"

/* One of the system's, by its name.  FAULT_SYSTEM. */
bool library_load(void **out, const char *name, const char *needed_for,
    struct error *error);

/*
 * One of ours, which lies in lib/opsutils/: of the folder above that of the
 * program, of the one above that (programs of the tests), or of where they are
 * installed.  FAULT_SYSTEM.
 */
bool library_load_own(void **out, const char *name, const char *needed_for,
    struct error *error);

/*
 * Put the address of a function of the library into the pointer to a function
 * at out, which has so many bytes.  FAULT_SYSTEM.
 */
bool library_find(void *out, size_t size, void *library, const char *function,
    const char *needed_for, struct error *error);

#endif
