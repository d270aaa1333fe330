/*
 * xml_reader.h - XML in, one element after the other
 *
 * A reader walks through a document without keeping it.  Documents come from
 * outside: a document type (and with it every entity) is refused, nothing is
 * fetched, and depth and text are limited.
 */
#ifndef RECORD_XML_READER_H
#define RECORD_XML_READER_H

#include <stdint.h>

#include "base/error.h"
#include "base/slice.h"
#include "record/source.h"

enum {
	XML_READER_DEPTH_MAX = 64,
	XML_READER_PATH_MAX = 1024,
	XML_READER_TEXT_MAX = 64 * 1024,
	XML_READER_ATTRIBUTES_MAX = 2
};

struct xml_reader;

/* One element: its begin, then what it contains, then its end. */
struct xml_element {
	bool ends;
	struct slice path;	/* "Stmt/Ntry/Amt" below the root element */
	struct slice name;	/* at its begin: its own, also of the root */
	struct slice attributes[XML_READER_ATTRIBUTES_MAX];	/* at its
				   begin: those which were asked for */
	struct slice text;	/* at the end: the text right inside it */
	struct slice currency;	/* at the end: its attribute Ccy, or empty */
	uint64_t line;
};

/* path NULL or "-" is standard input. */
bool xml_reader_open(struct xml_reader **out, const char *path,
    struct error *error);

/*
 * Refuse a document whose root element is of none of the namespaces, which
 * end with NULL and live as long as the reader: "urn:...:camt.053.001.08".
 */
void xml_reader_expect(struct xml_reader *reader, const char *const names[]);

/*
 * Give the values of these attributes with each element from now on, empty if
 * it has them not; the names end with NULL and live as long as the reader.
 */
void xml_reader_attributes(struct xml_reader *reader,
    const char *const names[]);

/*
 * False at the end (no fault) or at an error.  Slices live until the next
 * call.  Texts come without blanks at both ends.
 */
bool xml_reader_next(struct xml_reader *reader, struct xml_element *out,
    struct error *error);

/* Put file and line of the last element into the error; gives false. */
bool xml_reader_locate(const struct xml_reader *reader, struct error *error);

/*
 * The file which was read, to its end, with its digest; records is 0, and the
 * path lives as long as the reader.  After it nothing is read any more.
 */
bool xml_reader_source(struct source *out, struct xml_reader *reader,
    struct error *error);

void xml_reader_close(struct xml_reader *reader);	/* NULL allowed */

#endif
