#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
error_record(struct error *error, enum fault fault, const char *format, ...)
{
	va_list arguments;

	error_clear(error);
	error->fault = fault;
	va_start(arguments, format);
	(void)vsnprintf(error->message, sizeof(error->message), format,
	    arguments);
	va_end(arguments);
}

bool
error_locate(struct error *error, const char *origin, uint64_t line)
{
	if (error->origin[0] == '\0' && origin != NULL)
		(void)snprintf(error->origin, sizeof(error->origin), "%s",
		    origin);
	if (error->line == 0)
		error->line = line;
	return false;
}

bool
error_in_field(struct error *error, const char *field, unsigned column)
{
	if (error->field[0] == '\0' && field != NULL)
		(void)snprintf(error->field, sizeof(error->field), "%s",
		    field);
	if (error->column == 0)
		error->column = column;
	return false;
}

void
error_clear(struct error *error)
{
	error->fault = FAULT_NONE;
	error->code = NULL;
	error->line = 0;
	error->record = 0;
	error->column = 0;
	error->origin[0] = '\0';
	error->field[0] = '\0';
	error->message[0] = '\0';
}

const char *
error_text(const struct error *error, char *buffer, size_t size)
{
	char line[32] = "";

	if (error->line != 0)
		(void)snprintf(line, sizeof(line), "%s%llu",
		    error->origin[0] != '\0' ? ":" : "line ",
		    (unsigned long long)error->line);
	(void)snprintf(buffer, size, "%s%s%s%s%s%s", error->origin, line,
	    error->origin[0] != '\0' || line[0] != '\0' ? ": " : "",
	    error->field, error->field[0] != '\0' ? ": " : "",
	    error->message);
	return buffer;
}
