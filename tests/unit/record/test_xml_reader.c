/* XML in: paths, texts and lines, and what is refused of documents. */
#include "record/xml_reader.h"

#include "base/text.h"
#include "tap.h"
#include "text_file.h"

static struct error error;
static struct text walked;

/* "path=text:currency;" of every end. */
static bool
walks(const char *document, const char *const names[])
{
	struct xml_reader *reader = NULL;
	struct xml_element element;

	error_clear(&error);
	text_clear(&walked);
	if (!text_file_put(document) ||
	    !xml_reader_open(&reader, text_file, &error))
		return false;
	if (names != NULL)
		xml_reader_expect(reader, names);
	while (xml_reader_next(reader, &element, &error))
		if (element.ends)
			text_add_format(&walked, "%.*s=%.*s:%.*s;",
			    SLICE_PRINT(element.path),
			    SLICE_PRINT(element.text),
			    SLICE_PRINT(element.currency));
	xml_reader_close(reader);
	return error.fault == FAULT_NONE;
}

static bool
gives(const char *document, const char *expected)
{
	bool right = walks(document, NULL) && walked.bytes != NULL &&
	    strcmp(walked.bytes, expected) == 0;

	if (!right)
		printf("# %s, %s\n", walked.bytes, error.message);
	return right;
}

static bool
refuses(const char *document, uint64_t line, const char *words)
{
	bool right = !walks(document, NULL) && error.fault == FAULT_INPUT &&
	    error.line == line && strcmp(error.origin, text_file) == 0 &&
	    strstr(error.message, words) != NULL;

	if (!right)
		printf("# %s:%ju: %s\n", error.origin, (uintmax_t)error.line,
		    error.message);
	return right;
}

/* "path(name key value);" of every begin. */
static void
attributes(void)
{
	static const char *const names[] = { "key", "value", NULL };
	struct xml_reader *reader = NULL;
	struct xml_element element;

	error_clear(&error);
	text_clear(&walked);
	if (!text_file_put("<log><s value='1&amp;2' x='3' key='k'/>"
	    "<t key=''>u</t></log>") ||
	    !xml_reader_open(&reader, text_file, &error))
		return;
	xml_reader_attributes(reader, names);
	while (xml_reader_next(reader, &element, &error))
		if (!element.ends)
			text_add_format(&walked, "%.*s(%.*s %.*s %.*s);",
			    SLICE_PRINT(element.path),
			    SLICE_PRINT(element.name),
			    SLICE_PRINT(element.attributes[0]),
			    SLICE_PRINT(element.attributes[1]));
	xml_reader_close(reader);
	if (!tap_ok(error.fault == FAULT_NONE && strcmp(walked.bytes,
	    "(log  );s(s k 1&2);t(t  );") == 0,
	    "attributes which are asked for come with the begin"))
		printf("# %s\n", walked.bytes);
}

static void
texts(void)
{
	tap_ok(gives("<a><b>x</b><b/></a>", "b=x:;b=:;=:;"),
	    "paths are below the root");
	tap_ok(gives("<a><b>1<c>2</c>3</b></a>", "b/c=2:;b=13:;=:;"),
	    "the text of an element is what is right inside it");
	tap_ok(gives("<a>\n\t <b> x y\r\n</b></a>", "b=x y:;=:;"),
	    "blanks at the ends go");
	tap_ok(gives("<a><b Ccy='KWD'>1</b><b Ccy='XX'/><c>2</c></a>",
	    "b=1:KWD;b=:;c=2:;=:;"), "a currency is its element's only");
	tap_ok(gives("<a><b>&lt;&amp;&gt;&#65;&#x20AC;</b></a>",
	    "b=<&>A\xE2\x82\xAC:;=:;"), "entities of XML itself are read");
	tap_ok(gives("<a><b><![CDATA[<&]]>]</b></a>", "b=<&]:;=:;"),
	    "so is CDATA");
	tap_ok(gives("<a><!-- no --><?no no?><b>x<!-- y -->z</b></a>",
	    "b=xz:;=:;"), "comments and instructions are passed over");
	tap_ok(gives("<?xml version='1.0' encoding='ISO-8859-1'?>"
	    "<a><b>\xE9</b></a>", "b=\xC3\xA9:;=:;"),
	    "other encodings become UTF-8");
}

static void
namespaces(void)
{
	static const char *const names[] = { "urn:x:one.1", "urn:x:two.2",
		NULL };

	tap_ok(walks("<a xmlns='urn:x:two.2'><b/></a>", names),
	    "one of the expected namespaces is taken");
	tap_ok(walks("<p:a xmlns:p='urn:x:one.1'><p:b>1</p:b></p:a>", names)
	    && strcmp(walked.bytes, "b=1:;=:;") == 0,
	    "prefixes are not part of names");
	tap_ok(!walks("\n<a xmlns='urn:x:two.3'/>", names) &&
	    error.line == 2 && strcmp(error.message,
	    "\"urn:x:two.3\" is not one.1 or two.2") == 0,
	    "another is refused by name and line");
	tap_ok(!walks("<a/>", names) && strcmp(error.message,
	    "\"\" is not one.1 or two.2") == 0, "and so is none");
	tap_ok(walks("<a xmlns='urn:x:one.1'><b xmlns='urn:y'/></a>", names),
	    "elements below may have their own");
}

static void
refusals(void)
{
	tap_ok(refuses("<?xml version='1.0'?>\n<!DOCTYPE a [\n"
	    "<!ENTITY x 'y'>\n]><a>&x;</a>", 4, "document type"),
	    "a document type is refused");
	tap_ok(refuses("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", 1,
	    "document type"), "also of another file");
	tap_ok(refuses("<a>\n\n&nothing;</a>", 3, "nothing"),
	    "an unknown entity is refused with its line");
	tap_ok(refuses("<a>\n<b></a>", 2, "mismatch"),
	    "tags which do not match are refused");
	tap_ok(refuses("<a><b>", 1, ""), "so is a document cut short");
	tap_ok(refuses("", 1, "the document is empty"), "and an empty one");
	tap_ok(refuses("<a>\xFF</a>", 1, ""), "and bytes which are no text");
	tap_ok(refuses("<a/><b/>", 1, ""), "and a second root");
}

static void
nest(struct text *out, size_t depth)
{
	text_clear(out);
	for (size_t i = 0; i < depth; i++)
		text_add_string(out, "<a>");
	for (size_t i = 0; i < depth; i++)
		text_add_string(out, "</a>");
}

static void
limits(void)
{
	struct text document = { 0 };

	nest(&document, XML_READER_DEPTH_MAX);
	tap_ok(walks(document.bytes, NULL), "elements nest 64 deep");
	nest(&document, XML_READER_DEPTH_MAX + 1);
	tap_ok(refuses(document.bytes, 1, "too deep"), "and no deeper");
	text_clear(&document);
	text_add_string(&document, "<a><b>");
	for (size_t i = 0; i < XML_READER_TEXT_MAX; i++)
		text_add_character(&document, 'x');
	text_add_string(&document, "</b></a>");
	tap_ok(walks(document.bytes, NULL) &&
	    walked.length == XML_READER_TEXT_MAX + 7,
	    "a text has 64 kibibytes");
	document.length -= 8;
	text_add_string(&document, "x</b></a>");
	tap_ok(refuses(document.bytes, 1, "too long"), "and no more");
	text_release(&document);
}

int
main(void)
{
	tap_begin();
	text_file_begin();
	texts();
	attributes();
	namespaces();
	refusals();
	limits();
	text_file_end();
	text_release(&walked);
	return tap_end();
}
