#include "store/run.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "config.h"
#include "store/address.h"
#include "store/audit.h"
#include "store/json.h"
#include "store/seal_set.h"
#include "store/undone.h"

struct run {
	struct store *store;
	int64_t number;
	struct instant time;
	char *program;
	char *verb;
	char *arguments;
	char *topic;
	struct text batch;
	struct text image;	/* of the run itself, for the audit */
	struct sha256_ctx content;
	struct audit_chain chain;
	struct seal_set seals;
};

/*
 * Who answers for the run: $OPS_ACTOR, else the user's name, else number.
 * When the names of users cannot be read, nobody may be named instead.
 */
static bool
run_add_actor(struct text *out, struct error *error)
{
	const char *named = getenv("OPS_ACTOR");
	const struct passwd *user;

	if (named != NULL && named[0] != '\0') {
		text_add_string(out, named);
		return true;
	}
	errno = 0;
	user = getpwuid(getuid());
	if (user != NULL)
		text_add_string(out, user->pw_name);
	else if (errno == EIO || errno == EINTR || errno == EMFILE ||
	    errno == ENFILE || errno == ENOMEM)
		return error_set(error, FAULT_SYSTEM,
		    "the name of user %lu: %s", (unsigned long)getuid(),
		    strerror(errno));
	else
		text_add_format(out, "%lu", (unsigned long)getuid());
	return true;
}

bool
run_last(int64_t *out, struct store *store, struct error *error)
{
	struct statement *statement;

	return store_prepare(&statement, store,
	    "SELECT COALESCE(MAX(number), 0) FROM run", error) &&
	    store_get_integer(out, statement, error);
}

/*
 * The batch and the digest come at the commit, when they are known.  A server
 * knows who is logged in, and takes no other name of those who have rights.
 */
static const char run_in_file[] = "INSERT INTO run (number, "
    "time, actor, program, version, verb, arguments, topic, digest) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '')";
static const char run_on_server[] = "INSERT INTO run (number, "
    "time, actor, program, version, verb, arguments, topic, digest, login) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', session_user)";

static bool
run_insert(struct run *run, struct error *error)
{
	struct statement *statement;
	char time[INSTANT_TEXT_MAX];
	struct text actor = { 0 };

	if (!store_prepare(&statement, run->store, address_is_server(
	    store_name(run->store)) ? run_on_server : run_in_file, error))
		return false;
	if (!run_add_actor(&actor, error))
		goto done;
	store_bind_integer(statement, 1, run->number);
	store_bind_text(statement, 2, slice_from(time,
	    instant_format(time, run->time)));
	store_bind_text(statement, 3, text_slice(&actor));
	store_bind_text(statement, 4, slice_of(run->program));
	store_bind_text(statement, 5, slice_of(CONFIG_VERSION));
	store_bind_text(statement, 6, slice_of(run->verb));
	store_bind_text(statement, 7, slice_of(run->arguments));
	store_bind_text(statement, 8, slice_of(run->topic));
	(void)store_run(statement, error);
done:
	text_release(&actor);
	return error->fault == FAULT_NONE;
}

static char *
run_copy(const char *text)
{
	return memory_copy_string(text != NULL ? text : "");
}

bool
run_begin(struct run **out, struct store *store,
    const struct run_about *about, struct error *error)
{
	struct run *run;

	if (!store_begin(store, error))
		return false;
	run = memory_new(sizeof(*run));
	run->store = store;
	run->program = run_copy(about->program);
	run->verb = run_copy(about->verb);
	run->arguments = run_copy(about->arguments);
	run->topic = run_copy(about->topic);
	text_add(&run->batch, about->batch);
	sha256_init(&run->content);
	if (!instant_now(&run->time, error) ||
	    !run_last(&run->number, store, error) ||
	    !audit_last(&run->chain, store, error))
		goto failed;
	run->number++;
	if (!run_insert(run, error))
		goto failed;
	*out = run;
	return true;
failed:
	run_abandon(run);
	return false;
}

void
run_digest(struct run *run, struct slice bytes)
{
	if (bytes.length > 0)
		sha256_update(&run->content, bytes.length,
		    (const uint8_t *)bytes.text);
}

/* Of what was digested so far; more may follow. */
static void
run_digest_format(const struct run *run, char buffer[DIGEST_TEXT_MAX])
{
	struct sha256_ctx context = run->content;
	uint8_t digest[DIGEST_BYTES];

	sha256_digest(&context, sizeof(digest), digest);
	audit_hash_format(buffer, digest);
}

