/*
 * Any bytes, as rates of exchange in each form, whichever it looks like.
 * That a rate is above zero is for those to see who take it.
 */
#include "domain/rate_form.h"
#include "fuzz.h"

static void
read_all(enum rate_form form, struct slice bytes)
{
	struct rate_form_reader reader;
	struct exchange_rate rate;
	struct error error = { 0 };

	if (!rate_form_open(&reader, form, bytes, &error))
		return;
	while (rate_form_next(&reader, &rate, &error)) {
		fuzz_must(rate.currency.number != 0 &&
		    rate.pivot.number != 0);
		fuzz_must(!date_is_none(rate.valid_from));
	}
	rate_form_close(&reader);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	struct slice text = fuzz_slice(bytes, size);

	(void)rate_form_recognise(text);
	for (int form = RATE_FORM_UN_CSV; form <= RATE_FORM_ECB; form++)
		read_all((enum rate_form)form, text);
	return 0;
}
