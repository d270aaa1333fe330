/*
 * tap.h - a unit test says what it found, in TAP
 *
 *	int
 *	main(void)
 *	{
 *		tap_begin();
 *		tap_ok(1 + 1 == 2, "one and one are %d", 2);
 *		return tap_end();
 *	}
 *
 * The plan comes last, so a program which dies half-way has none, and that
 * is a failure.
 */
#ifndef TESTS_UNIT_TAP_H
#define TESTS_UNIT_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static struct {
	unsigned long count;
	unsigned long failed;
} tap;

static inline void
tap_begin(void)
{
	tap.count = 0;
	tap.failed = 0;
}

__attribute__((format(printf, 4, 5)))
static inline bool
tap_result(bool passed, const char *file, int line, const char *format, ...)
{
	va_list arguments;

	tap.count++;
	printf("%sok %lu - ", passed ? "" : "not ", tap.count);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
	if (!passed) {
		tap.failed++;
		printf("# failed at %s:%d\n", file, line);
	}
	return passed;
}

#define tap_ok(condition, ...) \
	tap_result((condition), __FILE__, __LINE__, __VA_ARGS__)

/* One test which could not be made, and why. */
static inline void
tap_skip(const char *why)
{
	printf("ok %lu # SKIP %s\n", ++tap.count, why);
}

/* Print the plan; gives the status for main. */
static inline int
tap_end(void)
{
	printf("1..%lu\n", tap.count);
	return fflush(stdout) != 0 || tap.failed > 0 || tap.count == 0;
}

#endif
