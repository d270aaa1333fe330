#include "domain/xml_write.h"

#include "base/assert.h"
#include "record/markup.h"

static void
indent(struct xml_write *xml)
{
	static const char tabs[] = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";

	output_write(xml->output, slice_from(tabs, xml->depth));
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
	ENSURE(xml->depth < XML_WRITE_DEPTH_MAX);
	indent(xml);
	output_write_string(xml->output, "<");
	output_write_string(xml->output, name);
	output_write_string(xml->output, ">\n");
	xml->open[xml->depth++] = name;
}

static void
end_tag(struct xml_write *xml, const char *name)
{
	output_write_string(xml->output, "</");
	output_write_string(xml->output, name);
	output_write_string(xml->output, ">\n");
}

void
xml_write_close(struct xml_write *xml)
{
	ENSURE(xml->depth > 0);
	xml->depth--;
	indent(xml);
	end_tag(xml, xml->open[xml->depth]);
}

void
xml_write_text(struct xml_write *xml, const char *name, struct slice text)
{
	indent(xml);
	output_write_string(xml->output, "<");
	output_write_string(xml->output, name);
	output_write_string(xml->output, ">");
	markup_write(xml->output, text);
	end_tag(xml, name);
}

void
xml_write_text_with(struct xml_write *xml, const char *name,
    const char *attribute, const char *value, struct slice text)
{
	indent(xml);
	output_write_string(xml->output, "<");
	output_write_string(xml->output, name);
	output_write_string(xml->output, " ");
	output_write_string(xml->output, attribute);
	output_write_string(xml->output, "=\"");
	markup_write(xml->output, slice_of(value));
	output_write_string(xml->output, "\">");
	markup_write(xml->output, text);
	end_tag(xml, name);
}

void
xml_write_end(struct xml_write *xml)
{
	while (xml->depth > 0)
		xml_write_close(xml);
}
