/*
 * xml_write.h - XML out, element by element
 *
 * Writes indented UTF-8 XML into an output: one element a line, texts
 * escaped.  Names are literals of the program.  Nothing allocates and nothing
 * can fail here; output_check tells of a failed write.
 */
#ifndef DOMAIN_XML_WRITE_H
#define DOMAIN_XML_WRITE_H

#include "base/output.h"
#include "base/slice.h"

enum { XML_WRITE_DEPTH_MAX = 16 };

struct xml_write {
	struct output *output;
	const char *open[XML_WRITE_DEPTH_MAX];
	size_t depth;
};

/* The declaration and the root element with its namespace. */
void xml_write_begin(struct xml_write *xml, struct output *output,
    const char *root, const char *name_space);

void xml_write_open(struct xml_write *xml, const char *name);
void xml_write_close(struct xml_write *xml);

/* An element with only a text. */
void xml_write_text(struct xml_write *xml, const char *name,
    struct slice text);

/* The same with one attribute. */
void xml_write_text_with(struct xml_write *xml, const char *name,
    const char *attribute, const char *value, struct slice text);

/* Close what is open, down to the root. */
void xml_write_end(struct xml_write *xml);

#endif
