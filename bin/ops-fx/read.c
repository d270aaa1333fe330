#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/rate_form.h"
#include "fx.h"

enum { READ_BYTES = 64 * 1024 };

static bool
failed(const char *path, const char *what, struct error *error)
{
	return error_set(error, FAULT_SYSTEM, "%s: %s: %s", path, what,
	    strerror(errno));
}

/*
 * Standard input must be looked at before it is known how to read it, so
 * what comes through a pipe is put into a file without a name first.
 */
static bool
make_seekable(struct error *error)
{
	char buffer[READ_BYTES];
	FILE *file;
	size_t got;

	if (lseek(STDIN_FILENO, 0, SEEK_CUR) >= 0)
		return true;
	file = tmpfile();
	if (file == NULL)
		return failed("-", "temporary file", error);
	while ((got = fread(buffer, 1, sizeof(buffer), stdin)) > 0)
		if (fwrite(buffer, 1, got, file) != got)
			break;
	if (ferror(stdin) || fflush(file) != 0 || ferror(file) ||
	    dup2(fileno(file), STDIN_FILENO) < 0 ||
	    lseek(STDIN_FILENO, 0, SEEK_SET) != 0) {
		(void)failed("-", "copy of standard input", error);
		(void)fclose(file);
		return false;
	}
	(void)fclose(file);
	return true;
}

/* All bytes of the file, or those from its start up to limit. */
static bool
read_bytes(struct text *out, const char *path, size_t limit,
    struct error *error)
{
	bool input = strcmp(path, "-") == 0;
	int fd = input ? STDIN_FILENO : descriptor_open(path, O_RDONLY);
	off_t start = input ? lseek(fd, 0, SEEK_CUR) : 0;
	ssize_t got = 1;

	if (fd < 0)
		return failed(path, "open", error);
	text_clear(out);
	while (got > 0 && out->length < limit) {
		size_t room = limit - out->length < READ_BYTES ?
		    limit - out->length : READ_BYTES;

		got = pread(fd, text_reserve(out, room), room,
		    start + (off_t)out->length);
		if (got > 0)
			out->length += (size_t)got;
		else if (got < 0 && errno == EINTR)
			got = 1;
	}
	if (got < 0)
		(void)failed(path, "read", error);
	if (!input)
		(void)close(fd);
	return got >= 0;
}

/* Keep the text once and give the kept one. */
static struct slice
keep(struct fx_rates *rates, struct slice text)
{
	bool added;
	size_t at = table_put(&rates->texts, text, &added);

	return rates->texts.entries[at].key;
}

/* Is the same rate of the same day there already? */
static bool
repeats(const struct exchange *exchange, const struct exchange_rate *rate)
{
	struct error ignored = { 0 };
	struct rate found;
	struct date since;

	return !currency_equal(exchange_pivot(exchange), rate->currency) &&
	    exchange_rate(&found, &since, exchange, rate->currency,
	    rate->valid_from, &ignored) &&
	    date_compare(since, rate->valid_from) == 0 &&
	    decimal_compare(found.value, rate->units_per_pivot) == 0;
}

/* Add the rate, unless it repeats another or contradicts it. */
static bool
add(struct fx_rates *rates, const struct exchange_rate *rate,
    struct error *error)
{
	struct exchange *exchange = table_get(&rates->series, rate->kind);
	struct exchange_rate kept = *rate;

	if (exchange == NULL) {
		exchange = exchange_new(rate->pivot);
		table_set(&rates->series, rate->kind, exchange);
	}
	if (!currency_equal(exchange_pivot(exchange), rate->pivot))
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "rates of the series \"%.*s\" are quoted against %s and "
		    "against %s", SLICE_PRINT(rate->kind),
		    currency_code(exchange_pivot(exchange)),
		    currency_code(rate->pivot));
	if (repeats(exchange, rate))
		return true;
	if (!exchange_add(exchange, rate->currency, rate->valid_from,
	    rate->units_per_pivot, error))
		return false;
	kept.kind = keep(rates, rate->kind);
	kept.source = keep(rates, rate->source);
	rates->rates = memory_grow(rates->rates, &rates->capacity,
	    rates->count, sizeof(*rates->rates));
	rates->rates[rates->count++] = kept;
	return true;
}

