#include "store/request_row.h"

#include <stdio.h>

#include "store/sealed.h"

enum { CONTEXT_MAX = 128 };

void
request_row_release(struct request_row_texts *texts)
{
	text_release(&texts->requester);
	text_release(&texts->subject);
	text_release(&texts->text);
}

/* What a sealed text is: it fits nowhere else. */
static struct slice
row_context(char buffer[CONTEXT_MAX], struct slice request, const char *field)
{
	int length = snprintf(buffer, CONTEXT_MAX, "request %.*s %s",
	    SLICE_PRINT(request), field);

	return slice_from(buffer, (size_t)length < CONTEXT_MAX ?
	    (size_t)length : CONTEXT_MAX - 1);
}

static bool
row_must(const struct vault *vault, const char *field, struct error *error)
{
	if (vault != NULL)
		return true;
	(void)error_set_code(error, FAULT_INPUT, "constraint-error",
	    "the request is restricted: give --key");
	return error_in_field(error, field, 0);
}

static void
row_seal(struct text *sealed, struct slice *field, struct slice request,
    const char *name, const struct vault *vault)
{
	char context[CONTEXT_MAX];

	text_clear(sealed);
	vault_seal(sealed, vault, row_context(context, request, name),
	    *field);
	*field = text_slice(sealed);
}

bool
request_row_may(struct slice restriction, const struct vault *vault,
    struct error *error)
{
	return slice_is_empty(restriction) ||
	    row_must(vault, "service", error);
}

void
request_row_seal(struct request_row_texts *texts, struct request *request,
    const struct vault *vault)
{
	struct slice number = request->request;

	if (slice_is_empty(request->restriction))
		return;
	row_seal(&texts->requester, &request->requester, number, "requester",
	    vault);
	row_seal(&texts->subject, &request->subject, number, "subject",
	    vault);
	row_seal(&texts->text, &request->text, number, "text", vault);
	request->external = vault_hide(texts->external, vault,
	    request->external);
}

static bool
row_unseal(struct text *plain, struct slice *field, struct slice request,
    const char *name, const struct vault *vault, struct error *error)
{
	char context[CONTEXT_MAX];

	text_clear(plain);
	if (!vault_unseal(plain, vault, row_context(context, request, name),
	    *field, error))
		return false;
	*field = text_slice(plain);
	return true;
}

bool
request_row_unseal(struct request_row_texts *texts, struct request *request,
    const struct vault *vault, struct error *error)
{
	struct slice number = request->request;

	return slice_is_empty(request->restriction) ||
	    (row_unseal(&texts->requester, &request->requester, number,
	    "requester", vault, error) && row_unseal(&texts->subject,
	    &request->subject, number, "subject", vault, error) &&
	    row_unseal(&texts->text, &request->text, number, "text", vault,
	    error));
}

bool
request_row_unseal_note(struct text *out, const struct request_event *event,
    const struct vault *vault, struct error *error)
{
	char context[CONTEXT_MAX];

	text_clear(out);
	if (vault_is_sealed(event->note))
		return vault_unseal(out, vault, row_context(context,
		    event->request, "note"), event->note, error);
	text_add(out, event->note);
	return true;
}

/* A restricted note is sealed; and a client who answers has no name. */
static bool
row_note(struct text *sealed, struct slice *note, struct slice *actor,
    const struct request *request, const struct vault *vault,
    struct error *error)
{
	if (slice_is_empty(request->restriction))
		return true;
	if (slice_is(request->event, "reply"))
		*actor = slice_of("client");
	if (slice_is_empty(*note))
		return true;
	if (!row_must(vault, "note", error))
		return false;
	row_seal(sealed, note, request->request, "note", vault);
	return true;
}

bool
request_row_event(struct run *run, int64_t number,
    const struct request *request, const struct request_step *step,
    struct slice rule, const struct vault *vault, struct error *error)
{
	struct slice note = step->note, actor = step->actor;
	char time[INSTANT_TEXT_MAX];
	struct text sealed = { 0 };
	struct bulk *bulk;

	if (!run_bulk(&bulk, run, &sealed_request_event, error) ||
	    !row_note(&sealed, &note, &actor, request, vault, error))
		return false;
	bulk_integer(bulk, number);
	bulk_text(bulk, request->request);
	bulk_text(bulk, request->entity);
	bulk_text(bulk, slice_from(time,
	    instant_format(time, request->changed)));
	bulk_text(bulk, request->event);
	bulk_text(bulk, request->state);
	bulk_text(bulk, request->reason);
	bulk_text(bulk, request->team);
	bulk_text(bulk, request->assignee);
	bulk_text(bulk, actor);
	bulk_text(bulk, rule);
	if (step->value == 0 && schema_is_absent(&schema_request_step,
	    REQUEST_STEP_FIELD_VALUE, step))
		bulk_null(bulk);
	else
		bulk_integer(bulk, step->value);
	bulk_text(bulk, note);
	text_release(&sealed);
	return bulk_row(bulk, error);
}

/* In the order of the columns (sealed.c). */
bool
request_row_request(struct run *run, int64_t number,
    const struct request *request, struct error *error)
{
	char opened[INSTANT_TEXT_MAX];
	const struct slice texts[] = {
		request->request, request->entity, request->centre,
		request->service, request->priority, request->impact,
		request->urgency, request->channel, request->source,
		request->external, request->restriction,
		slice_from(opened, instant_format(opened, request->opened)),
		request->requester, request->subject, request->text
	};
	struct bulk *bulk;

	if (!run_bulk(&bulk, run, &sealed_request, error))
		return false;
	bulk_integer(bulk, number);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		bulk_text(bulk, texts[i]);
	return bulk_row(bulk, error);
}

bool
request_row_message(struct run *run, int64_t number,
    const struct request *request, struct slice source,
    struct slice external, struct error *error)
{
	struct bulk *bulk;

	if (!run_bulk(&bulk, run, &sealed_request_message, error))
		return false;
	bulk_integer(bulk, number);
	bulk_text(bulk, source);
	bulk_text(bulk, external);
	bulk_text(bulk, request->request);
	bulk_text(bulk, request->entity);
	return bulk_row(bulk, error);
}

bool
request_row_link(struct run *run, int64_t number,
    const struct request *request, struct slice kind, struct slice record,
    struct error *error)
{
	struct bulk *bulk;

	if (!run_bulk(&bulk, run, &sealed_request_link, error))
		return false;
	bulk_integer(bulk, number);
	bulk_text(bulk, request->request);
	bulk_text(bulk, request->entity);
	bulk_text(bulk, kind);
	bulk_text(bulk, record);
	return bulk_row(bulk, error);
}
