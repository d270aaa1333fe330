/*
 * rate_form.h - rates of exchange in the forms in which others publish them
 *
 * The operational rates of the United Nations as CSV, as text with tabs, and
 * as XML; the history of the reference rates of the European Central Bank as
 * CSV.  A reader walks over bytes which the caller keeps and gives one rate
 * after the other with the digits of the publication.
 */
#ifndef DOMAIN_RATE_FORM_H
#define DOMAIN_RATE_FORM_H

#include "schema/exchange_rate.h"

enum rate_form {
	RATE_FORM_UNKNOWN,
	RATE_FORM_OWN,		/* records of exchange_rate: see stream.h */
	RATE_FORM_UN_CSV,
	RATE_FORM_UN_TEXT,
	RATE_FORM_UN_XML,
	RATE_FORM_ECB
};

enum {
	RATE_FORM_COLUMNS_MAX = 128,
	RATE_FORM_START_BYTES = 4096	/* enough to recognise a form */
};

struct rate_form_xml;

struct rate_form_reader {
	enum rate_form form;
	struct slice rest;
	uint64_t line;		/* of the rate given last, from 1 */
	struct slice cells[RATE_FORM_COLUMNS_MAX];
	size_t cell_count;
	size_t columns;		/* of the header */
	size_t code;		/* numbers of the columns */
	size_t value;
	size_t day;
	size_t at;		/* next column of the history's line */
	struct currency pivot;
	struct currency currencies[RATE_FORM_COLUMNS_MAX];
	struct date date;
	struct rate_form_xml *xml;
};

/* The form, from its first bytes. */
enum rate_form rate_form_recognise(struct slice start);

/* "un-csv"; RATE_FORM_UNKNOWN for a word which is none. */
enum rate_form rate_form_find(const char *name);

/*
 * Read the header.  The form is none of RATE_FORM_OWN and RATE_FORM_UNKNOWN.
 * After success the reader is to be closed.
 */
bool rate_form_open(struct rate_form_reader *reader, enum rate_form form,
    struct slice bytes, struct error *error);

/*
 * False at the end (no fault) or at an error, which has its line.  "N/A" and
 * empty cells of the history are days without a rate.  Texts are static.
 */
bool rate_form_next(struct rate_form_reader *reader,
    struct exchange_rate *out, struct error *error);

void rate_form_close(struct rate_form_reader *reader);

#endif
