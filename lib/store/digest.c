#include "store/digest.h"

void
digest_begin(struct digest *digest, struct run *run)
{
	digest->run = run;
	digest->used = 0;
}

void
digest_flush(struct digest *digest)
{
	run_digest(digest->run, slice_from(digest->bytes, digest->used));
	digest->used = 0;
}

void
digest_add(struct digest *digest, struct slice piece)
{
	if (piece.length > sizeof(digest->bytes) - digest->used)
		digest_flush(digest);
	if (piece.length > sizeof(digest->bytes)) {
		run_digest(digest->run, piece);
		return;
	}
	if (piece.length > 0)
		memcpy(digest->bytes + digest->used, piece.text,
		    piece.length);
	digest->used += piece.length;
}

void
digest_integer(struct digest *digest, int64_t value)
{
	char bytes[8];

	for (unsigned i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)((uint64_t)value >> (8 * i));
	digest_add(digest, slice_from(bytes, sizeof(bytes)));
}
