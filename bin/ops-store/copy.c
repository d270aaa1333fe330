#include "store/copy.h"

#include "base/text.h"
#include "store/address.h"
#include "verbs.h"

const struct option copy_options[] = {
	{ "force", OPTION_FLAG, NULL, "replace the store which is there",
	    false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static void
copy_warn(void *context, const char *line)
{
	cli_warn(context, NULL, 0, "%s", line);
}

static void
copy_tell(struct cli *cli, const struct store *from, const char *to,
    const struct copy_result *result)
{
	char hash[AUDIT_HASH_TEXT_MAX];
	struct text shown = { 0 };

	address_show(&shown, slice_of(to));
	audit_hash_format(hash, result->end.hash);
	cli_say(cli, "%s copied to %s: %lld records of %lld tables are the "
	    "same there, the last audit record has the hash %s",
	    store_name(from), shown.bytes, (long long)result->rows,
	    (long long)result->tables, hash);
	text_release(&shown);
}

bool
verb_copy(struct cli *cli, struct error *error)
{
	struct copy_about about = {
		.replace = cli_flag(cli, "force"),
		.say = copy_warn,
		.context = cli
	};
	struct copy_result result;
	struct store *from;

	if (cli_operand_count(cli) != 2)
		return error_set(error, FAULT_USAGE,
		    "name the store and the place to copy it to");
	about.to = cli_operand(cli, 1);
	if (!store_open(&from, cli_operand(cli, 0), STORE_READ, error))
		return false;
	if (copy_store(&result, from, &about, error))
		copy_tell(cli, from, about.to, &result);
	store_close(from);
	return error->fault == FAULT_NONE;
}
