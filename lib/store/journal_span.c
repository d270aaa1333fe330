#include "store/journal_span.h"

void
journal_span_bind(struct statement *statement, int at,
    struct journal_span span)
{
	if (date_is_none(span.from))
		store_bind_text(statement, at, slice_of("0000-00-00"));
	else
		store_bind_date(statement, at, span.from);
	if (date_is_none(span.until))
		store_bind_text(statement, at + 1, slice_of("9999-99-99"));
	else
		store_bind_date(statement, at + 1, span.until);
}
