/*
 * banned.h - functions which must not be called
 *
 * The compiler is given this header before every source file.  Each of these
 * overruns, hides failure, keeps hidden state or follows the locale.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat stpcpy
#pragma GCC poison sprintf vsprintf gets
#pragma GCC poison atoi atol atoll atof strtof strtold
#pragma GCC poison strtok asctime ctime gmtime localtime
#pragma GCC poison system mktemp tmpnam setlocale alloca

#endif
