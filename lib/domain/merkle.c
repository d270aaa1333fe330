#include "domain/merkle.h"

#include <nettle/sha2.h>
#include <string.h>

#include "base/assert.h"

_Static_assert(sizeof(struct merkle_hash) == SHA256_DIGEST_SIZE,
    "hash is SHA-256");

bool
merkle_equal(const struct merkle_hash *one, const struct merkle_hash *other)
{
	return memcmp(one->bytes, other->bytes, sizeof(one->bytes)) == 0;
}

struct merkle_hash
merkle_leaf(const void *bytes, size_t length)
{
	static const uint8_t mark[] = { 0 };
	struct sha256_ctx context;
	struct merkle_hash hash;

	sha256_init(&context);
	sha256_update(&context, sizeof(mark), mark);
	sha256_update(&context, length, bytes);
	sha256_digest(&context, sizeof(hash.bytes), hash.bytes);
	return hash;
}

struct merkle_hash
merkle_node(const struct merkle_hash *left, const struct merkle_hash *right)
{
	static const uint8_t mark[] = { 1 };
	struct sha256_ctx context;
	struct merkle_hash hash;

	sha256_init(&context);
	sha256_update(&context, sizeof(mark), mark);
	sha256_update(&context, sizeof(left->bytes), left->bytes);
	sha256_update(&context, sizeof(right->bytes), right->bytes);
	sha256_digest(&context, sizeof(hash.bytes), hash.bytes);
	return hash;
}

/* Two trees of one size make one of twice the size, as in binary counting. */
void
merkle_add(struct merkle_tree *tree, const struct merkle_hash *leaf)
{
	struct merkle_hash hash = *leaf;

	ENSURE(tree->size < MERKLE_SIZE_MAX);
	for (uint64_t size = tree->size; size & 1; size >>= 1)
		hash = merkle_node(&tree->roots[--tree->count], &hash);
	tree->roots[tree->count++] = hash;
	tree->size++;
}

struct merkle_hash
merkle_root(const struct merkle_tree *tree)
{
	struct merkle_hash hash;
	size_t at = tree->count;

	if (at == 0) {
		struct sha256_ctx context;

		sha256_init(&context);
		sha256_digest(&context, sizeof(hash.bytes), hash.bytes);
		return hash;
	}
	hash = tree->roots[--at];
	while (at > 0)
		hash = merkle_node(&tree->roots[--at], &hash);
	return hash;
}

/* The largest power of two below the size, which is 2 or more. */
static uint64_t
merkle_split(uint64_t size)
{
	uint64_t half = 1;

	while (half < size - half)
		half <<= 1;
	return half;
}

static void
merkle_path_add(struct merkle_path *path, uint64_t first, uint64_t past)
{
	ENSURE(path->count < MERKLE_PATH_MAX);
	path->ranges[path->count++] = (struct merkle_range){ first, past };
}

/* Ranges are found from the root down; proofs have the lowest first. */
static void
merkle_path_turn(struct merkle_path *path)
{
	for (size_t i = 0; i < path->count / 2; i++) {
		struct merkle_range range = path->ranges[i];

		path->ranges[i] = path->ranges[path->count - 1 - i];
		path->ranges[path->count - 1 - i] = range;
	}
}

void
merkle_inclusion(struct merkle_path *path, uint64_t index, uint64_t size)
{
	uint64_t first = 0, past = size;

	ENSURE(index < size && size <= MERKLE_SIZE_MAX);
	path->count = 0;
	path->at = (struct merkle_tree){ 0 };
	while (past - first > 1) {
		uint64_t middle = first + merkle_split(past - first);

		if (index < middle) {
			merkle_path_add(path, middle, past);
			past = middle;
		} else {
			merkle_path_add(path, first, middle);
			first = middle;
		}
	}
	merkle_path_turn(path);
}

void
merkle_consistency(struct merkle_path *path, uint64_t before, uint64_t size)
{
	uint64_t first = 0, past = size;

	ENSURE(before > 0 && before <= size && size <= MERKLE_SIZE_MAX);
	path->count = 0;
	path->at = (struct merkle_tree){ 0 };
	while (past > before) {
		uint64_t middle = first + merkle_split(past - first);

		if (before <= middle) {
			merkle_path_add(path, middle, past);
			past = middle;
		} else {
			merkle_path_add(path, first, middle);
			first = middle;
		}
	}
	/* The old list as a whole is a hash which the reader has. */
	if (first > 0)
		merkle_path_add(path, first, past);
	merkle_path_turn(path);
}

void
merkle_follow(struct merkle_path *path, uint64_t index,
    const struct merkle_hash *leaf)
{
	for (size_t i = 0; i < path->count; i++) {
		const struct merkle_range *range = &path->ranges[i];

		if (index < range->first || index >= range->past)
			continue;
		if (index == range->first)
			path->at = (struct merkle_tree){ 0 };
		merkle_add(&path->at, leaf);
		if (index + 1 == range->past)
			path->hashes[i] = merkle_root(&path->at);
	}
}

bool
merkle_includes(const struct merkle_hash *root, uint64_t size,
    const struct merkle_hash *leaf, uint64_t index,
    const struct merkle_path *path)
{
	struct merkle_hash hash = *leaf;
	uint64_t node = index, last = size - 1;

	if (index >= size)
		return false;
	for (size_t i = 0; i < path->count; i++) {
		if (last == 0)
			return false;
		if ((node & 1) != 0 || node == last) {
			hash = merkle_node(&path->hashes[i], &hash);
			while ((node & 1) == 0 && node != 0) {
				node >>= 1;
				last >>= 1;
			}
		} else {
			hash = merkle_node(&hash, &path->hashes[i]);
		}
		node >>= 1;
		last >>= 1;
	}
	return last == 0 && merkle_equal(&hash, root);
}

/* The new root and the old one, both from the hashes of the path. */
static bool
merkle_climb(struct merkle_hash *old, struct merkle_hash *new,
    uint64_t before, uint64_t size, const struct merkle_path *path,
    size_t next)
{
	uint64_t node = before - 1, last = size - 1;

	while ((node & 1) != 0) {
		node >>= 1;
		last >>= 1;
	}
	for (; next < path->count; next++) {
		const struct merkle_hash *hash = &path->hashes[next];

		if (last == 0)
			return false;
		if ((node & 1) != 0 || node == last) {
			*old = merkle_node(hash, old);
			*new = merkle_node(hash, new);
			while ((node & 1) == 0 && node != 0) {
				node >>= 1;
				last >>= 1;
			}
		} else {
			*new = merkle_node(new, hash);
		}
		node >>= 1;
		last >>= 1;
	}
	return last == 0;
}

bool
merkle_continues(const struct merkle_hash *root, uint64_t size,
    const struct merkle_hash *old_root, uint64_t before,
    const struct merkle_path *path)
{
	struct merkle_hash old, new;
	size_t next = 0;

	if (before == 0 || before > size)
		return false;
	if (before == size)
		return path->count == 0 && merkle_equal(root, old_root);
	if ((before & (before - 1)) == 0)
		old = *old_root;
	else if (path->count > 0)
		old = path->hashes[next++];
	else
		return false;
	new = old;
	return merkle_climb(&old, &new, before, size, path, next) &&
	    merkle_equal(&old, old_root) && merkle_equal(&new, root);
}
