/*
 * pipeline.h - what a program does when it is a stage of ops pipe
 *
 * For the files of this folder.  Outside a pipeline nothing happens.
 */
#ifndef CLI_PIPELINE_H
#define CLI_PIPELINE_H

#include "cli/cli.h"

/*
 * Before the store is opened for writing: take all of standard input, if it
 * is a pipe, into a temporary file, which is standard input from then on.  The
 * store is given only when the stages before have ended, and they cannot end
 * as long as nobody reads what they write.
 */
bool pipeline_take_input(struct error *error);

/* After the last record of standard input: did those who wrote it end well? */
bool pipeline_await(const struct cli *cli, struct error *error);

/* The verb is done: say how many records it read and wrote. */
void pipeline_tell(const struct cli *cli);

#endif
