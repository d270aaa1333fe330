/*
 * The tree and its proofs, held to the published roots, to the definitions of
 * RFC 6962 written down as they stand there, and to each other for every size.
 */
#include "domain/merkle.h"

#include <nettle/sha2.h>
#include <stdint.h>
#include <string.h>

#include "../tap.h"

enum { SIZE_MAX_TRIED = 66 };

static struct merkle_hash leaves[SIZE_MAX_TRIED];

/* MTH(D[first:past]), section 2.1, by recursion. */
static struct merkle_hash
tree_hash(size_t first, size_t past)
{
	size_t half = 1;
	uint8_t bytes[65] = { 1 };
	struct merkle_hash left, right, hash;
	struct sha256_ctx context;

	if (past - first == 1)
		return leaves[first];
	while (half * 2 < past - first)
		half *= 2;
	left = tree_hash(first, first + half);
	right = tree_hash(first + half, past);
	memcpy(bytes + 1, left.bytes, 32);
	memcpy(bytes + 33, right.bytes, 32);
	sha256_init(&context);
	sha256_update(&context, sizeof(bytes), bytes);
	sha256_digest(&context, 32, hash.bytes);
	return hash;
}

/* PATH(m, D[first:past]), section 2.1.1. */
static void
define_path(struct merkle_path *out, size_t m, size_t first, size_t past)
{
	size_t half = 1;

	if (past - first == 1)
		return;
	while (half * 2 < past - first)
		half *= 2;
	if (m < half) {
		define_path(out, m, first, first + half);
		out->hashes[out->count++] = tree_hash(first + half, past);
	} else {
		define_path(out, m - half, first + half, past);
		out->hashes[out->count++] = tree_hash(first, first + half);
	}
}

/* SUBPROOF(m, D[first:past], whole), section 2.1.2. */
static void
define_proof(struct merkle_path *out, size_t m, size_t first, size_t past,
    bool whole)
{
	size_t half = 1;

	if (m == past - first) {
		if (!whole)
			out->hashes[out->count++] = tree_hash(first, past);
		return;
	}
	while (half * 2 < past - first)
		half *= 2;
	if (m <= half) {
		define_proof(out, m, first, first + half, whole);
		out->hashes[out->count++] = tree_hash(first + half, past);
	} else {
		define_proof(out, m - half, first + half, past, false);
		out->hashes[out->count++] = tree_hash(first, first + half);
	}
}

static bool
same_path(const struct merkle_path *one, const struct merkle_path *other)
{
	return one->count == other->count && memcmp(one->hashes,
	    other->hashes, one->count * sizeof(one->hashes[0])) == 0;
}

static void
fill(struct merkle_path *path, size_t size)
{
	for (size_t i = 0; i < size; i++)
		merkle_follow(path, i, &leaves[i]);
}

/* Nothing which is one step beside the truth is taken for it. */
static bool
inclusion_is_strict(const struct merkle_hash *root, size_t size,
    size_t index, const struct merkle_path *right)
{
	struct merkle_path path = *right;
	struct merkle_hash other = *root;

	for (size_t i = 0; i < size; i++)
		if (i != index && (merkle_includes(root, size, &leaves[i],
		    index, right) || merkle_includes(root, size,
		    &leaves[index], i, right)))
			return false;
	for (size_t i = 0; i < right->count; i++) {
		path.hashes[i].bytes[31] ^= 1;
		if (merkle_includes(root, size, &leaves[index], index, &path))
			return false;
		path = *right;
	}
	path.hashes[path.count++] = *root;
	if (merkle_includes(root, size, &leaves[index], index, &path))
		return false;
	path.count -= 2;
	if (right->count > 0 && merkle_includes(root, size, &leaves[index],
	    index, &path))
		return false;
	other.bytes[0] ^= 128;
	return !merkle_includes(&other, size, &leaves[index], index, right) &&
	    !merkle_includes(root, size, &leaves[index], size, right);
}

static bool
consistency_is_strict(const struct merkle_hash *root, size_t size,
    const struct merkle_hash *old, size_t before,
    const struct merkle_path *right)
{
	struct merkle_path path = *right;
	struct merkle_hash other = *old;

	other.bytes[7] ^= 4;
	if (merkle_continues(root, size, &other, before, right) ||
	    merkle_continues(&other, size, old, before, right) ||
	    merkle_continues(root, size, old, 0, right) ||
	    merkle_continues(old, before, root, size + 1, right))
		return false;
	for (size_t i = 0; i < right->count; i++) {
		path.hashes[i].bytes[0] ^= 1;
		if (merkle_continues(root, size, old, before, &path))
			return false;
		path = *right;
	}
	path.hashes[path.count++] = *root;
	if (merkle_continues(root, size, old, before, &path))
		return false;
	path.count -= 2;
	return right->count == 0 ||
	    !merkle_continues(root, size, old, before, &path);
}

