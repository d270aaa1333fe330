#include "record/xml_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/xmlreader.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "base/memory.h"
#include "base/text.h"
#include "record/xml_memory.h"

struct xml_reader {
	xmlTextReaderPtr xml;
	char *origin;
	int file;
	int failure;			/* errno of a read which failed */
	uint64_t bytes;
	struct sha256_ctx digest;
	const char *const *expected;	/* namespaces; NULL: any */
	const char *const *attributes;	/* which are asked for, or NULL */
	struct text values[XML_READER_ATTRIBUTES_MAX];	/* of them */
	struct text path;
	struct text texts[XML_READER_DEPTH_MAX + 1];
	char currencies[XML_READER_DEPTH_MAX + 1][4];
	size_t lengths[XML_READER_DEPTH_MAX + 1];	/* of the path above */
	size_t depth;			/* elements open */
	uint64_t line;
	bool ending;			/* an empty element: its end is due */
	bool shrink;			/* the path's last part has ended */
	char wrong[ERROR_MESSAGE_MAX];	/* what libxml2 found */
};

static void
note_error(void *context, const char *message,
    xmlParserSeverities severity, xmlTextReaderLocatorPtr locator)
{
	struct xml_reader *reader = context;

	(void)severity;
	if (reader->wrong[0] != '\0')
		return;
	(void)snprintf(reader->wrong, sizeof(reader->wrong), "%s", message);
	reader->wrong[strcspn(reader->wrong, "\n")] = '\0';
	(void)locator;		/* knows the line of the element around */
	reader->line =
	    (uint64_t)xmlTextReaderGetParserLineNumber(reader->xml);
}

/* For libxml2, which would take a disk which fails for wrong XML. */
static int
read_bytes(void *context, char *bytes, int size)
{
	struct xml_reader *reader = context;
	ssize_t got = descriptor_read(reader->file, bytes, (size_t)size);

	if (got < 0)
		reader->failure = errno;
	if (got > 0) {
		reader->bytes += (uint64_t)got;
		sha256_update(&reader->digest, (size_t)got,
		    (const uint8_t *)bytes);
	}
	return (int)got;
}

bool
xml_reader_open(struct xml_reader **out, const char *path,
    struct error *error)
{
	struct xml_reader *reader;
	bool standard = path == NULL || strcmp(path, "-") == 0;
	int file = standard ? STDIN_FILENO : descriptor_open(path, O_RDONLY);

	if (file < 0)
		return error_set(error, FAULT_SYSTEM, "%s: %s", path,
		    strerror(errno));
	xml_memory_init();
	reader = memory_new(sizeof(*reader));
	reader->file = file;
	sha256_init(&reader->digest);
	reader->origin = memory_copy_string(standard ? "-" : path);
	reader->xml = xmlReaderForIO(read_bytes, NULL, reader, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
	if (reader->xml == NULL) {
		xml_reader_close(reader);
		return error_set(error, FAULT_SYSTEM,
		    "cannot begin to read XML");
	}
	xmlTextReaderSetErrorHandler(reader->xml, note_error, reader);
	*out = reader;
	return true;
}

void
xml_reader_expect(struct xml_reader *reader, const char *const names[])
{
	reader->expected = names;
}

void
xml_reader_attributes(struct xml_reader *reader, const char *const names[])
{
	reader->attributes = names;
}

bool
xml_reader_locate(const struct xml_reader *reader, struct error *error)
{
	return error_locate(error, reader->origin, reader->line);
}

static bool
wrong(const struct xml_reader *reader, const char *what,
    struct error *error)
{
	(void)error_set(error, FAULT_INPUT, "%s", what);
	return xml_reader_locate(reader, error);
}

/* The namespace of the root is one of the expected. */
static bool
check_namespace(const struct xml_reader *reader, const char *uri,
    struct error *error)
{
	struct text list = { 0 };

