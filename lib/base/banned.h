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

/*
 * A macro rather than a poisoned name, since headers of libraries mention some
 * of these in macros of their own which nobody here expands.
 */
#define BANNED(name) name##_is_banned_see_lib_base_banned_h

#undef strcpy
#define strcpy BANNED(strcpy)
#undef strcat
#define strcat BANNED(strcat)
#undef strncpy
#define strncpy BANNED(strncpy)
#undef strncat
#define strncat BANNED(strncat)
#undef stpcpy
#define stpcpy BANNED(stpcpy)
#undef sprintf
#define sprintf BANNED(sprintf)
#undef vsprintf
#define vsprintf BANNED(vsprintf)
#undef gets
#define gets BANNED(gets)
#undef atoi
#define atoi BANNED(atoi)
#undef atol
#define atol BANNED(atol)
#undef atoll
#define atoll BANNED(atoll)
#undef atof
#define atof BANNED(atof)
#undef strtof
#define strtof BANNED(strtof)
#undef strtold
#define strtold BANNED(strtold)
#undef strtok
#define strtok BANNED(strtok)
#undef asctime
#define asctime BANNED(asctime)
#undef ctime
#define ctime BANNED(ctime)
#undef gmtime
#define gmtime BANNED(gmtime)
#undef localtime
#define localtime BANNED(localtime)
#undef system
#define system BANNED(system)
#undef mktemp
#define mktemp BANNED(mktemp)
#undef tmpnam
#define tmpnam BANNED(tmpnam)
#undef setlocale
#define setlocale BANNED(setlocale)
#undef alloca
#define alloca BANNED(alloca)

#endif
