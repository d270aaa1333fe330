#include "signature.h"

#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { FD_PATH_MAX = 32, PRINCIPAL_MAX = 256 };

/* A file without a name which holds the bytes and stands at its beginning. */
static bool
signature_hold(FILE **out, struct slice bytes, struct error *error)
{
	FILE *file = tmpfile();

	if (file != NULL && (bytes.length == 0 ||
	    fwrite(bytes.text, 1, bytes.length, file) == bytes.length) &&
	    fflush(file) == 0 && fseek(file, 0, SEEK_SET) == 0) {
		*out = file;
		return true;
	}
	(void)error_set(error, FAULT_SYSTEM, "a temporary file: %s",
	    strerror(errno));
	if (file != NULL)
		(void)fclose(file);
	return false;
}

static bool
signature_spawn(pid_t *process, const char *const arguments[], FILE *in,
    FILE *out, bool quiet, struct error *error)
{
	posix_spawn_file_actions_t actions;
	int status;

	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawn_file_actions_adddup2(&actions, fileno(in),
	    STDIN_FILENO);
	(void)posix_spawn_file_actions_adddup2(&actions, fileno(out),
	    STDOUT_FILENO);
	if (quiet)
		(void)posix_spawn_file_actions_adddup2(&actions, fileno(out),
		    STDERR_FILENO);
	status = posix_spawnp(process, arguments[0], &actions, NULL,
	    (char *const *)(uintptr_t)arguments, environ);
	(void)posix_spawn_file_actions_destroy(&actions);
	return status == 0 || error_set(error, FAULT_SYSTEM, "%s: %s",
	    arguments[0], strerror(status));
}

static bool
signature_collect(struct text *output, FILE *out, struct error *error)
{
	char bytes[4096];
	size_t length;

	if (fseek(out, 0, SEEK_SET) != 0)
		return error_set(error, FAULT_SYSTEM,
		    "a temporary file: %s", strerror(errno));
	while ((length = fread(bytes, 1, sizeof(bytes), out)) > 0 &&
	    output->length < ANCHOR_BYTES_MAX)
		text_add(output, slice_from(bytes, length));
	return true;
}

/* Run with the bytes as input; what it printed, and whether it was content. */
static bool
signature_run(struct text *output, bool *good, const char *const arguments[],
    struct slice input, bool quiet, struct error *error)
{
	FILE *in = NULL, *out = NULL;
	pid_t process;
	int status = -1;

	if (signature_hold(&in, input, error) &&
	    signature_hold(&out, slice_of(""), error) &&
	    signature_spawn(&process, arguments, in, out, quiet, error)) {
		while (waitpid(process, &status, 0) < 0 && errno == EINTR)
			;
		*good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
		(void)signature_collect(output, out, error);
	}
	if (in != NULL)
		(void)fclose(in);
	if (out != NULL)
		(void)fclose(out);
	return error->fault == FAULT_NONE;
}

bool
signature_make(struct text *out, const char *key, struct slice body,
    struct error *error)
{
	const char *const arguments[] = { "ssh-keygen", "-Y", "sign", "-q",
	    "-n", ANCHOR_NAMESPACE, "-f", key, NULL };
	struct text output = { 0 };
	bool good = false;

	if (signature_run(&output, &good, arguments, body, false, error) &&
	    (!good || output.length == 0))
		(void)error_set(error, FAULT_SYSTEM,
		    "%s: ssh-keygen made no signature with this key", key);
	if (error->fault == FAULT_NONE)
		text_add(out, text_slice(&output));
	text_release(&output);
	return error->fault == FAULT_NONE;
}

/* Whose key is it, among the allowed signers?  The first name on its line. */
static bool
signature_principal(char name[PRINCIPAL_MAX], const char *path,
    const char *signers, struct error *error)
{
	const char *const arguments[] = { "ssh-keygen", "-Y",
	    "find-principals", "-s", path, "-f", signers, NULL };
	struct text output = { 0 };
	struct slice lines, names;
	bool good = false;

	name[0] = '\0';
	if (signature_run(&output, &good, arguments, slice_of(""), true,
	    error) && good && output.length > 0) {
		lines = text_slice(&output);
		names = slice_cut(&lines, '\n');
		names = slice_cut(&names, ',');
		(void)snprintf(name, PRINCIPAL_MAX, "%.*s",
		    SLICE_PRINT(names));
	}
	text_release(&output);
	return error->fault == FAULT_NONE;
}

static bool
signature_verify(struct text *who, struct slice body, const char *path,
    const char *signers, struct error *error)
{
	char name[PRINCIPAL_MAX];
	const char *const arguments[] = { "ssh-keygen", "-Y", "verify", "-q",
	    "-n", ANCHOR_NAMESPACE, "-I", name, "-s", path, "-f", signers,
	    NULL };
	struct text output = { 0 };
	bool good = false;

	if (signature_principal(name, path, signers, error) &&
	    name[0] != '\0' && signature_run(&output, &good, arguments, body,
	    true, error) && good)
		text_add_string(who, name);
	text_release(&output);
	return error->fault == FAULT_NONE;
}

bool
signature_check(struct text *who, const struct anchor *anchor,
    const char *signers, struct error *error)
{
	char path[FD_PATH_MAX];
	FILE *file;

	text_clear(who);
	if (access(signers, R_OK) != 0)
		return error_set(error, FAULT_SYSTEM, "%s: %s", signers,
		    strerror(errno));
	if (slice_is_empty(anchor->signature))
		return true;
	if (!signature_hold(&file, anchor->signature, error))
		return false;
	(void)snprintf(path, sizeof(path), "/dev/fd/%d", fileno(file));
	(void)signature_verify(who, anchor->body, path, signers, error);
	(void)fclose(file);
	return error->fault == FAULT_NONE;
}
