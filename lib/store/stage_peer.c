#include "store/stage_peer.h"

#include <unistd.h>

#include "base/memory.h"
#include "store/stage_bulk.h"
#include "store/stage_cursor.h"

struct stage_peer {
	int socket;
	struct stage_wire wire;
	struct store *store;		/* once it was served */
	bool open;			/* it has begun and not ended */
	struct error failure;		/* of statements without an answer */
	struct stage_cursor **cursors;	/* by number; NULL: finished */
	size_t cursor_count;
	size_t cursor_capacity;
	struct stage_bulk **bulks;
	size_t bulk_count;
	size_t bulk_capacity;
};

struct stage_peer *
stage_peer_new(int socket)
{
	struct stage_peer *peer = memory_new(sizeof(*peer));

	peer->socket = socket;
	return peer;
}

int
stage_peer_socket(const struct stage_peer *peer)
{
	return peer->socket;
}

bool
stage_peer_receive(struct stage_wire **wire, struct stage_peer *peer)
{
	struct error ignored = { 0 };

	*wire = &peer->wire;
	return stage_wire_receive(peer->socket, &peer->wire, &ignored);
}

static bool
stage_peer_answer(struct stage_peer *peer)
{
	struct error ignored = { 0 };

	return stage_wire_send(peer->socket, &peer->wire, &ignored);
}

bool
stage_peer_expects(const struct stage_peer *peer)
{
	return peer->wire.kind != STAGE_WIRE_RUN;
}

bool
stage_peer_agree(struct stage_peer *peer)
{
	stage_wire_begin(&peer->wire, STAGE_WIRE_DONE);
	return stage_peer_answer(peer);
}

bool
stage_peer_refuse(struct stage_peer *peer, const struct error *error)
{
	stage_wire_put_fault(&peer->wire, error);
	return stage_peer_answer(peer);
}

static bool
stage_peer_begin(struct stage_peer *peer, struct error *error)
{
	if (!store_script(peer->store, "SAVEPOINT stage", error))
		return false;
	peer->open = true;
	return true;
}

static bool
stage_peer_commit(struct stage_peer *peer, struct error *error)
{
	if (!store_script(peer->store, "RELEASE SAVEPOINT stage", error))
		return false;
	peer->open = false;
	return true;
}

static bool
stage_peer_rollback(struct stage_peer *peer, struct error *error)
{
	error_clear(&peer->failure);
	if (!peer->open)
		return true;
	peer->open = false;
	return store_script(peer->store, "ROLLBACK TO SAVEPOINT stage",
	    error) && store_script(peer->store, "RELEASE SAVEPOINT stage",
	    error);
}

static bool
stage_peer_prepare(struct stage_peer *peer, struct error *error)
{
	struct stage_cursor *cursor;

	if (!stage_cursor_open(&cursor, peer->store,
	    stage_wire_text(&peer->wire), error))
		return false;
	peer->cursors = memory_grow(peer->cursors, &peer->cursor_capacity,
	    peer->cursor_count, sizeof(struct stage_cursor *));
	peer->cursors[peer->cursor_count++] = cursor;
	stage_wire_begin(&peer->wire, STAGE_WIRE_DONE);
	stage_wire_put_integer(&peer->wire,
	    (int64_t)peer->cursor_count - 1);
	return true;
}

static bool
stage_peer_unknown(struct error *error)
{
	return error_set(error, FAULT_SYSTEM,
	    "a stage asked for what it has not prepared");
}

/* That of the number in the message, or NULL. */
static struct stage_cursor **
stage_peer_cursor(struct stage_peer *peer, struct error *error)
{
	int64_t number = stage_wire_integer(&peer->wire);

	if (number >= 0 && (size_t)number < peer->cursor_count &&
	    peer->cursors[number] != NULL)
		return &peer->cursors[number];
	(void)stage_peer_unknown(error);
	return NULL;
}

static bool
stage_peer_finish(struct stage_peer *peer, struct error *error)
{
	struct stage_cursor **cursor = stage_peer_cursor(peer, error);

	if (cursor == NULL)
		return false;
	stage_cursor_free(*cursor);
	*cursor = NULL;
	return true;
}

static bool
stage_peer_reset(struct stage_peer *peer, struct error *error)
{
	struct stage_cursor **cursor = stage_peer_cursor(peer, error);

	if (cursor == NULL)
		return false;
	stage_cursor_reset(*cursor);
	return true;
}

static bool
stage_peer_step(struct stage_peer *peer, bool first, struct error *error)
{
	struct stage_cursor **cursor = stage_peer_cursor(peer, error);

	return cursor != NULL && (!first ||
	    stage_cursor_bind(*cursor, &peer->wire)) &&
	    stage_cursor_rows(*cursor, &peer->wire, error);
}

/* What comes after a fault would be undone with it, and is passed over. */
static void
stage_peer_run(struct stage_peer *peer)
{
	struct error error = { 0 };
	char text[ERROR_TEXT_MAX];

	while (peer->failure.fault == FAULT_NONE &&
	    !stage_wire_is_empty(&peer->wire)) {
		struct stage_cursor **cursor =
		    stage_peer_cursor(peer, &error);

		if (cursor != NULL && stage_cursor_run(*cursor, &peer->wire,
		    &error))
			continue;
		/* The stage has gone on: its place is not that of the fault. */
		(void)error_set(&peer->failure, error.fault,
		    "%s (here or before)",
		    error_text(&error, text, sizeof(text)));
	}
}

static bool
stage_peer_changes(struct stage_peer *peer, struct error *error)
{
	struct stage_cursor **cursor = stage_peer_cursor(peer, error);

	if (cursor == NULL)
		return false;
	stage_wire_begin(&peer->wire, STAGE_WIRE_DONE);
	stage_wire_put_integer(&peer->wire, stage_cursor_changes(*cursor));
	return true;
}

