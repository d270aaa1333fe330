/*
 * shim.c - makes the n-th system call of a program go wrong
 *
 * Preloaded (LD_PRELOAD) by the tests of anomalies.  Calls are counted by
 * class, and the one that is named in FAULT is not what it should be:
 *
 *	FAULT=HOW:CLASS:N	the N-th call of the class, from 1
 *	FAULT=HOW:CLASS:N+	and every one after it
 *	FAULT_COUNT=FILE	add "CLASS COUNT" of each class to FILE at the end
 *	FAULT_PLACE=NUMBER	every file system says that it is of this type
 *	FAULT_FLIP=FILE:AT:BITS	these bits of this byte are read as what they
 *				are not
 *
 * HOW is "before" or "after": the process is killed then; "torn": it is killed
 * when half of a write is written; "short": a write takes half of what it is
 * given (a byte at least); or an error: EIO, ENOSPC, EINTR, EMFILE, ENOMEM,
 * ENOLCK.
 * A close which fails has closed the file, as on Linux.
 *
 * CLASS is one of the names below; "change" counts whatever changes a file or
 * its name, in one sequence.  The calls which the C library makes of itself
 * (stdio) are not seen.  Nothing here allocates.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/vfs.h>
#include <unistd.h>

enum class {
	CLASS_CHANGE, CLASS_WRITE, CLASS_SYNC, CLASS_TRUNCATE, CLASS_RENAME,
	CLASS_UNLINK, CLASS_OPEN, CLASS_CLOSE, CLASS_READ, CLASS_MAP,
	CLASS_LOCK, CLASS_MEMORY, CLASS_COUNT
};

enum how { HOW_WELL, HOW_BEFORE, HOW_AFTER, HOW_TORN, HOW_SHORT, HOW_ERROR };

static const char *const class_names[CLASS_COUNT] = {
	"change", "write", "sync", "truncate", "rename", "unlink", "open",
	"close", "read", "map", "lock", "memory"
};

static long counts[CLASS_COUNT];
static enum class fault_class = CLASS_COUNT;
static enum how fault_how;
static int fault_errno;
static long fault_at;
static bool fault_lasts;
static bool begun;
static struct stat flip_file;
static off64_t flip_at;
static unsigned char flip_bits;

static enum how
how_of(const char *word, size_t length)
{
	static const struct { const char *name; enum how how; int number; }
	    words[] = {
		{ "before", HOW_BEFORE, 0 }, { "after", HOW_AFTER, 0 },
		{ "torn", HOW_TORN, 0 }, { "short", HOW_SHORT, 0 },
		{ "EIO", HOW_ERROR, EIO }, { "ENOSPC", HOW_ERROR, ENOSPC },
		{ "EINTR", HOW_ERROR, EINTR }, { "EMFILE", HOW_ERROR, EMFILE },
		{ "ENOMEM", HOW_ERROR, ENOMEM },
		{ "ENOLCK", HOW_ERROR, ENOLCK }
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i].name) == length &&
		    memcmp(words[i].name, word, length) == 0) {
			fault_errno = words[i].number;
			return words[i].how;
		}
	abort();
}

static void
flip_begin(void)
{
	const char *flip = getenv("FAULT_FLIP");
	const char *colon = flip != NULL ? strchr(flip, ':') : NULL;
	char path[512];
	char *end;

	if (colon == NULL)
		return;
	(void)snprintf(path, sizeof(path), "%.*s", (int)(colon - flip), flip);
	if (stat(path, &flip_file) != 0)
		abort();
	flip_at = strtol(colon + 1, &end, 10);
	flip_bits = (unsigned char)strtol(end + 1, NULL, 10);
}

static void __attribute__((constructor))
shim_begin(void)
{
	const char *fault = getenv("FAULT"), *class, *number;

	if (fault != NULL && fault[0] != '\0') {
		class = strchr(fault, ':');
		number = class != NULL ? strchr(class + 1, ':') : NULL;
		if (number == NULL)
			abort();
		fault_how = how_of(fault, (size_t)(class - fault));
		for (int i = 0; i < CLASS_COUNT; i++)
			if (strncmp(class_names[i], class + 1,
			    (size_t)(number - class - 1)) == 0 &&
			    strlen(class_names[i]) ==
			    (size_t)(number - class - 1))
				fault_class = (enum class)i;
		if (fault_class == CLASS_COUNT)
			abort();
		fault_at = strtol(number + 1, NULL, 10);
		fault_lasts = number[strlen(number) - 1] == '+';
	}
	flip_begin();
	begun = true;
}

static void __attribute__((destructor))
shim_end(void)
{
	const char *path = getenv("FAULT_COUNT");
	char line[64];
	int file, length;

	begun = false;
	if (path == NULL)
		return;
	file = (int)syscall(SYS_openat, AT_FDCWD, path,
	    O_WRONLY | O_CREAT | O_APPEND, 0666);
	for (int i = 0; i < CLASS_COUNT; i++) {
		length = snprintf(line, sizeof(line), "%s %ld\n",
		    class_names[i], counts[i]);
		(void)syscall(SYS_write, file, line, (size_t)length);
	}
	(void)syscall(SYS_close, file);
}

static void
die(void)
{
	(void)syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
	for (;;)
		(void)pause();
}

static bool
hits(enum class class)
{
	counts[class]++;
	return fault_class == class && (counts[class] == fault_at ||
	    (fault_lasts && counts[class] > fault_at));
}

/* What happens to this call; changes count twice, of their own and as such. */
static enum how
meet(enum class class, bool changes)
{
	bool hit;

	if (!begun)
		return HOW_WELL;
	hit = hits(class);
	if (changes && hits(CLASS_CHANGE))
		hit = true;
	if (!hit)
		return HOW_WELL;
	if (fault_how == HOW_BEFORE)
		die();
	if (fault_how == HOW_ERROR)
		errno = fault_errno;
	return fault_how;
}

