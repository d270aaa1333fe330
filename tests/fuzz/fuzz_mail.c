/* Any bytes, as mails: what is read is UTF-8 without control characters. */
#include "fuzz.h"
#include "record/mail.h"

static struct mail mail;

static void
must_be_clean(const struct text *text)
{
	fuzz_must(slice_is_utf8(text_slice(text)));
	for (size_t i = 0; i < text->length; i++)
		fuzz_must((unsigned char)text->bytes[i] >= ' ' ||
		    text->bytes[i] == '\n');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error error = { 0 };

	if (mail_parse(&mail, slice_from((const char *)data, size), "fuzz",
	    1, &error)) {
		must_be_clean(&mail.subject);
		must_be_clean(&mail.body);
		must_be_clean(&mail.name);
		fuzz_must(!slice_is_empty(text_slice(&mail.message)));
	}
	return 0;
}
