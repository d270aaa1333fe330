#include "domain/figure_total.h"

#include "../tap.h"
#include "../text_file.h"

#define HEAD "indicator,title,period,value,unit,records,numerator," \
	"denominator,baseline,target,status,client,office\n"

static struct figure_book *
book_of(const char *text, struct figure_book_terms terms,
    struct error *error)
{
	const char *path = text_file;
	struct figure_book *book = NULL;
	struct stream *in = NULL;

	if (text_file_put(text) && stream_open(&in, &schema_figure, &path, 1,
	    NULL, error))
		(void)figure_book_read(&book, in, &terms, error);
	stream_close(in);
	return book;
}

static struct definition
definition_of(enum indicator_aggregate aggregate, int direction)
{
	struct definition definition = { .aggregate = aggregate,
	    .direction = direction };

	definition.record.tolerance = decimal_of(5);
	return definition;
}

static void
a_gap_is_an_item_which_is_not_there(void)
{
	struct error error = { 0 };
	struct figure_book *book = book_of(HEAD
	    "a,A,2026-10,3,n,1,,,,,,C2,\n"
	    "a,A,2026-07,0,n,1,,,,,,C1,\n"
	    "a,A,2026-10,,n,0,,,,,,C1,\n"
	    "b,B,2026-Q3,1,n,1,,,,,,C1,X\n",
	    (struct figure_book_terms){ 0 }, &error);
	const struct figure_item *items;

	if (!tap_ok(book != NULL, "figures are read: %s", error.message))
		return;
	tap_ok(book->count == 2 && book->series_count == 3 &&
	    figure_book_periods(book, 0) == 4 &&
	    figure_book_periods(book, 1) == 1,
	    "two indicators, three series, from July to October");
	items = book->indicators[0].series[0].items;
	tap_ok(items[0].there && items[0].has_value && !items[1].there &&
	    items[3].there && !items[3].has_value,
	    "0 is a value, August is not there, October has none");
	tap_ok(book->indicators[0].columns == 1 &&
	    book->indicators[1].columns == 3, "columns make groups");
	tap_ok(slice_is(book->groups[book->indicators[1].series[0].group]
	    .name, "C1, X"), "a group has the name of its values");
	figure_book_free(book);
}

static void
terms_leave_periods_out(void)
{
	struct error error = { 0 };
	struct figure_book_terms terms = { { INDICATOR_MONTH,
	    2026 * 12 + 8 }, 2 };
	struct figure_book *book = book_of(HEAD
	    "a,A,2026-07,7,n,1,,,,,,C1,\n"
	    "a,A,2026-08,8,n,1,,,,,,C1,\n"
	    "a,A,2026-09,9,n,1,,,,,,C1,\n"
	    "a,A,2026-10,10,n,1,,,,,,C1,\n", terms, &error);
	const struct figure_item *items = book->series[0].items;

	tap_ok(figure_book_periods(book, 0) == 2 &&
	    decimal_compare(items[0].value, decimal_of(8)) == 0 &&
	    decimal_compare(items[1].value, decimal_of(9)) == 0,
	    "the last two until September are August and September");
	figure_book_free(book);
}

