/*
 * output.h - bytes out, all or nothing
 *
 * An output is standard output or a file.  A file is written beside its name
 * and renamed by output_close, so that a failed run leaves the old one or
 * none.  Writing is buffered and cannot fail; the first failure is kept and
 * output_close reports it.  A closed pipe is FAULT_SYSTEM with errno EPIPE
 * kept in output_is_broken, for who wants to be quiet about it.
 */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include <stdint.h>

#include "base/error.h"
#include "base/slice.h"

struct output;

enum { OUTPUT_BUFFER_BYTES = 256 * 1024 };

/* path NULL or "-" is standard output. */
bool output_open(struct output **out, const char *path, struct error *error);

void output_write(struct output *output, struct slice bytes);
void output_write_string(struct output *output, const char *string);
void output_write_format(struct output *output, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Room for at most OUTPUT_BUFFER_BYTES / 2 bytes, to be filled by the caller
 * and accounted for by output_filled: the fast way for records.
 */
char *output_room(struct output *output, size_t size);
void output_filled(struct output *output, size_t size);

/* Has a write failed so far? Long runs stop early. */
bool output_failed(const struct output *output);
bool output_is_broken(const struct output *output);

/* Report the failure, if there was one. */
bool output_check(struct output *output, struct error *error);

/*
 * Is it a file beside its name, which nobody sees before output_close?  And
 * was one there already, which a killed program left?
 */
bool output_is_beside(const struct output *output);
bool output_found_rest(const struct output *output);

/*
 * Put on the disk what was written, so that only the name is wanting.  Should
 * output_close fail to give it, the file stays beside.
 */
bool output_sync(struct output *output, struct error *error);

/* Flush, sync a file, rename it; the output is gone afterwards. */
bool output_close(struct output *output, struct error *error);
void output_abandon(struct output *output);	/* NULL is allowed */

/*
 * Give it no name, and leave it beside after output_sync: whether it is valid
 * is not known here, and who does the same again will find that out.
 */
void output_leave(struct output *output);

#endif
