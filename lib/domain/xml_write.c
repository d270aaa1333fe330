#include "domain/xml_write.h"

#include "base/assert.h"
#include "record/markup.h"

/* Room for a tag in the depth, and its tabs; gives where to go on. */
static char *
room_for_tag(struct xml_write *xml, size_t length)
{
	char *at = output_room(xml->output, xml->depth + length);

	memset(at, '\t', xml->depth);
	output_filled(xml->output, xml->depth + length);
	return at + xml->depth;
}

static char *
add(char *at, const char *bytes, size_t length)
{
	memcpy(at, bytes, length);
	return at + length;
}

void
xml_write_begin(struct xml_write *xml, struct output *output,
    const char *root, const char *name_space)
{
	*xml = (struct xml_write){ .output = output };
	output_write_string(output,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<");
	output_write_string(output, root);
	output_write_string(output, " xmlns=\"");
	output_write_string(output, name_space);
	output_write_string(output, "\">\n");
	xml->open[xml->depth++] = root;
}

void
xml_write_open(struct xml_write *xml, const char *name)
{
	size_t length = strlen(name);
	char *at;

	ENSURE(xml->depth < XML_WRITE_DEPTH_MAX);
	at = room_for_tag(xml, length + 3);
	at = add(at, "<", 1);
	at = add(at, name, length);
	(void)add(at, ">\n", 2);
	xml->open[xml->depth++] = name;
}

static void
end_tag(struct xml_write *xml, const char *name, size_t length)
{
	char *at = output_room(xml->output, length + 4);

	at = add(at, "</", 2);
	at = add(at, name, length);
	(void)add(at, ">\n", 2);
	output_filled(xml->output, length + 4);
}

void
xml_write_close(struct xml_write *xml)
{
	const char *name;

	ENSURE(xml->depth > 0);
	xml->depth--;
	name = xml->open[xml->depth];
	(void)room_for_tag(xml, 0);
	end_tag(xml, name, strlen(name));
}

void
xml_write_text(struct xml_write *xml, const char *name, struct slice text)
{
	size_t length = strlen(name);
	char *at = room_for_tag(xml, length + 2);

	at = add(at, "<", 1);
	at = add(at, name, length);
	(void)add(at, ">", 1);
	markup_write(xml->output, text);
	end_tag(xml, name, length);
}

void
xml_write_text_with(struct xml_write *xml, const char *name,
    const char *attribute, const char *value, struct slice text)
{
	size_t length = strlen(name), attribute_length = strlen(attribute);
	char *at = room_for_tag(xml, length + attribute_length + 4);

	at = add(at, "<", 1);
	at = add(at, name, length);
	at = add(at, " ", 1);
	at = add(at, attribute, attribute_length);
	(void)add(at, "=\"", 2);
	markup_write(xml->output, slice_of(value));
	output_write(xml->output, slice_from("\">", 2));
	markup_write(xml->output, text);
	end_tag(xml, name, length);
}

void
xml_write_end(struct xml_write *xml)
{
	while (xml->depth > 0)
		xml_write_close(xml);
}
