#!/bin/sh
# A store on a network file system is refused with the reason, whether it is
# to be made, read or written; one on a disk is not.
[ -z "${OPS_SANITIZED:-}" ] ||
    { echo "a sanitizer and a preloaded library exclude each other"; exit 77; }
export PATH="$ROOT/build/bin:$PATH" OPS_TODAY=2026-10-31 LC_ALL=C.UTF-8
export OPS_SHARE="$ROOT/share"
shim=$ROOT/build/anomaly/shim.so
rm -f ./*.db*
failed=0

at() {	# TYPE COMMAND ...
	type=$1
	shift
	FAULT_PLACE=$type LD_PRELOAD=$shim "$@"
}

refused() {	# TYPE NAME COMMAND ...
	type=$1
	name=$2
	shift 2
	at "$type" "$@" >out 2>err
	status=$?
	[ $status = 4 ] && [ "$(wc -l <err)" = 1 ] &&
	    grep -q "on a network file system ($name)" err && return
	echo "$name: $*: status $status"
	cat err
	failed=1
}

ops-store init --quiet || exit 1
printf 'fund,name\nA,A fund\n' >funds.csv
for type in 0x6969:NFS 0xff534d42:CIFS 0xfe534d42:SMB 0x01021997:9p \
    0x65735546:FUSE 0x5346414f:AFS 0x00c36400:Ceph; do
	name=${type#*:}
	type=${type%:*}
	refused "$type" "$name" ops-store init --store new.db
	refused "$type" "$name" ops-store verify
	refused "$type" "$name" ops-ledger load fund funds.csv
	refused "$type" "$name" ops-ledger list fund
	[ ! -e new.db ] || { echo "$name: new.db was made"; failed=1; }
done
# ext4, btrfs, xfs, tmpfs, overlayfs
for type in 0xef53 0x9123683e 0x58465342 0x01021994 0x794c7630; do
	at $type ops-ledger load --quiet fund funds.csv ||
	    { echo "$type is refused"; failed=1; }
done
exit $failed