static void
shares_are_put_together_by_their_parts(void)
{
	struct error error = { 0 };
	struct definition definition = definition_of(INDICATOR_SHARE, 1);
	struct figure_book *book = book_of(HEAD
	    "a,A,2026-10,50,percent,2,1,2,,90,red,C1,\n"
	    "a,A,2026-10,100,percent,10,10,10,,90,green,C2,\n"
	    "a,A,2026-10,,percent,0,0,0,,90,no-data,C3,\n"
	    "a,A,2026-09,,percent,0,0,0,,90,no-data,C3,\n",
	    (struct figure_book_terms){ 0 }, &error);
	struct figure_item total[2];

	tap_ok(figure_total(total, book, 0, &definition),
	    "a share has a total");
	tap_ok(total[1].records == 12 && total[1].value.units ==
	    DECIMAL_ONE * 91666667 / 1000000, "11 of 12 are 91.666667");
	tap_ok(total[1].status == FIGURE_GREEN &&
	    total[0].status == FIGURE_NO_DATA && !total[0].has_value,
	    "on target; a month without records has no data");
	definition.aggregate = INDICATOR_PERCENTILE;
	tap_ok(!figure_total(total, book, 0, &definition) &&
	    !figure_total(total, book, 0, NULL),
	    "percentiles, and what is not known, have none");
	definition.aggregate = INDICATOR_MAX;
	tap_ok(figure_total(total, book, 0, &definition) &&
	    decimal_compare(total[1].value, decimal_of(100)) == 0,
	    "the largest of all");
	definition.aggregate = INDICATOR_SUM;
	tap_ok(figure_total(total, book, 0, &definition) &&
	    decimal_compare(total[1].value, decimal_of(150)) == 0,
	    "sums add up");
	figure_book_free(book);
}

static void
amounts_of_currencies_are_not_added(void)
{
	struct error error = { 0 };
	struct definition definition = definition_of(INDICATOR_SUM, 1);
	struct figure_book *book = book_of(
	    "indicator,title,period,value,unit,records,currency,entity\n"
	    "a,A,2026-10,50,n,2,USD,C1\na,A,2026-10,50,n,2,EUR,C1\n"
	    "b,B,2026-10,50,n,2,,C1\nb,B,2026-10,50,n,2,,C2\n",
	    (struct figure_book_terms){ 0 }, &error);
	struct figure_item total[1];

	definition.record.source = slice_of("pay_line");
	tap_ok(!figure_total(total, book, 0, &definition),
	    "dollars and euros have no sum");
	tap_ok(figure_total(total, book, 1, &definition),
	    "those of one currency have");
	definition.aggregate = INDICATOR_COUNT;
	tap_ok(figure_total(total, book, 0, &definition),
	    "how many they are can be said");
	figure_book_free(book);
}

static void
a_target_is_reached_nearly_or_not(void)
{
	struct decimal five = decimal_of(5), target = decimal_of(90);

	tap_ok(figure_status_of(decimal_of(90), target, five, 1) ==
	    FIGURE_GREEN && figure_status_of(decimal_of(85), target, five,
	    1) == FIGURE_AMBER && figure_status_of(decimal_of(84), target,
	    five, 1) == FIGURE_RED, "higher is better");
	tap_ok(figure_status_of(decimal_of(90), target, five, -1) ==
	    FIGURE_GREEN && figure_status_of(decimal_of(95), target, five,
	    -1) == FIGURE_AMBER && figure_status_of(decimal_of(96), target,
	    five, -1) == FIGURE_RED, "lower is better");
}

static void
wrong_figures_are_refused(void)
{
	static const char *const texts[] = {
		HEAD "a,A,2026-10,1,n,1,,,,,,C1,\na,A,2026-10,1,n,1,,,,,,C1,\n",
		HEAD "a,A,2026-10,1,n,1,,,,,,C1,\na,A,2026,1,n,1,,,,,,C1,\n",
		HEAD "a,A,2026-14,1,n,1,,,,,,C1,\n",
		HEAD "a,A,0026-01,1,n,1,,,,,,C1,\na,A,2026-01,1,n,1,,,,,,C1,\n"
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct error error = { 0 };

		tap_ok(book_of(texts[i], (struct figure_book_terms){ 0 },
		    &error) == NULL && error.fault == FAULT_INPUT, "%s",
		    error.message);
	}
}

int
main(void)
{
	tap_begin();
	text_file_begin();
	a_gap_is_an_item_which_is_not_there();
	terms_leave_periods_out();
	shares_are_put_together_by_their_parts();
	amounts_of_currencies_are_not_added();
	a_target_is_reached_nearly_or_not();
	wrong_figures_are_refused();
	text_file_end();
	return tap_end();
}
