#include <inttypes.h>
#include <stdio.h>

#include "pipe.h"

enum { NUMBER_TEXT_MAX = 32 };

static void
format_count(char text[NUMBER_TEXT_MAX], int64_t count)
{
	if (count < 0)
		(void)snprintf(text, NUMBER_TEXT_MAX, "-");
	else
		(void)snprintf(text, NUMBER_TEXT_MAX, "%" PRId64, count);
}

static void
format_seconds(char text[NUMBER_TEXT_MAX], const struct pipe_stage *stage)
{
	int64_t ms = (int64_t)(stage->end.tv_sec - stage->start.tv_sec) *
	    1000 + (stage->end.tv_nsec - stage->start.tv_nsec) / 1000000;

	(void)snprintf(text, NUMBER_TEXT_MAX, "%" PRId64 ".%02d", ms / 1000,
	    (int)(ms % 1000 / 10));
}

void
pipe_table(const struct pipeline *pipeline)
{
	(void)fprintf(stderr, "%5s %10s %10s %8s %6s  %s\n", "stage", "read",
	    "written", "seconds", "status", "command");
	for (size_t i = 0; i < pipeline->count; i++) {
		const struct pipe_stage *stage = &pipeline->stages[i];
		char read[NUMBER_TEXT_MAX], written[NUMBER_TEXT_MAX];
		char seconds[NUMBER_TEXT_MAX];

		format_count(read, stage->read);
		format_count(written, stage->written);
		format_seconds(seconds, stage);
		(void)fprintf(stderr, "%5zu %10s %10s %8s %6d  %s\n", i + 1,
		    read, written, seconds, stage->status, stage->command);
	}
}
