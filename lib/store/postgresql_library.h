/*
 * postgresql_library.h - libpq, loaded when a store is on a server
 *
 * libpq brings a score of libraries with it (TLS, Kerberos, LDAP), and linking
 * it would cost every program 2.4 ms at its start, five times what the rest
 * takes, whether its store is on a server or not.  So the functions which the
 * driver uses are looked up when the first such store is opened.
 */
#ifndef STORE_POSTGRESQL_LIBRARY_H
#define STORE_POSTGRESQL_LIBRARY_H

#include <libpq-fe.h>

#include "base/error.h"

#define POSTGRESQL_FUNCTIONS(EACH) \
	EACH(PQclear) \
	EACH(PQcmdStatus) \
	EACH(PQcmdTuples) \
	EACH(PQconnectdbParams) \
	EACH(PQconninfoFree) \
	EACH(PQconninfoParse) \
	EACH(PQenterPipelineMode) \
	EACH(PQerrorMessage) \
	EACH(PQexec) \
	EACH(PQexitPipelineMode) \
	EACH(PQfinish) \
	EACH(PQfname) \
	EACH(PQfreemem) \
	EACH(PQftype) \
	EACH(PQgetResult) \
	EACH(PQgetisnull) \
	EACH(PQgetlength) \
	EACH(PQgetvalue) \
	EACH(PQnfields) \
	EACH(PQntuples) \
	EACH(PQparameterStatus) \
	EACH(PQpipelineSync) \
	EACH(PQputCopyData) \
	EACH(PQputCopyEnd) \
	EACH(PQresultErrorField) \
	EACH(PQresultErrorMessage) \
	EACH(PQresultStatus) \
	EACH(PQsendPrepare) \
	EACH(PQsendQueryParams) \
	EACH(PQsendQueryPrepared) \
	EACH(PQserverVersion) \
	EACH(PQsetSingleRowMode) \
	EACH(PQstatus) \
	EACH(PQtransactionStatus)

struct postgresql_library {
#define POSTGRESQL_MEMBER(name) __typeof__(name) *name;
	POSTGRESQL_FUNCTIONS(POSTGRESQL_MEMBER)
#undef POSTGRESQL_MEMBER
};

/* Filled by postgresql_library_load; it stays loaded. */
extern struct postgresql_library postgresql_library;

bool postgresql_library_load(struct error *error);

#endif
