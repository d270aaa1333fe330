/*
 * markup.h - text inside HTML, SVG and XML
 */
#ifndef RECORD_MARKUP_H
#define RECORD_MARKUP_H

#include "base/output.h"

/*
 * Write UTF-8 text with & < > " ' escaped; control characters which XML 1.0
 * does not allow become U+FFFD.
 */
void markup_write(struct output *output, struct slice text);

#endif
