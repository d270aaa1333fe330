#!/bin/sh
# What make install leaves works where it lies, without being told where, and
# make uninstall takes it away.
cd "$ROOT" || exit 1
unset MAKEFLAGS MFLAGS MAKELEVEL OPS_SHARE
place=$ROOT/build/check/installed
rm -rf "$place"
make -s install DESTDIR="$place" PREFIX=/usr >/dev/null || exit 1
cd "$place/usr" || exit 1
failed=0
miss() {
	echo "$1"
	failed=1
}
PATH=$place/usr/bin:$PATH
ops list --to csv >"$place/list" || miss "ops list failed"
for folder in "$ROOT"/bin/*/; do
	name=$(basename "$folder")
	[ "$name" = ops ] || grep -q "^$name," "$place/list" ||
	    miss "$name is not listed"
	"$name" --version >/dev/null || miss "$name does not run"
	for file in "share/man/man1/$name.1" \
	    "share/bash-completion/completions/$name" \
	    "share/zsh/site-functions/_$name" \
	    "share/fish/vendor_completions.d/$name.fish" ; do
		[ -s "$file" ] || miss "$file is missing"
	done
done
[ "$(echo '{"fund":"F1"}' | ops-view --to csv)" = "fund
F1" ] || miss "JSON cannot be read"
grep -q '^\.Sh RECORD KINDS' share/man/man5/ops-schema.5 ||
    miss "the kinds of records are not in ops-schema.5"
for file in share/opsutils/record.csv share/opsutils/currency.csv \
    share/man/man7/ops.7; do
	[ -s "$file" ] || miss "$file is missing"
done
make -s -C "$ROOT" uninstall DESTDIR="$place" PREFIX=/usr >/dev/null ||
    miss "make uninstall failed"
[ -z "$(find "$place/usr" ! -type d)" ] ||
    { find "$place/usr" ! -type d; miss "is what make uninstall left"; }
exit $failed
