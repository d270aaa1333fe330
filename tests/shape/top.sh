#!/bin/sh
# The top level holds only the agreed names, and no file is over a megabyte.
cd "$ROOT" || exit 1
[ -e .git ] && command -v git >/dev/null ||
    { echo "not a checkout"; exit 77; }
git ls-files | sed 's|/.*||' | sort -u |
    grep -vxE 'bin|lib|man|share|tests|Makefile|configure|README|\..*' &&
    { echo "these do not belong at the top"; exit 1; }
git ls-files -z | xargs -0 -r ls -ld | awk '
    $5 > 1048576 { print $NF ": " $5 " bytes"; failed = 1 }
    END { exit failed }'
