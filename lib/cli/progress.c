#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/digits.h"

enum {
	PROGRESS_RECORDS = 256,		/* between two looks at the clock */
	PROGRESS_FIRST_MS = 1000,
	PROGRESS_NEXT_MS = 250,
	PROGRESS_LOG_MS = 5000,		/* where lines cannot be erased */
	PROGRESS_NUMBER_MAX = 32
};

static int64_t
progress_now(void)
{
	struct timespec now = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool
progress_can_erase(void)
{
	const char *terminal = getenv("TERM");

	return isatty(STDERR_FILENO) == 1 && terminal != NULL &&
	    terminal[0] != '\0' && strcmp(terminal, "dumb") != 0;
}

void
progress_begin(struct progress *progress, const char *program, bool asked,
    bool quiet)
{
	progress->program = program;
	progress->asked = asked && !quiet;
	progress->terminal = progress_can_erase();
	progress->on = !quiet && (asked || (progress->terminal &&
	    isatty(STDOUT_FILENO) == 0));
	progress->began_ms = progress_now();
	progress->next_ms = progress->began_ms + (progress->terminal ?
	    PROGRESS_FIRST_MS : PROGRESS_LOG_MS);
}

void
progress_expect(struct progress *progress, const char *const paths[],
    size_t count)
{
	struct stat status;

	if (count == 0 && fstat(STDIN_FILENO, &status) == 0 &&
	    S_ISREG(status.st_mode))
		progress->total += (uint64_t)status.st_size;
	for (size_t i = 0; i < count; i++)
		if (stat(paths[i], &status) == 0 && S_ISREG(status.st_mode))
			progress->total += (uint64_t)status.st_size;
}

/* With commas between thousands; words for people only. */
static const char *
progress_number(char buffer[PROGRESS_NUMBER_MAX], uint64_t number)
{
	char *at = buffer + PROGRESS_NUMBER_MAX;

	*--at = '\0';
	for (; number >= 1000; number /= 1000) {
		at = digits_put(at, number % 1000, 3);
		*--at = ',';
	}
	return digits_put(at, number, 1);
}

static void
progress_left(char text[PROGRESS_TEXT_MAX], uint64_t seconds)
{
	if (seconds < 60)
		(void)snprintf(text, PROGRESS_TEXT_MAX, ", %u s left",
		    (unsigned)seconds);
	else if (seconds < 3600)
		(void)snprintf(text, PROGRESS_TEXT_MAX,
		    ", %u min %02u s left", (unsigned)(seconds / 60),
		    (unsigned)(seconds % 60));
	else
		(void)snprintf(text, PROGRESS_TEXT_MAX,
		    ", %llu h %02u min left",
		    (unsigned long long)(seconds / 3600),
		    (unsigned)(seconds / 60 % 60));
}

/* What is left goes as fast as what was read; a second begun counts. */
static uint64_t
progress_seconds(const struct progress *progress, uint64_t elapsed_ms)
{
	unsigned __int128 left = progress->total - progress->bytes;
	unsigned __int128 second = (unsigned __int128)progress->bytes * 1000;

	return (uint64_t)((left * elapsed_ms + second - 1) / second);
}

void
progress_text(char text[PROGRESS_TEXT_MAX], const struct progress *progress,
    int64_t elapsed_ms)
{
	char records[PROGRESS_NUMBER_MAX], rate[PROGRESS_NUMBER_MAX];
	char left[PROGRESS_TEXT_MAX] = "";
	uint64_t elapsed = elapsed_ms > 0 ? (uint64_t)elapsed_ms : 1;

	if (progress->bytes > 0 && progress->total > progress->bytes)
		progress_left(left, progress_seconds(progress, elapsed));
	(void)snprintf(text, PROGRESS_TEXT_MAX,
	    "%s records, %s a second%.60s",
	    progress_number(records, progress->records),
	    progress_number(rate, (uint64_t)(
	    (unsigned __int128)progress->records * 1000 / elapsed)), left);
}

static void
progress_show(struct progress *progress, int64_t now_ms)
{
	char text[PROGRESS_TEXT_MAX];

	progress_text(text, progress, now_ms - progress->began_ms);
	(void)fprintf(stderr, progress->terminal ? "\r%s: %s\033[K" :
	    "%s: %s\n", progress->program, text);
	progress->shown = progress->terminal;
	progress->next_ms = now_ms + (progress->terminal ?
	    PROGRESS_NEXT_MS : PROGRESS_LOG_MS);
}

void
progress_step(struct progress *progress, uint64_t records, uint64_t bytes)
{
	uint64_t before = progress->records / PROGRESS_RECORDS;
	int64_t now_ms;

	progress->records += records;
	progress->bytes += bytes;
	if (!progress->on || progress->records / PROGRESS_RECORDS == before)
		return;
	now_ms = progress_now();
	if (now_ms >= progress->next_ms)
		progress_show(progress, now_ms);
}

void
progress_clear(struct progress *progress)
{
	if (!progress->shown)
		return;
	(void)fputs("\r\033[K", stderr);
	progress->shown = false;
}

void
progress_end(struct progress *progress)
{
	char text[PROGRESS_TEXT_MAX];

	progress_clear(progress);
	if (!progress->on || !progress->asked)
		return;
	progress->total = 0;
	progress_text(text, progress, progress_now() - progress->began_ms);
	(void)fprintf(stderr, "%s: %s\n", progress->program, text);
}