static bool
stage_peer_bulk_open(struct stage_peer *peer, struct error *error)
{
	struct stage_bulk *bulk;

	if (!stage_bulk_open(&bulk, peer->store, &peer->wire, error))
		return false;
	peer->bulks = memory_grow(peer->bulks, &peer->bulk_capacity,
	    peer->bulk_count, sizeof(struct stage_bulk *));
	peer->bulks[peer->bulk_count++] = bulk;
	stage_wire_begin(&peer->wire, STAGE_WIRE_DONE);
	stage_wire_put_integer(&peer->wire, (int64_t)peer->bulk_count - 1);
	return true;
}

static struct stage_bulk **
stage_peer_bulk(struct stage_peer *peer, struct error *error)
{
	int64_t number = stage_wire_integer(&peer->wire);

	if (number >= 0 && (size_t)number < peer->bulk_count &&
	    peer->bulks[number] != NULL)
		return &peer->bulks[number];
	(void)stage_peer_unknown(error);
	return NULL;
}

static bool
stage_peer_bulk_write(struct stage_peer *peer, struct error *error)
{
	struct stage_bulk **bulk = stage_peer_bulk(peer, error);

	return bulk != NULL && stage_bulk_write(*bulk, &peer->wire, error);
}

static bool
stage_peer_bulk_finish(struct stage_peer *peer, struct error *error)
{
	struct stage_bulk **bulk = stage_peer_bulk(peer, error);

	return bulk != NULL && stage_bulk_finish(*bulk, error);
}

static bool
stage_peer_bulk_close(struct stage_peer *peer, struct error *error)
{
	struct stage_bulk **bulk = stage_peer_bulk(peer, error);

	if (bulk == NULL)
		return false;
	stage_bulk_free(*bulk);
	*bulk = NULL;
	return true;
}

/* True with the answer in the message, false with a fault. */
static bool
stage_peer_do(struct stage_peer *peer, bool *answered, struct error *error)
{
	int64_t version;

	*answered = false;
	switch ((enum stage_wire_kind)peer->wire.kind) {
	case STAGE_WIRE_VERSION:
		if (!store_version(&version, peer->store, error))
			return false;
		stage_wire_begin(&peer->wire, STAGE_WIRE_DONE);
		stage_wire_put_integer(&peer->wire, version);
		*answered = true;
		return true;
	case STAGE_WIRE_BEGIN:
		return stage_peer_begin(peer, error);
	case STAGE_WIRE_COMMIT:
		return stage_peer_commit(peer, error);
	case STAGE_WIRE_ROLLBACK:
		return stage_peer_rollback(peer, error);
	case STAGE_WIRE_PREPARE:
		*answered = true;
		return stage_peer_prepare(peer, error);
	case STAGE_WIRE_FINISH:
		return stage_peer_finish(peer, error);
	case STAGE_WIRE_RESET:
		return stage_peer_reset(peer, error);
	case STAGE_WIRE_CHANGES:
		*answered = true;
		return stage_peer_changes(peer, error);
	case STAGE_WIRE_STEP:
	case STAGE_WIRE_FETCH:
		*answered = true;
		return stage_peer_step(peer,
		    peer->wire.kind == STAGE_WIRE_STEP, error);
	case STAGE_WIRE_BULK_OPEN:
		*answered = true;
		return stage_peer_bulk_open(peer, error);
	case STAGE_WIRE_BULK_WRITE:
		return stage_peer_bulk_write(peer, error);
	case STAGE_WIRE_BULK_FINISH:
		return stage_peer_bulk_finish(peer, error);
	case STAGE_WIRE_BULK_CLOSE:
		return stage_peer_bulk_close(peer, error);
	case STAGE_WIRE_DONE:
	case STAGE_WIRE_FAULT:
	case STAGE_WIRE_OPEN:
	case STAGE_WIRE_ENDED:
	case STAGE_WIRE_TELL:
	case STAGE_WIRE_RUN:
		break;
	}
	return stage_peer_unknown(error);
}

/* May it be done although statements before it failed? */
static bool
stage_peer_cleans_up(uint32_t kind)
{
	return kind == STAGE_WIRE_ROLLBACK || kind == STAGE_WIRE_FINISH ||
	    kind == STAGE_WIRE_RESET || kind == STAGE_WIRE_BULK_CLOSE;
}

bool
stage_peer_serve(struct stage_peer *peer, struct store *store)
{
	struct error error = { 0 };
	bool answered;

	peer->store = store;
	if (peer->wire.kind == STAGE_WIRE_RUN) {
		stage_peer_run(peer);
		return true;
	}
	if (peer->failure.fault != FAULT_NONE &&
	    !stage_peer_cleans_up(peer->wire.kind))
		return stage_peer_refuse(peer, &peer->failure);
	if (!stage_peer_do(peer, &answered, &error))
		return stage_peer_refuse(peer, &error);
	if (!answered)
		stage_wire_begin(&peer->wire, STAGE_WIRE_DONE);
	return stage_peer_answer(peer);
}

void
stage_peer_free(struct stage_peer *peer)
{
	struct error ignored = { 0 };

	if (peer == NULL)
		return;
	for (size_t i = 0; i < peer->bulk_count; i++)
		stage_bulk_free(peer->bulks[i]);
	for (size_t i = 0; i < peer->cursor_count; i++)
		stage_cursor_free(peer->cursors[i]);
	if (peer->store != NULL)
		(void)stage_peer_rollback(peer, &ignored);
	(void)close(peer->socket);
	stage_wire_release(&peer->wire);
	memory_free(peer->cursors);
	memory_free(peer->bulks);
	memory_free(peer);
}
