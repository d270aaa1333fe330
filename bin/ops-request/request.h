/*
 * request.h - what the verbs of ops-request share
 */
#ifndef OPS_REQUEST_REQUEST_H
#define OPS_REQUEST_REQUEST_H

#include "cli/program.h"

extern const struct option request_intake_options[];
extern const struct option request_step_options[];
extern const struct option request_list_options[];
extern const struct option request_route_options[];
extern const struct option request_due_options[];
extern const struct option request_escalate_options[];
extern const struct option request_cases_options[];
extern const struct option request_events_options[];
extern const struct option request_patterns_options[];
extern const struct option request_mail_options[];
extern const struct option request_link_options[];
extern const struct option request_read_options[];

bool request_intake_verb(struct cli *cli, struct error *error);
bool request_mail_verb(struct cli *cli, struct error *error);
bool request_step_verb(struct cli *cli, struct error *error);
bool request_list_verb(struct cli *cli, struct error *error);
bool request_show_verb(struct cli *cli, struct error *error);
bool request_history_verb(struct cli *cli, struct error *error);
bool request_route_verb(struct cli *cli, struct error *error);
bool request_due_verb(struct cli *cli, struct error *error);
bool request_escalate_verb(struct cli *cli, struct error *error);
bool request_workload_verb(struct cli *cli, struct error *error);
bool request_cases_verb(struct cli *cli, struct error *error);
bool request_link_verb(struct cli *cli, struct error *error);
bool request_events_verb(struct cli *cli, struct error *error);
bool request_patterns_verb(struct cli *cli, struct error *error);
bool request_read_verb(struct cli *cli, struct error *error);

#endif
