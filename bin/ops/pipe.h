/*
 * pipe.h - the parts of ops pipe
 *
 * ops pipe starts the stages, which run at the same time as in a shell's
 * pipe, and holds the one transaction in which all of them store.  A stage is
 * given the store when those before it have ended well, so that stages which
 * write do so one after the other and each sees what those before it stored;
 * ops pipe commits when all have ended well.  What a stage says comes over
 * sockets (store/stage.h); nothing here blocks on one stage while another
 * waits.
 */
#ifndef PIPE_H
#define PIPE_H

#include <poll.h>
#include <sys/types.h>
#include <time.h>

#include "cli/program.h"
#include "store/stage_peer.h"

enum {
	PIPE_STAGES_MAX = 64,
	PIPE_GRACE_MS = 1000,	/* for a stage to see that another failed */
	PIPE_KILL_MS = 5000	/* for a stage to end when it was told to */
};

struct pipe_stage {
	const char *command;
	pid_t pid;
	int door;		/* where its programs send sockets, or -1 */
	bool ended;
	int status;		/* as a shell gives it: 128 + signal */
	uint64_t end_event;	/* when it ended, as events are counted */
	uint64_t stop_event;	/* when it was refused or told to end because
				   of another stage; 0 is never */
	struct timespec start;
	struct timespec end;
	int64_t read;		/* records, or -1 */
	int64_t written;
};

struct pipe_program {		/* of a stage, with a socket */
	struct stage_peer *peer;
	size_t stage;
	bool writes;		/* the store was given to it */
	bool waits;		/* for other stages to end */
	uint32_t question;	/* which it asked then */
	char *name;		/* of the store it wants */
};

struct pipeline {
	struct cli *cli;
	struct pipe_stage stages[PIPE_STAGES_MAX];
	size_t count;
	size_t running;
	struct pipe_program *programs;
	size_t program_count;
	size_t program_capacity;
	struct pollfd *polled;
	struct store *store;	/* once a stage wanted it */
	char *store_name;
	int wake;		/* end of a pipe which signals write to */
	uint64_t events;	/* so far */
	bool failed;
	int signal;		/* which ended ops pipe, or 0 */
	struct timespec failed_at;
	bool killed;
};

bool pipe_run(struct cli *cli, struct error *error);

/* pipe_start.c: start all stages; signals come to pipeline->wake. */
bool pipe_start(struct pipeline *pipeline, struct error *error);

/* pipe_serve.c: what programs of the stages want. */
void pipe_accept(struct pipeline *pipeline, size_t stage);
void pipe_hear(struct pipeline *pipeline, size_t program);
void pipe_answer(struct pipeline *pipeline);	/* those who wait */
void pipe_leave(struct pipeline *pipeline, size_t program);

/* From now on it is not the stage's fault if it fails. */
void pipe_excuse(struct pipeline *pipeline, struct pipe_stage *stage);

/* Have all stages before this one ended? */
bool pipe_ended_before(const struct pipeline *pipeline, size_t stage);

/* pipe_table.c: what every stage did, on standard error. */
void pipe_table(const struct pipeline *pipeline);

#endif
