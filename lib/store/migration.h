/*
 * migration.h - the steps which made the tables what they are
 *
 * The build makes the table from share/migration/NNNN-NAME.sql; it ends with
 * number 0.
 */
#ifndef STORE_MIGRATION_H
#define STORE_MIGRATION_H

struct migration {
	int number;		/* from 1, ascending */
	const char *name;
	const char *sql;
};

extern const struct migration migrations[];

#endif
