#include "ledger.h"

#include "base/memory.h"
#include "base/output.h"
#include "domain/journal_text.h"
#include "schema/account.h"
#include "store/register.h"

struct export_account {
	struct slice code;
	struct slice name;
	const char *legal_name;
	struct date first;
};

struct export {
	struct store *store;
	enum journal_format format;
	struct journal_names names;
	struct arena arena;
	struct export_account *accounts;
	size_t count;
	size_t capacity;
	struct date *currencies;	/* by number: first day, or none */
	struct text text;
	struct output *out;
};

static void
export_release(struct export *export)
{
	journal_names_release(&export->names);
	arena_release(&export->arena);
	memory_free(export->accounts);
	memory_free(export->currencies);
	text_release(&export->text);
}

static void
export_earlier(struct date *first, struct date other)
{
	if (date_is_none(*first) || date_compare(other, *first) < 0)
		*first = other;
}

/* An account has the type and the name of its first day. */
static bool
export_account(void *context, struct slice code, struct currency currency,
    struct date first, struct error *error)
{
	struct export *export = context;
	struct export_account *account;
	struct account master = { 0 };
	bool found;

	export_earlier(&export->currencies[currency.number], first);
	if (journal_names_find(&export->names, code) != NULL) {
		account = &export->accounts[export->count - 1];
		export_earlier(&account->first, first);
		return true;
	}
	if (!register_find(&found, &master, export->store, &schema_account,
	    &code, first, error))
		return false;
	if (!found)
		return error_set(error, FAULT_STORE,
		    "account \"%.*s\" has lines and is not in the register",
		    SLICE_PRINT(code));
	export->accounts = memory_grow(export->accounts, &export->capacity,
	    export->count, sizeof(*export->accounts));
	account = &export->accounts[export->count++];
	account->code = arena_copy(&export->arena, code);
	account->name = arena_copy(&export->arena, master.name);
	account->legal_name = journal_names_add(&export->names, master.type,
	    code);
	account->first = first;
	return true;
}

static void
export_flush(struct export *export)
{
	output_write(export->out, text_slice(&export->text));
	text_clear(&export->text);
}

/* What a reader must know before the entries. */
static void
export_declare(struct export *export)
{
	journal_text_begin(&export->text, export->format);
	for (unsigned i = 1; i <= currency_count(); i++)
		if (!date_is_none(export->currencies[i]))
			journal_text_currency(&export->text, export->format,
			    (struct currency){ (uint16_t)i },
			    export->currencies[i]);
	for (size_t i = 0; i < export->count; i++)
		journal_text_account(&export->text, export->format,
		    export->accounts[i].legal_name, export->accounts[i].code,
		    export->accounts[i].name, export->accounts[i].first);
	export_flush(export);
}

static bool
export_lines(struct export *export, struct journal_list *list,
    struct error *error)
{
	struct journal_line line;

	while (journal_list_next(list, &line, error)) {
		const char *legal_name =
		    journal_names_find(&export->names, line.account);

		if (line.line == 1)
			journal_text_entry(&export->text, export->format,
			    &line);
		journal_text_line(&export->text, export->format, &line,
		    legal_name);
		export_flush(export);
	}
	return error->fault == FAULT_NONE;
}

static bool
export_run(struct export *export, struct journal_span span,
    struct error *error)
{
	struct journal_list *list;
	bool done;

	export->currencies = memory_new((currency_count() + 1) *
	    sizeof(*export->currencies));
	for (unsigned i = 0; i <= currency_count(); i++)
		export->currencies[i] = DATE_NONE;
	if (!journal_accounts(export->store, span, export_account, export,
	    error))
		return false;
	export_declare(export);
	if (!journal_list_open(&list, export->store, span, error))
		return false;
	done = export_lines(export, list, error);
	journal_list_close(list);
	return done;
}

bool
ledger_export(struct cli *cli, struct error *error)
{
	struct export export = { .format = JOURNAL_FORMAT_LEDGER };
	struct journal_span span;
	bool done;

	if (strcmp(cli_text(cli, "format"), "beancount") == 0)
		export.format = JOURNAL_FORMAT_BEANCOUNT;
	if (!ledger_span(&span, cli, error) ||
	    !cli_store(&export.store, cli, STORE_READ, error) ||
	    !cli_bytes(&export.out, cli, error))
		return false;
	done = export_run(&export, span, error);
	export_release(&export);
	return done;
}