static bool
inclusion_holds(size_t size)
{
	struct merkle_hash root = tree_hash(0, size);

	for (size_t index = 0; index < size; index++) {
		struct merkle_path path = { 0 }, defined = { 0 };

		merkle_inclusion(&path, index, size);
		fill(&path, size);
		define_path(&defined, index, 0, size);
		if (!same_path(&path, &defined) || !merkle_includes(&root,
		    size, &leaves[index], index, &path) ||
		    !inclusion_is_strict(&root, size, index, &path))
			return false;
	}
	return true;
}

static bool
consistency_holds(size_t size)
{
	struct merkle_hash root = tree_hash(0, size);

	for (size_t before = 1; before <= size; before++) {
		struct merkle_hash old = tree_hash(0, before);
		struct merkle_path path = { 0 }, defined = { 0 };

		merkle_consistency(&path, before, size);
		fill(&path, size);
		define_proof(&defined, before, 0, size, true);
		if (!same_path(&path, &defined) || !merkle_continues(&root,
		    size, &old, before, &path) ||
		    !consistency_is_strict(&root, size, &old, before, &path))
			return false;
	}
	return true;
}

static void
every_size(void)
{
	struct merkle_tree tree = { 0 };

	for (size_t size = 1; size <= SIZE_MAX_TRIED; size++) {
		struct merkle_hash defined = tree_hash(0, size), root;

		merkle_add(&tree, &leaves[size - 1]);
		root = merkle_root(&tree);
		tap_ok(merkle_equal(&root, &defined) && tree.size == size,
		    "the root of %zu leaves is as defined", size);
		tap_ok(inclusion_holds(size),
		    "each of %zu leaves has its proof and no other", size);
		tap_ok(consistency_holds(size),
		    "each beginning of %zu leaves has its proof and no other",
		    size);
	}
}

/* The ranges of a very large tree, which nobody fills. */
static void
largest(void)
{
	struct merkle_path path;

	merkle_inclusion(&path, MERKLE_SIZE_MAX - 1, MERKLE_SIZE_MAX);
	tap_ok(path.count == 62, "the last of 2^63 - 1 has 62 hashes");
	merkle_inclusion(&path, 0, MERKLE_SIZE_MAX);
	tap_ok(path.count == 63, "the first has 63");
	merkle_consistency(&path, MERKLE_SIZE_MAX - 1, MERKLE_SIZE_MAX);
	tap_ok(path.count <= MERKLE_PATH_MAX && path.count == 63,
	    "one more leaf takes 63 hashes");
}

static bool
is_hex(const struct merkle_hash *hash, const char *hex)
{
	char text[65];

	for (size_t i = 0; i < 32; i++)
		(void)snprintf(text + 2 * i, 3, "%02x", hash->bytes[i]);
	return strcmp(text, hex) == 0;
}

/* The eight leaves and roots of the tests of Certificate Transparency. */
static void
published(void)
{
	static const struct {
		const char *leaf;
		size_t length;
		const char *root;
	} known[] = {
		{ "", 0, "6e340b9cffb37a989ca544e6bb780a2c"
		    "78901d3fb33738768511a30617afa01d" },
		{ "\x00", 1, "fac54203e7cc696cf0dfcb42c92a1d9d"
		    "baf70ad9e621f4bd8d98662f00e3c125" },
		{ "\x10", 1, "aeb6bcfe274b70a14fb067a5e5578264"
		    "db0fa9b51af5e0ba159158f329e06e77" },
		{ "\x20\x21", 2, "d37ee418976dd95753c1c73862b9398f"
		    "a2a2cf9b4ff0fdfe8b30cd95209614b7" },
		{ "\x30\x31", 2, "4e3bbb1f7b478dcfe71fb631631519a3"
		    "bca12c9aefca1612bfce4c13a86264d4" },
		{ "\x40\x41\x42\x43", 4, "76e67dadbcdf1e10e1b74ddc608abd2f"
		    "98dfb16fbce75277b5232a127f2087ef" },
		{ "\x50\x51\x52\x53\x54\x55\x56\x57", 8,
		    "ddb89be403809e325750d3d263cd7892"
		    "9c2942b7942a34b77e122c9594a74c8c" },
		{ "\x60\x61\x62\x63\x64\x65\x66\x67"
		    "\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16,
		    "5dc9da79a70659a9ad559cb701ded9a2"
		    "ab9d823aad2f4960cfe370eff4604328" }
	};
	struct merkle_tree tree = { 0 };
	struct merkle_hash root = merkle_root(&tree);

	tap_ok(is_hex(&root, "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855"), "no leaf, the empty hash");
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		struct merkle_hash leaf = merkle_leaf(known[i].leaf,
		    known[i].length);

		merkle_add(&tree, &leaf);
		root = merkle_root(&tree);
		tap_ok(is_hex(&root, known[i].root),
		    "the published root of %zu leaves", i + 1);
	}
}

int
main(void)
{
	tap_begin();
	for (unsigned i = 0; i < SIZE_MAX_TRIED; i++)
		leaves[i] = merkle_leaf(&i, sizeof(i));
	published();
	every_size();
	largest();
	return tap_end();
}
