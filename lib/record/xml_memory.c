#include "record/xml_memory.h"

#include <libxml/xmlmemory.h>

#include "base/memory.h"

static void *
allocate(size_t size)
{
	return memory_resize(NULL, 1, size);
}

static void *
resize(void *memory, size_t size)
{
	return memory_resize(memory, 1, size);
}

void
xml_memory_init(void)
{
	(void)xmlMemSetup(memory_free, allocate, resize, memory_copy_string);
}
