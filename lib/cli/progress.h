/*
 * progress.h - how far a long run is, for who looks on
 *
 * One line on standard error, written again and again where it stands: the
 * records read, how many a second, and the time left where the input is
 * files.  It appears when a run on a terminal takes longer than a second, is
 * erased before anything else is said, and leaves nothing behind.  Where
 * results go to the terminal too, it keeps out of their way.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PROGRESS_TEXT_MAX = 160 };

struct progress {
	const char *program;
	bool on;
	bool asked;		/* --progress: also where nobody looks on */
	bool terminal;
	bool shown;		/* the line stands there now */
	uint64_t records;
	uint64_t bytes;		/* of the records */
	uint64_t total;		/* of the files; 0 is not known */
	int64_t began_ms;
	int64_t next_ms;	/* when to write the line again */
};

void progress_begin(struct progress *progress, const char *program,
    bool asked, bool quiet);

/* More files will be read; none is standard input. */
void progress_expect(struct progress *progress, const char *const paths[],
    size_t count);

/* So many more were read. */
void progress_step(struct progress *progress, uint64_t records,
    uint64_t bytes);

/* Make room for a line on standard error. */
void progress_clear(struct progress *progress);

/* Erase it; if it was asked for, say how many records there were. */
void progress_end(struct progress *progress);

/* "1,200 records, 400 a second, 3 s left", after so many milliseconds. */
void progress_text(char text[PROGRESS_TEXT_MAX],
    const struct progress *progress, int64_t elapsed_ms);

#endif