bool
run_repeats(struct run *run, bool *repeats, struct error *error)
{
	char digest[DIGEST_TEXT_MAX];
	struct statement *statement;
	struct slice time;
	int64_t number;

	*repeats = false;
	if (run->batch.length == 0)
		return true;
	if (!store_prepare(&statement, run->store, "SELECT number, time, "
	    "digest FROM run WHERE topic = $1 AND batch = $2", error))
		return false;
	store_bind_text(statement, 1, slice_of(run->topic));
	store_bind_text(statement, 2, text_slice(&run->batch));
	if (!store_step(statement, error))
		return error->fault == FAULT_NONE;
	run_digest_format(run, digest);
	if (!slice_is(store_text(statement, 2), digest)) {
		time = store_text(statement, 1);
		return error_set(error, FAULT_STORE,
		    "batch \"%s\" was stored with other content by run %lld "
		    "at %.*s; correct it by a reversal or use another batch",
		    run->batch.bytes, (long long)store_integer(statement, 0),
		    SLICE_PRINT(time));
	}
	*repeats = true;
	number = store_integer(statement, 0);
	return store_run(statement, error) && undone_refuse(run->store,
	    number, "the batch", text_slice(&run->batch), error);
}

int64_t
run_number(const struct run *run)
{
	return run->number;
}

struct instant
run_time(const struct run *run)
{
	return run->time;
}

struct store *
run_store(const struct run *run)
{
	return run->store;
}

const char *
run_arguments(const struct run *run)
{
	return run->arguments;
}

bool
run_audit(struct run *run, const char *action, const char *kind,
    struct slice key, struct slice before, struct slice after,
    struct error *error)
{
	struct audit_row row = {
		.run = run->number,
		.action = slice_of(action),
		.kind = slice_of(kind),
		.record = key,
		.before = before,
		.after = after
	};

	return audit_append(run->store, &run->chain, &row, error);
}

bool
run_bulk(struct bulk **out, struct run *run, const struct seal_table *table,
    struct error *error)
{
	return seal_set_bulk(out, &run->seals, run->store, table, error);
}

void
run_seal(struct run *run, const struct seal_table *table)
{
	seal_set_note(&run->seals, table);
}

static bool
run_finish_row(struct run *run, const char *digest, struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, run->store, "UPDATE run SET "
	    "batch = $1, digest = $2 WHERE number = $3", error))
		return false;
	if (run->batch.length > 0)
		store_bind_text(statement, 1, text_slice(&run->batch));
	else
		store_bind_null(statement, 1);
	store_bind_text(statement, 2, slice_of(digest));
	store_bind_integer(statement, 3, run->number);
	return store_run(statement, error);
}

/* The last audit record of a run is of its own row, which it protects. */
static bool
run_audit_itself(struct run *run, struct error *error)
{
	char number[24];

	(void)snprintf(number, sizeof(number), "%lld",
	    (long long)run->number);
	return run_image(&run->image, run->store, run->number, error) &&
	    run_audit(run, "commit", "run", slice_of(number),
	    slice_from("", 0), text_slice(&run->image), error);
}

static void
run_free(struct run *run)
{
	seal_set_release(&run->seals);
	memory_free(run->program);
	memory_free(run->verb);
	memory_free(run->arguments);
	memory_free(run->topic);
	text_release(&run->batch);
	text_release(&run->image);
	memory_free(run);
}

bool
run_commit(struct run *run, bool *repeated, struct error *error)
{
	char digest[DIGEST_TEXT_MAX];
	bool repeats;

	if (!run_repeats(run, &repeats, error))
		goto failed;
	if (repeated != NULL)
		*repeated = repeats;
	if (repeats) {
		run_abandon(run);
		return true;
	}
	run_digest_format(run, digest);
	if (!seal_set_write(&run->seals, run, error) ||
	    !run_finish_row(run, digest, error) ||
	    !run_audit_itself(run, error) ||
	    !store_commit(run->store, error))
		goto failed;
	run_free(run);
	return true;
failed:
	run_abandon(run);
	return false;
}

void
run_abandon(struct run *run)
{
	if (run == NULL)
		return;
	store_rollback(run->store);
	run_free(run);
}

bool
run_known(int64_t *out, struct store *store, struct instant time,
    struct error *error)
{
	struct statement *statement;
	char text[INSTANT_TEXT_MAX];

	if (!store_prepare(&statement, store, "SELECT COALESCE(MAX(number), "
	    "0) FROM run WHERE time <= $1 /*scan*/", error))
		return false;
	store_bind_text(statement, 1, slice_from(text,
	    instant_format(text, time)));
	return store_get_integer(out, statement, error);
}

static const char run_columns[] = "SELECT time, actor, program, version, "
    "verb, arguments, topic, batch, digest, login FROM run "
    "WHERE number = $1";

bool
run_image(struct text *out, struct store *store, int64_t number,
    struct error *error)
{
	static const char *const names[] = { "time", "actor", "program",
	    "version", "verb", "arguments", "topic", "batch", "digest", "login" };
	struct statement *statement;

	if (!store_prepare(&statement, store, run_columns, error))
		return false;
	store_bind_integer(statement, 1, number);
	json_begin(out);
	if (store_step(statement, error))
		for (int i = 0; i < 10; i++)
			if (i < 9 || store_text(statement, i).length > 0)
				json_add_text(out, names[i],
				    store_text(statement, i));
	json_end(out);
	return store_run(statement, error);
}
