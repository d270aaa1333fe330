/*
 * verbs.h - the verbs of ops-store which have a file of their own
 */
#ifndef OPS_STORE_VERBS_H
#define OPS_STORE_VERBS_H

#include "cli/program.h"

struct run;

bool verb_init(struct cli *cli, struct error *error);
bool verb_init_distribute(struct cli *cli, struct error *error);
bool verb_partition(struct cli *cli, struct error *error);
bool verb_migrate(struct cli *cli, struct error *error);
bool verb_verify(struct cli *cli, struct error *error);
bool verb_backup(struct cli *cli, struct error *error);
bool verb_copy(struct cli *cli, struct error *error);
bool verb_grant(struct cli *cli, struct error *error);
bool verb_revoke(struct cli *cli, struct error *error);
bool verb_grants(struct cli *cli, struct error *error);
bool verb_grants_then(struct cli *cli, struct error *error);
bool verb_could(struct cli *cli, struct error *error);
bool verb_did(struct cli *cli, struct error *error);
bool verb_restore(struct cli *cli, struct error *error);
bool verb_anchor(struct cli *cli, struct error *error);
bool verb_prove(struct cli *cli, struct error *error);
bool verb_history(struct cli *cli, struct error *error);
bool verb_manifest(struct cli *cli, struct error *error);
bool verb_gaps(struct cli *cli, struct error *error);
bool verb_undo(struct cli *cli, struct error *error);

/* The number of a run in the first operand. */
bool report_run(int64_t *out, const struct cli *cli, struct error *error);

/*
 * Leave in the chain of audit what was done to the store as a whole; under
 * the kind "store" and the key "version".
 */
bool verb_record(struct store *store, const char *verb, struct error *error);
bool verb_audit(struct run *run, const char *verb, struct error *error);

/* Hold the store to every --anchor; *wrong counts what was named. */
bool verb_hold_anchors(struct cli *cli, struct store *store,
    uint64_t *wrong, struct error *error);

extern const struct option init_options[];
extern const struct option partition_options[];
extern const struct option verify_options[];
extern const struct option backup_options[];
extern const struct option copy_options[];
extern const struct option right_options[];
extern const struct option grants_options[];
extern const struct option could_options[];
extern const struct option did_options[];
extern const struct option restore_options[];
extern const struct option anchor_options[];
extern const struct option prove_options[];
extern const struct option history_options[];
extern const struct option undo_options[];

#endif
