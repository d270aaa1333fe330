/*
 * place.h - where the running program lies
 *
 * Programs find their data and each other beside themselves, so that a build
 * tree and an installed tree both work without being told.
 */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include <stdbool.h>
#include <stddef.h>

enum { PLACE_MAX = 4096 };

/* The folder with a slash at its end; false where it is not known. */
bool place_folder(char *buffer, size_t size);

#endif
