#include "record/json.h"

#include <cstring>

#include <simdjson.h>

namespace ondemand = simdjson::ondemand;

static_assert(JSON_PADDING >= simdjson::SIMDJSON_PADDING, "padding");

struct json {
	ondemand::parser parser;
};

static bool
json_fail(struct error *error, const char *message)
{
	return error_set_code(error, FAULT_INPUT, "format-error",
	    "not a JSON record: %s", message);
}

static struct slice
json_slice(std::string_view text)
{
	return slice_from(text.data(), text.size());
}

/* RFC 8259: simdjson is given only the extent of a number, not its form. */
static bool
json_is_number(struct slice text)
{
	const char *at = text.text, *end = at + text.length, *digits;

	if (at < end && *at == '-')
		at++;
	digits = at;
	while (at < end && *at >= '0' && *at <= '9')
		at++;
	if (at == digits || (*digits == '0' && at - digits > 1))
		return false;
	if (at < end && *at == '.') {
		digits = ++at;
		while (at < end && *at >= '0' && *at <= '9')
			at++;
		if (at == digits)
			return false;
	}
	if (at < end && (*at == 'e' || *at == 'E')) {
		at++;
		if (at < end && (*at == '+' || *at == '-'))
			at++;
		digits = at;
		while (at < end && *at >= '0' && *at <= '9')
			at++;
		if (at == digits)
			return false;
	}
	return at == end;
}

static bool
json_number(ondemand::value &value, struct slice *out, struct error *error)
{
	struct slice text = json_slice(value.raw_json_token());

	while (text.length > 0 && strchr(" \t\r\n",
	    text.text[text.length - 1]) != NULL)
		text.length--;
	if (!json_is_number(text))
		return json_fail(error, "a number is malformed");
	*out = text;
	return true;
}

static bool
json_scalar(ondemand::value &value, enum json_kind *kind, struct slice *text,
    struct error *error)
{
	ondemand::json_type type;
	std::string_view string;
	bool truth;

	if (value.type().get(type) != simdjson::SUCCESS)
		return json_fail(error, "a value is malformed");
	*text = slice_from("", 0);
	switch (type) {
	case ondemand::json_type::string:
		*kind = JSON_STRING;
		if (value.get_string().get(string) != simdjson::SUCCESS)
			return json_fail(error, "a string is malformed");
		*text = json_slice(string);
		return true;
	case ondemand::json_type::number:
		*kind = JSON_NUMBER;
		return json_number(value, text, error);
	case ondemand::json_type::boolean:
		if (value.get_bool().get(truth) != simdjson::SUCCESS)
			return json_fail(error, "a value is malformed");
		*kind = truth ? JSON_TRUE : JSON_FALSE;
		return true;
	case ondemand::json_type::null:
		*kind = JSON_NULL;
		if (value.is_null().get(truth) != simdjson::SUCCESS ||
		    !truth)
			return json_fail(error, "a value is malformed");
		return true;
	default:
		return json_fail(error,
		    "a value is an object or an array; records are flat");
	}
}

static bool
json_members(ondemand::object &object, json_member *member, void *context,
    struct error *error)
{
	for (auto entry : object) {
		ondemand::field field;
		std::string_view name;
		enum json_kind kind;
		struct slice text;

		if (std::move(entry).get(field) != simdjson::SUCCESS ||
		    field.unescaped_key().get(name) != simdjson::SUCCESS)
			return json_fail(error, "a member is malformed");
		if (!json_scalar(field.value(), &kind, &text, error)) {
			struct slice label = json_slice(name);

			if (label.length >= ERROR_FIELD_MAX)
				label.length = ERROR_FIELD_MAX - 1;
			(void)memcpy(error->field, label.text, label.length);
			error->field[label.length] = '\0';
			return false;
		}
		if (!member(context, json_slice(name), kind, text, error))
			return false;
	}
	return true;
}

bool
json_parse(struct json *json, struct slice line, json_member *member,
    void *context, struct error *error)
{
	ondemand::document document;
	ondemand::object object;
	simdjson::error_code code = json->parser.iterate(line.text,
	    line.length, line.length + JSON_PADDING).get(document);

	if (code == simdjson::UTF8_ERROR)
		return error_set_code(error, FAULT_INPUT, "encoding-error",
		    "not UTF-8");
	if (code != simdjson::SUCCESS)
		return json_fail(error, simdjson::error_message(code));
	if (document.get_object().get(object) != simdjson::SUCCESS)
		return json_fail(error, "the line is not an object");
	if (!json_members(object, member, context, error))
		return false;
	if (document.current_location().error() == simdjson::SUCCESS)
		return json_fail(error, "something follows the object");
	return true;
}

struct json *
json_new(void)
{
	return new struct json;
}

void
json_free(struct json *json)
{
	delete json;
}
