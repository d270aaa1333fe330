/*
 * assert.h - what must be true of our own code
 *
 * ENSURE stays on in release builds: a program which finds itself wrong must
 * stop before it writes a figure.  It is never used for data, which may be
 * wrong and gets a struct error.
 */
#ifndef BASE_ASSERT_H
#define BASE_ASSERT_H

#define ENSURE(condition) \
	((condition) ? (void)0 : \
	    assert_failed(#condition, __FILE__, __LINE__, __func__))

/* Say what failed on standard error and abort. */
_Noreturn void assert_failed(const char *condition, const char *file,
    int line, const char *function);

#endif
