#include "store/sqlite_connection.h"

#include <sys/statfs.h>

#include "base/text.h"

/*
 * File systems which other machines may write, by the number which statfs(2)
 * of Linux gives.  The programs which use a store share memory (the index of
 * its log) and locks, and neither reaches another machine.
 */
static const struct {
	unsigned long type;
	const char *name;
} remote[] = {
	{ 0x00006969, "NFS" },
	{ 0x0000517b, "SMB" },
	{ 0xff534d42, "CIFS" },
	{ 0xfe534d42, "SMB" },
	{ 0x0000564c, "NCP" },
	{ 0x73757245, "Coda" },
	{ 0x5346414f, "AFS" },
	{ 0x6b414653, "AFS" },
	{ 0x01021997, "9p" },
	{ 0x00c36400, "Ceph" },
	{ 0x65735546, "FUSE" },
	{ 0x0bd00bd0, "Lustre" },
	{ 0x47504653, "GPFS" },
	{ 0x19830326, "BeeGFS" },
	{ 0x01161970, "GFS2" },
	{ 0x7461636f, "OCFS2" },
	{ 0xbacbacbc, "a folder of the host of a virtual machine" },
	{ 0x786f4256, "a folder of the host of a virtual machine" }
};

/* The folder stands for a file which is not there yet. */
static bool
place_type(unsigned long *out, const char *name)
{
	const char *slash = strrchr(name, '/');
	struct text folder = { 0 };
	struct statfs status;
	bool known;

	if (slash == NULL)
		text_add_string(&folder, ".");
	else
		text_add(&folder, slice_from(name,
		    slash == name ? 1 : (size_t)(slash - name)));
	known = statfs(name, &status) == 0 ||
	    statfs(folder.bytes, &status) == 0;
	text_release(&folder);
	if (known)
		*out = (unsigned long)status.f_type & 0xffffffff;
	return known;
}

bool
sqlite_place_check(const char *name, struct error *error)
{
	unsigned long type;

	if (!place_type(&type, name))
		return true;
	for (size_t i = 0; i < sizeof(remote) / sizeof(remote[0]); i++)
		if (remote[i].type == type)
			return error_set(error, FAULT_STORE,
			    "%s: a store cannot be on a network file system "
			    "(%s), where programs do not share its log; keep "
			    "it on a disk of this machine, or use "
			    "PostgreSQL", name, remote[i].name);
	return true;
}
