#include "domain/pain_status.h"

#include "base/memory.h"

#define ROOT "CstmrPmtStsRpt/"
#define GROUP ROOT "OrgnlGrpInfAndSts"
#define PAYMENTS ROOT "OrgnlPmtInfAndSts"
#define ONE PAYMENTS "/TxInfAndSts"

static const char *const namespaces[] = {
	"urn:iso:std:iso:20022:tech:xsd:pain.002.001.03",
	"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10",
	NULL
};

struct reading {
	struct pain_status *status;
	struct payment_status whole;	/* of the message */
	struct payment_status group;	/* of a group of payments */
	struct payment_status one;
};

static void
add(struct reading *reading, const struct payment_status *answer)
{
	struct pain_status *status = reading->status;

	status->answers = memory_grow(status->answers, &status->capacity,
	    status->count, sizeof(*answer));
	status->answers[status->count++] = *answer;
}

/* The parts which statuses of all levels share; at is below the level. */
static void
take_reason(struct reading *reading, struct payment_status *answer,
    const char *at, struct slice text)
{
	struct slice copy = arena_copy(&reading->status->arena, text);

	if (strcmp(at, "GrpSts") == 0 || strcmp(at, "PmtInfSts") == 0 ||
	    strcmp(at, "TxSts") == 0)
		answer->status = copy;
	else if (strcmp(at, "OrgnlEndToEndId") == 0)
		answer->payment = copy;
	else if (strcmp(at, "OrgnlPmtInfId") == 0)
		answer->group = copy;
	else if (strcmp(at, "StsRsnInf/Rsn/Cd") == 0 ||
	    strcmp(at, "StsRsnInf/Rsn/Prtry") == 0)
		answer->reason = copy;
	else if (strcmp(at, "StsRsnInf/AddtlInf") == 0)
		answer->information = copy;
}

/* A payment without a status of its own has its group's. */
static bool
end_one(struct reading *reading, struct error *error)
{
	struct payment_status *one = &reading->one;

	if (slice_is_empty(one->payment))
		return error_set(error, FAULT_INPUT,
		    "a payment has no OrgnlEndToEndId");
	if (slice_is_empty(one->status))
		one->status = slice_is_empty(reading->group.status) ?
		    reading->whole.status : reading->group.status;
	if (slice_is_empty(one->status))
		return error_set(error, FAULT_INPUT,
		    "payment \"%.*s\" has no status",
		    SLICE_PRINT(one->payment));
	add(reading, one);
	*one = (struct payment_status){ 0 };
	return true;
}

static bool
end_group(struct reading *reading, struct error *error)
{
	struct payment_status *group = &reading->group;

	if (!slice_is_empty(group->status)) {
		if (slice_is_empty(group->group))
			return error_set(error, FAULT_INPUT,
			    "the status %.*s is of a group without its number",
			    SLICE_PRINT(group->status));
		add(reading, group);
	}
	*group = (struct payment_status){ 0 };
	return true;
}

/* The part of the path below the prefix and a slash, or NULL. */
static const char *
below(struct slice path, const char *prefix)
{
	size_t length = strlen(prefix);

	if (path.length > length && path.text[length] == '/' &&
	    slice_starts_with(path, slice_of(prefix)))
		return path.text + length + 1;
	return NULL;
}

static bool
take(struct reading *reading, const struct xml_element *element,
    struct error *error)
{
	struct pain_status *status = reading->status;
	const char *at;

	if (slice_is(element->path, ROOT "GrpHdr/MsgId"))
		status->report = arena_copy(&status->arena, element->text);
	else if (slice_is(element->path, GROUP "/OrgnlMsgId"))
		status->message = arena_copy(&status->arena, element->text);
	else if (slice_is(element->path, ONE))
		return end_one(reading, error);
	else if (slice_is(element->path, PAYMENTS))
		return end_group(reading, error);
	else if ((at = below(element->path, ONE)) != NULL)
		take_reason(reading, &reading->one, at, element->text);
	else if ((at = below(element->path, PAYMENTS)) != NULL)
		take_reason(reading, &reading->group, at, element->text);
	else if ((at = below(element->path, GROUP)) != NULL)
		take_reason(reading, &reading->whole, at, element->text);
	return true;
}

static bool
finish(struct reading *reading, struct error *error)
{
	struct pain_status *status = reading->status;

	if (slice_is_empty(status->report) || slice_is_empty(status->message))
		return error_set(error, FAULT_INPUT,
		    "the report has no MsgId or OrgnlMsgId");
	if (!slice_is_empty(reading->whole.status))
		add(reading, &reading->whole);
	if (status->count == 0)
		return error_set(error, FAULT_INPUT,
		    "the report has no status");
	for (size_t i = 0; i < status->count; i++) {
		status->answers[i].report = status->report;
		status->answers[i].message = status->message;
	}
	return true;
}

bool
pain_status_read(struct pain_status *status, struct xml_reader *reader,
    struct error *error)
{
	struct reading reading = { .status = status };
	struct xml_element element;

	xml_reader_expect(reader, namespaces);
	while (xml_reader_next(reader, &element, error))
		if (element.ends && !take(&reading, &element, error))
			break;
	if (error->fault == FAULT_NONE && finish(&reading, error))
		return true;
	return xml_reader_locate(reader, error);
}

void
pain_status_release(struct pain_status *status)
{
	memory_free(status->answers);
	arena_release(&status->arena);
}
