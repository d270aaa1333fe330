/*
 * stage_peer.h - a program of a stage, seen by ops pipe
 *
 * A peer asks over its socket and is answered from the one store of the
 * pipeline, in whose transaction it has a savepoint.  When a peer is gone,
 * what it did not commit is undone.
 */
#ifndef STORE_STAGE_PEER_H
#define STORE_STAGE_PEER_H

#include "store/stage_wire.h"
#include "store/store.h"

struct stage_peer;

/* Takes the socket over. */
struct stage_peer *stage_peer_new(int socket);

int stage_peer_socket(const struct stage_peer *peer);

/*
 * The next message, which lies in *wire until it is answered.  False when the
 * peer is gone or says what cannot be.
 */
bool stage_peer_receive(struct stage_wire **wire, struct stage_peer *peer);

/*
 * Do what the message asks of the database and answer it.  The store has
 * a transaction open.  False when the peer is gone.
 */
bool stage_peer_serve(struct stage_peer *peer, struct store *store);

/* Does the message want an answer? */
bool stage_peer_expects(const struct stage_peer *peer);

/* Answer the message, with nothing or with a fault. */
bool stage_peer_agree(struct stage_peer *peer);
bool stage_peer_refuse(struct stage_peer *peer, const struct error *error);

/* End its statements and what it did not commit.  NULL is allowed. */
void stage_peer_free(struct stage_peer *peer);

#endif
