#include "record/decoder.h"

#include "base/memory.h"
#include "record/record.h"
#include "value/decimal.h"
#include "value/instant.h"

enum { DECODER_DIGITS_MAX = 18 };

struct decoder_column {
	bool used;		/* of the schema */
	bool required;
	uint16_t field;
	enum field_type type;
	size_t offset;
};

static bool
decoder_knows(const struct field *field)
{
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_CODE:
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
	case FIELD_DATE:
	case FIELD_TIME:
		return field->pattern == NULL;
	case FIELD_AMOUNT:
	case FIELD_PERIOD:
	case FIELD_BOOLEAN:
	case FIELD_CURRENCY:
	case FIELD_COUNTRY:
		break;
	}
	return false;
}

bool
decoder_init(struct decoder *decoder, const struct header *header)
{
	*decoder = (struct decoder){ .schema = header->schema,
	    .count = header->count };
	decoder->columns = memory_new((header->count + 1) *
	    sizeof(*decoder->columns));
	for (size_t i = 0; i < header->count; i++) {
		size_t slot = header->slots[i];
		const struct field *field = &header->schema->fields[slot];

		if (slot >= header->field_count)
			continue;
		if (!decoder_knows(field)) {
			decoder_release(decoder);
			return false;
		}
		decoder->columns[i] = (struct decoder_column){ true,
		    field->required, (uint16_t)slot, field->type,
		    field->offset };
	}
	return true;
}

void
decoder_release(struct decoder *decoder)
{
	memory_free(decoder->columns);
	*decoder = (struct decoder){ 0 };
}

static inline bool
decoder_integer(int64_t *out, struct slice text)
{
	bool negative = text.text[0] == '-';
	size_t at = negative;
	int64_t value = 0;

	if (text.length - at == 0 || text.length - at > DECODER_DIGITS_MAX)
		return false;
	for (; at < text.length; at++) {
		unsigned digit = (unsigned char)text.text[at] - (unsigned)'0';

		if (digit > 9)
			return false;
		value = value * 10 + digit;
	}
	*out = negative ? -value : value;
	return true;
}

static bool
decoder_decimal(struct decimal *out, struct slice text)
{
	struct error never;

	never.fault = FAULT_NONE;
	return decimal_parse(out, text, &never);
}

static bool
decoder_date(struct date *out, struct slice text)
{
	return text.length == DATE_TEXT_MAX - 1 && date_read(out, text.text);
}

/* What is not required notes that it is 0 and not absent. */
static inline void
decoder_zero(const struct decoder *decoder,
    const struct decoder_column *column, void *out)
{
	if (!column->required)
		schema_give_zero(decoder->schema, column->field, out);
}

static inline bool
decoder_cell(const struct decoder *decoder,
    const struct decoder_column *column, struct slice text, char *out)
{
	void *value = out + column->offset;

	switch (column->type) {
	case FIELD_TEXT:
		*(struct slice *)value = text;
		return true;
	case FIELD_CODE:
		*(struct slice *)value = text;
		return !record_text_has_blank(text);
	case FIELD_INTEGER:
		if (!decoder_integer(value, text))
			return false;
		if (*(const int64_t *)value == 0)
			decoder_zero(decoder, column, out);
		return true;
	case FIELD_DECIMAL:
		if (!decoder_decimal(value, text))
			return false;
		if (((const struct decimal *)value)->units == 0)
			decoder_zero(decoder, column, out);
		return true;
	case FIELD_DATE:
		return decoder_date(value, text);
	case FIELD_TIME:
		return instant_read(value, text);
	case FIELD_AMOUNT:
	case FIELD_PERIOD:
	case FIELD_BOOLEAN:
	case FIELD_CURRENCY:
	case FIELD_COUNTRY:
		break;
	}
	return false;
}

bool
decoder_take(const struct decoder *decoder, const struct slice cells[],
    void *out)
{
	const struct schema *schema = decoder->schema;

	if (schema->zeros != 0)
		memset((char *)out + schema->zeros, 0,
		    sizeof(struct schema_zeros));
	for (size_t i = 0; i < decoder->count; i++) {
		const struct decoder_column *column = &decoder->columns[i];

		if (!column->used)
			continue;
		if (cells[i].length == 0) {
			if (column->required)
				return false;
			record_put_empty((char *)out + column->offset,
			    column->type);
		} else if (!decoder_cell(decoder, column, cells[i], out)) {
			return false;
		}
	}
	return true;
}
