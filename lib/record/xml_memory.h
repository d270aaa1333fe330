/*
 * xml_memory.h - the memory of libxml2
 *
 * Where memory ends, libxml2 gives an element without its attribute or text
 * and goes on; here the program ends instead, as everywhere.
 */
#ifndef RECORD_XML_MEMORY_H
#define RECORD_XML_MEMORY_H

/* To be called before anything else of libxml2; again is no harm. */
void xml_memory_init(void);

#endif