static long
done(enum how how, long result)
{
	if (how == HOW_AFTER || how == HOW_TORN)
		die();
	return result;
}

static size_t
part_of(enum how how, size_t size)
{
	if (how == HOW_TORN)
		return size / 2;
	return how == HOW_SHORT && size > 1 ? size / 2 : size;
}

ssize_t
write(int file, const void *bytes, size_t size)
{
	enum how how = meet(CLASS_WRITE, true);

	return how == HOW_ERROR ? -1 : done(how, syscall(SYS_write, file,
	    bytes, part_of(how, size)));
}

ssize_t
pwrite64(int file, const void *bytes, size_t size, off64_t at)
{
	enum how how = meet(CLASS_WRITE, true);

	return how == HOW_ERROR ? -1 : done(how, syscall(SYS_pwrite64, file,
	    bytes, part_of(how, size), at));
}

ssize_t
pwrite(int file, const void *bytes, size_t size, off_t at)
{
	return pwrite64(file, bytes, size, at);
}

static bool
is_flipped(int file)
{
	struct stat status;

	return fstat(file, &status) == 0 && status.st_ino == flip_file.st_ino &&
	    status.st_dev == flip_file.st_dev;
}

ssize_t
read(int file, void *bytes, size_t size)
{
	return meet(CLASS_READ, false) == HOW_ERROR ? -1 :
	    syscall(SYS_read, file, bytes, size);
}

/* What hardened programs call. */
ssize_t __read_chk(int file, void *bytes, size_t size, size_t room);
int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);

ssize_t
__read_chk(int file, void *bytes, size_t size, size_t room)
{
	if (size > room)
		abort();
	return read(file, bytes, size);
}

ssize_t
pread64(int file, void *bytes, size_t size, off64_t at)
{
	ssize_t got;

	if (meet(CLASS_READ, false) == HOW_ERROR)
		return -1;
	got = syscall(SYS_pread64, file, bytes, size, at);
	if (flip_bits != 0 && got > 0 && flip_at >= at &&
	    flip_at < at + got && is_flipped(file))
		((unsigned char *)bytes)[flip_at - at] ^= flip_bits;
	return got;
}

int
fsync(int file)
{
	enum how how = meet(CLASS_SYNC, true);

	return how == HOW_ERROR ? -1 :
	    (int)done(how, syscall(SYS_fsync, file));
}