	for (const char *const *name = reader->expected; name != NULL &&
	    *name != NULL; name++) {
		if (strcmp(*name, uri) == 0) {
			text_release(&list);
			return true;
		}
		text_add_format(&list, "%s%s", list.length > 0 ? " or " : "",
		    strrchr(*name, ':') + 1);
	}
	if (list.length == 0)
		return true;
	(void)error_set(error, FAULT_INPUT, "\"%s\" is not %s", uri,
	    list.bytes);
	text_release(&list);
	return xml_reader_locate(reader, error);
}

static void
remember_currency(struct xml_reader *reader)
{
	char *kept = reader->currencies[reader->depth];
	xmlChar *value = xmlTextReaderGetAttribute(reader->xml,
	    (const xmlChar *)"Ccy");

	kept[0] = '\0';
	if (value != NULL && xmlStrlen(value) == 3)
		memcpy(kept, value, 4);
	xmlFree(value);
}

/* The attributes which were asked for, without being copied twice. */
static bool
take_attributes(struct xml_reader *reader, struct xml_element *out,
    struct error *error)
{
	for (size_t i = 0; reader->attributes != NULL &&
	    i < XML_READER_ATTRIBUTES_MAX && reader->attributes[i] != NULL;
	    i++) {
		struct text *value = &reader->values[i];
		const char *found = NULL;

		text_clear(value);
		if (xmlTextReaderMoveToAttribute(reader->xml,
		    (const xmlChar *)reader->attributes[i]) == 1)
			found = (const char *)xmlTextReaderConstValue(
			    reader->xml);
		if (found != NULL && strlen(found) > XML_READER_TEXT_MAX)
			return wrong(reader, "an attribute is too long",
			    error);
		if (found != NULL)
			text_add_string(value, found);
		(void)xmlTextReaderMoveToElement(reader->xml);
		out->attributes[i] = text_slice(value);
	}
	return true;
}

static bool
begin_element(struct xml_reader *reader, struct error *error)
{
	const char *name =
	    (const char *)xmlTextReaderConstLocalName(reader->xml);
	const char *uri =
	    (const char *)xmlTextReaderConstNamespaceUri(reader->xml);

	if (reader->depth == XML_READER_DEPTH_MAX ||
	    reader->path.length + strlen(name) > XML_READER_PATH_MAX)
		return wrong(reader, "the elements are too deep", error);
	reader->depth++;
	reader->lengths[reader->depth] = reader->path.length;
	if (reader->depth == 1) {
		if (!check_namespace(reader, uri != NULL ? uri : "", error))
			return false;
	} else {
		if (reader->path.length > 0)
			text_add_character(&reader->path, '/');
		text_add_string(&reader->path, name);
	}
	text_clear(&reader->texts[reader->depth]);
	remember_currency(reader);
	reader->ending = xmlTextReaderIsEmptyElement(reader->xml) == 1;
	return true;
}

/* XML's blanks, which are more than slice_trim knows. */
static struct slice
trim(struct slice text)
{
	while (text.length > 0 && strchr(" \t\r\n", text.text[0]) != NULL) {
		text.text++;
		text.length--;
	}
	while (text.length > 0 &&
	    strchr(" \t\r\n", text.text[text.length - 1]) != NULL)
		text.length--;
	return text;
}

static void
end_element(struct xml_reader *reader, struct xml_element *out)
{
	out->ends = true;
	out->path = text_slice(&reader->path);
	out->text = trim(text_slice(&reader->texts[reader->depth]));
	out->currency = slice_of(reader->currencies[reader->depth]);
	out->line = reader->line;
	reader->ending = false;
	reader->shrink = true;
}

static void
shrink_path(struct xml_reader *reader)
{
	reader->path.length = reader->lengths[reader->depth];
	if (reader->path.bytes != NULL)
		reader->path.bytes[reader->path.length] = '\0';
	reader->depth--;
	reader->shrink = false;
}

static bool
add_text(struct xml_reader *reader, struct error *error)
{
	const char *value = (const char *)xmlTextReaderConstValue(reader->xml);
	struct text *text = &reader->texts[reader->depth];

	if (value == NULL)
		return true;
	if (text->length + strlen(value) > XML_READER_TEXT_MAX)
		return wrong(reader, "an element's text is too long", error);
	text_add_string(text, value);
	return true;
}

/* The parser reads ahead; an element knows the line it begins in. */
static void
note_line(struct xml_reader *reader)
{
	xmlNodePtr node = xmlTextReaderCurrentNode(reader->xml);
	long line = node != NULL && node->type == XML_ELEMENT_NODE ?
	    xmlGetLineNo(node) : 0;

	if (line <= 0)
		line = xmlTextReaderGetParserLineNumber(reader->xml);
	reader->line = (uint64_t)line;
}

/* Deal with the node; *given says whether it is something to give. */
static bool
take_node(struct xml_reader *reader, struct xml_element *out, bool *given,
    struct error *error)
{
	note_line(reader);
	switch (xmlTextReaderNodeType(reader->xml)) {
	case XML_READER_TYPE_ELEMENT:
		*given = begin_element(reader, error);
		*out = (struct xml_element){
			.path = text_slice(&reader->path),
			.name = slice_of((const char *)
			    xmlTextReaderConstLocalName(reader->xml)),
			.line = reader->line
		};
		return *given && take_attributes(reader, out, error);
	case XML_READER_TYPE_END_ELEMENT:
		end_element(reader, out);
		*given = true;
		return true;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		return add_text(reader, error);
	case XML_READER_TYPE_DOCUMENT_TYPE:
	case XML_READER_TYPE_ENTITY_REFERENCE:
		return wrong(reader, "a document type or entity is refused",
		    error);
	default:
		return true;
	}
}

static const char *
why_wrong(const struct xml_reader *reader)
{
	if (reader->bytes == 0)
		return "the document is empty";
	return reader->wrong[0] != '\0' ? reader->wrong :
	    "not well-formed XML";
}

static bool
cannot_read(const struct xml_reader *reader, struct error *error)
{
	return error_set(error, FAULT_SYSTEM, "%s: cannot read: %s",
	    reader->origin, strerror(reader->failure));
}

bool
xml_reader_next(struct xml_reader *reader, struct xml_element *out,
    struct error *error)
{
	bool given = false;

