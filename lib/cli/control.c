#include "cli/control.h"

static bool
control_read(struct control *control, const char *text, struct error *error)
{
	struct slice rest = slice_of(text);

	control->field = slice_cut(&rest, '=');
	control->wanted_text = rest;
	if (slice_is_empty(control->field) || slice_is_empty(rest))
		return error_set(error, FAULT_USAGE,
		    "\"%s\" is not FIELD=AMOUNT", text);
	return decimal_parse(&control->wanted, rest, error);
}

static bool
controls_fault(struct error *error)
{
	error->fault = FAULT_USAGE;
	return error_in_field(error, "--control-total", 0);
}

bool
controls_read(struct controls *controls, const struct option_value *option,
    struct error *error)
{
	if (option == NULL)
		return true;
	if (option->count > CONTROLS_MAX) {
		(void)error_set(error, FAULT_USAGE, "at most %d sums",
		    CONTROLS_MAX);
		return controls_fault(error);
	}
	for (size_t i = 0; i < option->count; i++)
		if (!control_read(&controls->controls[i], option->list[i],
		    error))
			return controls_fault(error);
	controls->count = option->count;
	return true;
}

static bool
control_find(struct control *control, const struct schema *schema,
    const struct stream *stream)
{
	int field = schema != NULL ?
	    schema_find(schema, control->field) : FIELD_ABSENT;

	control->extra = field == FIELD_ABSENT;
	if (!control->extra) {
		control->place = (size_t)field;
		return stream_has(stream, field);
	}
	for (size_t i = 0; i < stream_extra_count(stream); i++)
		if (slice_equal(stream_extras(stream)[i], control->field)) {
			control->place = i;
			return true;
		}
	return false;
}

bool
controls_find(struct controls *controls, const struct schema *schema,
    const struct stream *stream, struct error *error)
{
	for (size_t i = 0; i < controls->count; i++) {
		struct control *control = &controls->controls[i];

		if (control_find(control, schema, stream))
			continue;
		(void)error_set(error, FAULT_USAGE,
		    "the input has no column \"%.*s\"",
		    SLICE_PRINT(control->field));
		return controls_fault(error);
	}
	return true;
}

static bool
control_add(struct control *control, const struct record *record,
    struct error *error)
{
	struct slice cell = control->extra ?
	    record->extras[control->place] : record->fields[control->place];
	struct decimal value;

	return slice_is_empty(cell) ||
	    (decimal_parse(&value, cell, error) &&
	    decimal_add(&control->sum, control->sum, value, error));
}

bool
controls_watch(void *context, const struct record *record,
    struct error *error)
{
	struct controls *controls = context;

	for (size_t i = 0; i < controls->count; i++) {
		struct control *control = &controls->controls[i];
		char name[ERROR_FIELD_MAX] = "";

		if (control_add(control, record, error))
			continue;
		for (size_t at = 0; at < control->field.length &&
		    at + 1 < sizeof(name); at++)
			name[at] = control->field.text[at];
		return error_in_field(error, name, 0);
	}
	controls->summed++;
	return true;
}

bool
controls_judge(const struct controls *controls, struct error *error)
{
	for (size_t i = 0; i < controls->count; i++) {
		const struct control *control = &controls->controls[i];
		char sum[DECIMAL_TEXT_MAX];

		if (decimal_compare(control->sum, control->wanted) == 0)
			continue;
		(void)decimal_format(sum, control->sum);
		return error_set(error, FAULT_STORE,
		    "\"%.*s\" of the input sums to %s, "
		    "not to the %.*s expected", SLICE_PRINT(control->field),
		    sum, SLICE_PRINT(control->wanted_text));
	}
	return true;
}
