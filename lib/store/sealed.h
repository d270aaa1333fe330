/*
 * sealed.h - the tables whose rows are sealed by the run which wrote them
 *
 * The columns of each as they are written and sealed.  What is not here is
 * the state of a payment or of a request (request_now), which changes, the
 * period, whose state is in the audit, and the registers, whose tables follow from their kinds
 * (register_seal.h).
 */
#ifndef STORE_SEALED_H
#define STORE_SEALED_H

#include "store/seal_table.h"

extern const struct seal_table sealed_journal_block;
extern const struct seal_table sealed_journal_batch;
extern const struct seal_table sealed_journal_entry;
extern const struct seal_table sealed_journal_line;
extern const struct seal_table sealed_journal_total;
extern const struct seal_table sealed_pay_batch;
extern const struct seal_table sealed_pay_line;
extern const struct seal_table sealed_payment_batch;
extern const struct seal_table sealed_payment;
extern const struct seal_table sealed_payment_file;
extern const struct seal_table sealed_payment_status;
extern const struct seal_table sealed_payment_reissue;
extern const struct seal_table sealed_payment_event;
extern const struct seal_table sealed_bank_statement;
extern const struct seal_table sealed_bank_line;
extern const struct seal_table sealed_bank_match;
extern const struct seal_table sealed_rate_series;
extern const struct seal_table sealed_exchange_rate;
extern const struct seal_table sealed_request;
extern const struct seal_table sealed_request_event;
extern const struct seal_table sealed_request_message;
extern const struct seal_table sealed_request_link;
extern const struct seal_table sealed_request_series;
extern const struct seal_table sealed_run_undone;

extern const struct seal_table *const sealed_tables[];	/* NULL ends it */

#endif