	if (reader->shrink)
		shrink_path(reader);
	if (reader->ending) {
		end_element(reader, out);
		return true;
	}
	while (!given) {
		int read = xmlTextReaderRead(reader->xml);

		if (reader->failure != 0)
			return cannot_read(reader, error);
		if (read < 0)
			return wrong(reader, why_wrong(reader), error);
		if (read == 0)
			return false;
		if (!take_node(reader, out, &given, error))
			return false;
	}
	return true;
}

/* What the parser had no need to see is of the file too. */
bool
xml_reader_source(struct source *out, struct xml_reader *reader,
    struct error *error)
{
	struct sha256_ctx digest;
	char rest[4096];

	while (read_bytes(reader, rest, sizeof(rest)) > 0)
		continue;
	if (reader->failure != 0)
		return cannot_read(reader, error);
	digest = reader->digest;
	*out = (struct source){ .path = reader->origin,
		.bytes = reader->bytes };
	sha256_digest(&digest, sizeof(out->digest), out->digest);
	return true;
}

void
xml_reader_close(struct xml_reader *reader)
{
	if (reader == NULL)
		return;
	if (reader->xml != NULL)
		xmlFreeTextReader(reader->xml);
	if (reader->file != STDIN_FILENO)
		(void)close(reader->file);
	for (size_t i = 0; i <= XML_READER_DEPTH_MAX; i++)
		text_release(&reader->texts[i]);
	for (size_t i = 0; i < XML_READER_ATTRIBUTES_MAX; i++)
		text_release(&reader->values[i]);
	text_release(&reader->path);
	memory_free(reader->origin);
	memory_free(reader);
}
