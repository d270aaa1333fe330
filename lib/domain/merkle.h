/*
 * merkle.h - one hash over a list which grows, and proofs about it
 *
 * The Merkle tree of RFC 6962 (and 9162), section 2.1: a leaf is
 * SHA-256(0x00 || bytes), a node SHA-256(0x01 || left || right), and the left
 * half of a tree is the largest power of two below its size.  The list is
 * read once, in order, and only O(log n) hashes are kept.
 *
 * A proof is a few ranges of the list, each with the hash of its own tree, in
 * the order of the RFC.  No range meets another, so one reading of the list
 * finds all of their hashes.  Nothing here allocates.
 */
#ifndef DOMAIN_MERKLE_H
#define DOMAIN_MERKLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A proof has at most a range for each level and one more. */
enum { MERKLE_LEVELS = 63, MERKLE_PATH_MAX = MERKLE_LEVELS + 1 };

#define MERKLE_SIZE_MAX ((uint64_t)INT64_MAX)

struct merkle_hash {
	uint8_t bytes[32];
};

bool merkle_equal(const struct merkle_hash *one,
    const struct merkle_hash *other);

struct merkle_hash merkle_leaf(const void *bytes, size_t length);
struct merkle_hash merkle_node(const struct merkle_hash *left,
    const struct merkle_hash *right);

/* The trees of powers of two of which the list so far consists. */
struct merkle_tree {
	uint64_t size;
	size_t count;
	struct merkle_hash roots[MERKLE_LEVELS];	/* the largest first */
};

/* Zeroed is empty. */
void merkle_add(struct merkle_tree *tree, const struct merkle_hash *leaf);

/* The hash of the list so far; more may follow. */
struct merkle_hash merkle_root(const struct merkle_tree *tree);

struct merkle_range {
	uint64_t first;
	uint64_t past;
};

struct merkle_path {
	size_t count;
	struct merkle_range ranges[MERKLE_PATH_MAX];
	struct merkle_hash hashes[MERKLE_PATH_MAX];
	struct merkle_tree at;		/* of the range which is being read */
};

/*
 * The ranges which prove that the leaf of the index (from 0) is in a list of
 * that size, and that the first `before` of a list (1 to size) are what they
 * were.
 */
void merkle_inclusion(struct merkle_path *path, uint64_t index,
    uint64_t size);
void merkle_consistency(struct merkle_path *path, uint64_t before,
    uint64_t size);

/* The next leaf of the list; from the first to the last, each once. */
void merkle_follow(struct merkle_path *path, uint64_t index,
    const struct merkle_hash *leaf);

/*
 * Do the hashes lead from the leaf to the root?  RFC 9162, 2.1.3.2: of the
 * path only count and hashes are looked at.
 */
bool merkle_includes(const struct merkle_hash *root, uint64_t size,
    const struct merkle_hash *leaf, uint64_t index,
    const struct merkle_path *path);

/* Is the list of the one root the beginning of the other?  2.1.4.2. */
bool merkle_continues(const struct merkle_hash *root, uint64_t size,
    const struct merkle_hash *old_root, uint64_t before,
    const struct merkle_path *path);

#endif
