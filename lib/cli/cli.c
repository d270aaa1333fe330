#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/assert.h"
#include "base/place.h"
#include "config.h"

static const struct option_value *
cli_value(const struct cli *cli, const char *option)
{
	const struct options *options = &cli->options;

	for (size_t i = 0; i < options->count; i++)
		if (strcmp(options->values[i].option->name, option) == 0)
			return &options->values[i];
	return NULL;
}

static const struct option_value *
cli_typed(const struct cli *cli, const char *option, enum option_type type)
{
	const struct option_value *value = cli_value(cli, option);

	ENSURE(value != NULL && value->option->type == type);
	return value;
}

bool
cli_has(const struct cli *cli, const char *option)
{
	const struct option_value *value = cli_value(cli, option);

	ENSURE(value != NULL);
	return value->given;
}

const char *
cli_text(const struct cli *cli, const char *option)
{
	const struct option_value *value = cli_value(cli, option);

	ENSURE(value != NULL && value->option->type != OPTION_FLAG);
	return value->text;
}

bool
cli_flag(const struct cli *cli, const char *option)
{
	return cli_typed(cli, option, OPTION_FLAG)->given;
}

uint64_t
cli_number(const struct cli *cli, const char *option)
{
	return cli_typed(cli, option, OPTION_NUMBER)->as.number;
}

struct date
cli_date(const struct cli *cli, const char *option)
{
	const struct option_value *value =
	    cli_typed(cli, option, OPTION_DATE);

	return value->given ? value->as.date : DATE_NONE;
}

struct period
cli_period(const struct cli *cli, const char *option)
{
	const struct option_value *value =
	    cli_typed(cli, option, OPTION_PERIOD);

	return value->given ? value->as.period : PERIOD_NONE;
}

struct currency
cli_currency(const struct cli *cli, const char *option)
{
	const struct option_value *value =
	    cli_typed(cli, option, OPTION_CURRENCY);

	return value->given ? value->as.currency : CURRENCY_NONE;
}

struct decimal
cli_decimal(const struct cli *cli, const char *option)
{
	const struct option_value *value =
	    cli_typed(cli, option, OPTION_DECIMAL);

	return value->given ? value->as.decimal : DECIMAL_ZERO;
}

size_t
cli_list_count(const struct cli *cli, const char *option)
{
	return cli_typed(cli, option, OPTION_LIST)->count;
}

const char *
cli_list(const struct cli *cli, const char *option, size_t at)
{
	const struct option_value *value =
	    cli_typed(cli, option, OPTION_LIST);

	ENSURE(at < value->count);
	return value->list[at];
}

size_t
cli_operand_count(const struct cli *cli)
{
	return cli->options.operand_count;
}

const char *
cli_operand(const struct cli *cli, size_t at)
{
	ENSURE(at < cli->options.operand_count);
	return cli->options.operands[at];
}

struct date
cli_today(const struct cli *cli)
{
	return instant_date(cli->now);
}

void
cli_say(const struct cli *cli, const char *format, ...)
{
	va_list arguments;

	if (cli_flag(cli, "quiet"))
		return;
	progress_clear(cli->progress);
	(void)fprintf(stderr, "%s: ", cli->program->name);
	va_start(arguments, format);
	(void)vfprintf(stderr, format, arguments);
	va_end(arguments);
	(void)fputc('\n', stderr);
}

void
cli_warn(struct cli *cli, const char *origin, uint64_t line,
    const char *format, ...)
{
	struct error place = { 0 };
	char text[ERROR_TEXT_MAX];
	va_list arguments;

	(void)error_locate(&place, origin, line);
	progress_clear(cli->progress);
	(void)fprintf(stderr, "%s: %swarning: ", cli->program->name,
	    error_text(&place, text, sizeof(text)));
	va_start(arguments, format);
	(void)vfprintf(stderr, format, arguments);
	va_end(arguments);
	(void)fputc('\n', stderr);
}

void
cli_answer_no(struct cli *cli)
{
	cli->answer_no = true;
}

static const char *
cli_join(struct cli *cli, const char *folder, const char *middle,
    const char *name)
{
	size_t size = strlen(folder) + strlen(middle) + strlen(name) + 1;
	char *path = arena_new(&cli->arena, size);

	(void)snprintf(path, size, "%s%s%s", folder, middle, name);
	return path;
}

const char *
cli_path(struct cli *cli, const char *folder, const char *name)
{
	return cli_join(cli, folder, "/", name);
}

const char *
cli_share(struct cli *cli, const char *name)
{
	/* Installed (bin/ beside share/), or in a build tree (build/bin/). */
	static const char *const beside[] = { "../share/opsutils/",
		"../../share/" };
	const char *given = getenv("OPS_SHARE");
	char folder[PLACE_MAX];

	if (given != NULL && given[0] != '\0')
		return cli_path(cli, given, name);
	for (size_t i = 0; i < 2 && place_folder(folder, PLACE_MAX); i++) {
		const char *path = cli_join(cli, folder, beside[i], name);

		if (access(path, F_OK) == 0)
			return path;
	}
	return cli_path(cli, CONFIG_SHARE, name);
}
