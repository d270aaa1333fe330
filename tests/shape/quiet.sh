#!/bin/sh
# The library neither prints nor exits; only cli does, and the two places in
# base which end a program that must not go on.
cd "$ROOT" || exit 1
! grep -nE '(^|[^a-zA-Z0-9_])(printf|fprintf|vprintf|vfprintf|puts|fputs|putchar|fputc|perror|exit|_exit|_Exit|abort|quick_exit) ?\(' \
    lib/*/*.c | grep -vE '^lib/(cli/[a-z_]*|base/(assert|memory))\.c:' |
    grep -vE '^[^:]*:[0-9]*:[ 	]*(/?\*|//)'
