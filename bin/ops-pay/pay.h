/*
 * pay.h - the verbs of ops-pay, and what several of them need
 */
#ifndef OPS_PAY_PAY_H
#define OPS_PAY_PAY_H

#include "cli/program.h"
#include "domain/exchange.h"
#include "domain/transliteration.h"
#include "record/xml_reader.h"
#include "schema/debtor_account.h"

bool pay_batch_verb(struct cli *cli, struct error *error);
bool pay_file_verb(struct cli *cli, struct error *error);
bool pay_match_verb(struct cli *cli, struct error *error);
bool pay_line_list_verb(struct cli *cli, struct error *error);
bool pay_payment_list_verb(struct cli *cli, struct error *error);
bool pay_payment_show_verb(struct cli *cli, struct error *error);
bool pay_statement_list_verb(struct cli *cli, struct error *error);
bool pay_statement_verb(struct cli *cli, struct error *error);
bool pay_status_verb(struct cli *cli, struct error *error);

extern const struct option pay_batch_options[];
extern const struct option pay_file_options[];
extern const struct option pay_line_list_options[];
extern const struct option pay_match_options[];
extern const struct option pay_payment_list_options[];
extern const struct option pay_statement_options[];

/*
 * Call each with every debtor account of the file, or of the register on the
 * day if path is NULL.  Texts of the account live until each returns.
 */
bool pay_debtors(struct cli *cli, const char *path, struct date on,
    bool (*each)(void *context, const struct debtor_account *debtor,
    struct error *error), void *context, struct error *error);

/* The rates of --rates, else of the store; the caller frees them. */
bool pay_rates(struct exchange **out, struct cli *cli, struct error *error);

/* The table of share/label/transliteration.csv; the caller frees it. */
bool pay_letters(struct transliteration **out, struct cli *cli,
    struct error *error);

/* Note the document, which was read and has so many records, for the run. */
bool pay_note_xml(struct cli *cli, struct xml_reader *reader, size_t records,
    struct error *error);

#endif
