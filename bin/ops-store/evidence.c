#include "evidence.h"

#include <errno.h>

#include "signature.h"

bool
evidence_read(struct text *out, const char *path, size_t max,
    struct error *error)
{
	FILE *file = fopen(path, "r");
	char bytes[16 * 1024];
	size_t length;
	bool good;

	if (file == NULL)
		return error_set(error, FAULT_SYSTEM, "%s: %s", path,
		    strerror(errno));
	while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0 &&
	    out->length <= max)
		text_add(out, slice_from(bytes, length));
	good = ferror(file) == 0;
	(void)fclose(file);
	if (!good)
		return error_set(error, FAULT_SYSTEM, "%s: %s", path,
		    strerror(errno));
	return out->length <= max || error_set(error, FAULT_INPUT,
	    "%s: has more than %zu bytes", path, max);
}

bool
evidence_judge(struct text *signer, struct cli *cli, const char *path,
    const struct anchor *anchor, bool *trusted, struct error *error)
{
	const char *signers = cli_text(cli, "signers");

	if (signers == NULL)
		return true;
	if (!signature_check(signer, anchor, signers, error))
		return false;
	if (signer->length > 0)
		return true;
	cli_warn(cli, path, 0, slice_is_empty(anchor->signature) ?
	    "the anchor is not signed" : "the signature of the anchor is "
	    "wrong, or by none of the allowed signers");
	*trusted = false;
	return true;
}

bool
evidence_open(struct evidence *out, struct cli *cli, const char *path,
    bool *trusted, struct error *error)
{
	*out = (struct evidence){ .path = path };
	if (!evidence_read(&out->text, path, ANCHOR_BYTES_MAX, error))
		return false;
	if (!anchor_parse(&out->anchor, text_slice(&out->text), error))
		return error_locate(error, path, 0);
	return evidence_judge(&out->signer, cli, path, &out->anchor, trusted,
	    error);
}

void
evidence_release(struct evidence *evidence)
{
	text_release(&evidence->text);
	text_release(&evidence->signer);
}

const char *
evidence_words(char *buffer, size_t size, const struct cli *cli,
    const struct anchor *anchor, const struct text *signer)
{
	if (signer->length > 0)
		(void)snprintf(buffer, size, "signed by %s", signer->bytes);
	else
		(void)snprintf(buffer, size, "%s",
		    slice_is_empty(anchor->signature) ? "not signed" :
		    cli_has(cli, "signers") ? "wrongly signed" :
		    "signature not checked");
	return buffer;
}
