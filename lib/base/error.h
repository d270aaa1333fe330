/*
 * error.h - what went wrong, where, and whose fault it is
 *
 * A function which can fail returns bool and takes a struct error last; it
 * returns false if and only if it set the error.  The one who finds the fault
 * sets it, once; callers only add the place (origin and line, field).  An
 * error is plain memory: nothing is allocated and nothing is released.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The kind of fault is the exit status of the program which meets it. */
enum fault {
	FAULT_NONE = 0,
	FAULT_ANSWER = 1,	/* done, and the answer is no */
	FAULT_USAGE = 2,	/* the command line is wrong */
	FAULT_INPUT = 3,	/* a record is wrong */
	FAULT_STORE = 4,	/* the store refused */
	FAULT_SYSTEM = 5,	/* the operating system failed */
	FAULT_BUSY = 6		/* the store is busy: try again */
};

enum {
	ERROR_MESSAGE_MAX = 512,
	ERROR_ORIGIN_MAX = 256,
	ERROR_FIELD_MAX = 64
};

struct error {
	enum fault fault;
	const char *code;	/* Frictionless error name, static, or NULL */
	uint64_t line;		/* from 1; 0 is unknown */
	uint64_t record;	/* from 1, the header not counted; 0 unknown */
	unsigned column;	/* field number from 1; 0 is unknown */
	char origin[ERROR_ORIGIN_MAX];	/* file name, "" is unknown */
	char field[ERROR_FIELD_MAX];	/* "" is unknown */
	char message[ERROR_MESSAGE_MAX];
};

/*
 * Set the fault and a printf-like message (cut at ERROR_MESSAGE_MAX - 1
 * bytes) and give false.  A macro, so that compilers see the constant.
 */
#define error_set(error, ...) \
	(error_record((error), __VA_ARGS__), false)

/* The same, with the Frictionless name of the error ("type-error"). */
#define error_set_code(error, fault, name, ...) \
	(error_record((error), (fault), __VA_ARGS__), \
	    (error)->code = (name), false)

void error_record(struct error *error, enum fault fault,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Add what is not yet known of the place; each gives false. */
bool error_locate(struct error *error, const char *origin, uint64_t line);
bool error_in_field(struct error *error, const char *field, unsigned column);

/* Forget the error, as when a wrong record went to the rejects. */
void error_clear(struct error *error);

/*
 * Write "origin:line: field: message" without the parts which are unknown
 * into buffer, always terminated.  Gives buffer.
 */
const char *error_text(const struct error *error, char *buffer, size_t size);

enum { ERROR_TEXT_MAX = 1024 };

#endif