static bool
read_own(struct fx_rates *out, struct stream *in, struct error *error)
{
	struct exchange_rate rate;
	struct record record;

	while (exchange_rate_next(in, &rate, &record, error))
		if (!add(out, &rate, error) &&
		    !stream_reject(in, &record, error))
			return false;
	return error->fault == FAULT_NONE;
}

static bool
read_foreign(struct fx_rates *out, const char *path, enum rate_form form,
    struct error *error)
{
	struct rate_form_reader reader;
	struct exchange_rate rate;
	struct text bytes = { 0 };
	bool fine;

	fine = read_bytes(&bytes, path, FX_FILE_BYTES_MAX, error);
	if (fine && bytes.length == FX_FILE_BYTES_MAX)
		fine = error_set(error, FAULT_INPUT,
		    "the file has more than %d bytes", FX_FILE_BYTES_MAX);
	if (fine && rate_form_open(&reader, form, text_slice(&bytes),
	    error)) {
		while (rate_form_next(&reader, &rate, error))
			if (!add(out, &rate, error)) {
				error->line = reader.line;
				break;
			}
		rate_form_close(&reader);
	}
	text_release(&bytes);
	if (error->fault == FAULT_INPUT)
		(void)error_locate(error, path, 0);
	return error->fault == FAULT_NONE;
}

static bool
recognise(enum rate_form *out, struct cli *cli, const char *path, bool asked,
    struct error *error)
{
	struct text start = { 0 };

	if (strcmp(path, "-") == 0 && !make_seekable(error))
		return false;
	if (asked && cli_has(cli, "form")) {
		*out = rate_form_find(cli_text(cli, "form"));
		return true;
	}
	if (!read_bytes(&start, path, RATE_FORM_START_BYTES, error))
		return false;
	*out = rate_form_recognise(text_slice(&start));
	text_release(&start);
	if (*out != RATE_FORM_UNKNOWN)
		return true;
	(void)error_set(error, FAULT_INPUT,
	    "no known form of rates (see --form)");
	return error_locate(error, path, 1);
}

/* The input of the verb: all of its files have one form. */
static bool
read_input(struct fx_rates *out, struct cli *cli, struct error *error)
{
	size_t count = cli_operand_count(cli);
	enum rate_form form, other;
	struct stream *in;

	if (!recognise(&form, cli, count > 0 ? cli_operand(cli, 0) : "-",
	    true, error))
		return false;
	if (form == RATE_FORM_OWN)
		return cli_input(&in, cli, &schema_exchange_rate, 0, error) &&
		    read_own(out, in, error);
	if (cli_has(cli, "rejects"))
		return error_set(error, FAULT_USAGE, "--rejects is for files "
		    "of our own form; mend the publication instead");
	if (count == 0)
		return read_foreign(out, "-", form, error);
	for (size_t i = 0; i < count; i++) {
		if (!recognise(&other, cli, cli_operand(cli, i), true,
		    error))
			return false;
		if (other == RATE_FORM_OWN)
			return error_set(error, FAULT_USAGE, "%s is not of "
			    "the same form as %s", cli_operand(cli, i),
			    cli_operand(cli, 0));
		if (!read_foreign(out, cli_operand(cli, i), other, error))
			return false;
	}
	return true;
}

bool
fx_rates_read(struct fx_rates *out, struct cli *cli, const char *path,
    struct error *error)
{
	enum rate_form form;
	struct stream *in;

	if (path == NULL)
		return read_input(out, cli, error);
	if (!recognise(&form, cli, path, false, error))
		return false;
	if (form != RATE_FORM_OWN)
		return read_foreign(out, path, form, error);
	return cli_open(&in, cli, &schema_exchange_rate, path, error) &&
	    read_own(out, in, error);
}

void
fx_rates_release(struct fx_rates *rates)
{
	for (size_t i = 0; i < rates->series.count; i++)
		exchange_free(rates->series.entries[i].value);
	table_release(&rates->series);
	table_release(&rates->texts);
	memory_free(rates->rates);
}