int
fdatasync(int file)
{
	enum how how = meet(CLASS_SYNC, true);

	return how == HOW_ERROR ? -1 :
	    (int)done(how, syscall(SYS_fdatasync, file));
}

int
ftruncate64(int file, off64_t size)
{
	enum how how = meet(CLASS_TRUNCATE, true);

	return how == HOW_ERROR ? -1 :
	    (int)done(how, syscall(SYS_ftruncate, file, size));
}

int
ftruncate(int file, off_t size)
{
	return ftruncate64(file, size);
}

int
rename(const char *from, const char *to)
{
	enum how how = meet(CLASS_RENAME, true);

	return how == HOW_ERROR ? -1 :
	    (int)done(how, syscall(SYS_rename, from, to));
}

int
unlink(const char *path)
{
	enum how how = meet(CLASS_UNLINK, true);

	return how == HOW_ERROR ? -1 :
	    (int)done(how, syscall(SYS_unlink, path));
}

static int
open_with(const char *path, int flags, mode_t mode)
{
	enum how how = meet(CLASS_OPEN, (flags & O_CREAT) != 0);

	return how == HOW_ERROR ? -1 : (int)done(how, syscall(SYS_openat,
	    AT_FDCWD, path, flags, mode));
}

static mode_t
mode_of(int flags, va_list arguments)
{
	return (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
}

int
open(const char *path, int flags, ...)
{
	va_list arguments;
	mode_t mode;

	va_start(arguments, flags);
	mode = mode_of(flags, arguments);
	va_end(arguments);
	return open_with(path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	va_list arguments;
	mode_t mode;

	va_start(arguments, flags);
	mode = mode_of(flags, arguments);
	va_end(arguments);
	return open_with(path, flags, mode);
}

int
__open_2(const char *path, int flags)
{
	return open_with(path, flags, 0);
}

int
__open64_2(const char *path, int flags)
{
	return open_with(path, flags, 0);
}

int
close(int file)
{
	enum how how = meet(CLASS_CLOSE, false);
	int result = (int)done(how, syscall(SYS_close, file));

	if (how == HOW_ERROR) {
		errno = fault_errno;
		return -1;
	}
	return result;
}

void *
mmap64(void *at, size_t size, int protection, int flags, int file,
    off64_t offset)
{
	if (meet(CLASS_MAP, false) == HOW_ERROR)
		return MAP_FAILED;
	return (void *)syscall(SYS_mmap, at, size, protection, flags, file,
	    offset);
}

void *
mmap(void *at, size_t size, int protection, int flags, int file,
    off_t offset)
{
	return mmap64(at, size, protection, flags, file, offset);
}

int
fcntl64(int file, int command, ...)
{
	va_list arguments;
	void *argument;

	va_start(arguments, command);
	argument = va_arg(arguments, void *);
	va_end(arguments);
	if ((command == F_SETLK || command == F_SETLKW ||
	    command == F_GETLK) && meet(CLASS_LOCK, false) == HOW_ERROR)
		return -1;
	return (int)syscall(SYS_fcntl, file, command, argument);
}

/* The C library's own names for these need no search for them. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static bool
refuses(void)
{
	if (meet(CLASS_MEMORY, false) != HOW_ERROR)
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return refuses() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return refuses() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *memory, size_t size)
{
	return refuses() ? NULL : __libc_realloc(memory, size);
}

void *
reallocarray(void *memory, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		return NULL;
	return realloc(memory, bytes);
}

int
posix_memalign(void **out, size_t alignment, size_t size)
{
	if (refuses())
		return ENOMEM;
	*out = __libc_memalign(alignment, size);
	return *out != NULL ? 0 : ENOMEM;
}

static void
place(struct statfs *status, int result)
{
	const char *type = getenv("FAULT_PLACE");

	if (result == 0 && type != NULL)
		status->f_type = strtol(type, NULL, 0);
}

int
statfs(const char *path, struct statfs *status)
{
	int result = (int)syscall(SYS_statfs, path, status);

	place(status, result);
	return result;
}

int
fstatfs(int file, struct statfs *status)
{
	int result = (int)syscall(SYS_fstatfs, file, status);

	place(status, result);
	return result;
}
