/// The inner step of a winner tree (tournament tree) of 128-bit keys, without branches that depend on the keys.
///
/// It is C because here a compiler can be told that a comparison is unpredictable; written in Swift it becomes a
/// branch that is mispredicted every other time (measured: four times slower at 1,000 keys).
///
/// Each inner node holds the least key of its four children. The root is node 3, the children of node i are nodes
/// 4 (i - 2) to 4 (i - 2) + 3. So four siblings fill one line of 64 bytes, and index ^ 1, ^ 2, ^ 3 are the siblings of
/// index. Nodes 0 to 2 are unused. With n inner nodes the leaves are nodes 3 + n to 3 + 4 n.
///
/// Source: D. E. Knuth, *The Art of Computer Programming*, volume 3, 5.4.1 (loser and winner trees).
#ifndef CWINNERTREE_H
#define CWINNERTREE_H

#include <stddef.h>
#include <stdint.h>

enum { WINNER_TREE_ROOT = 3 };

typedef unsigned __int128 winner_tree_key;

static inline winner_tree_key winner_tree_lesser(winner_tree_key a, winner_tree_key b) {
  return __builtin_unpredictable(a < b) ? a : b;
}

/// Gives node `index` a key and settles all nodes above it.
static inline void winner_tree_set(void *nodes, size_t index, uint64_t high, uint64_t low) {
  winner_tree_key *keys = (winner_tree_key *)nodes;
  winner_tree_key winner = (winner_tree_key)high << 64 | low;
  keys[index] = winner;
  while (index > WINNER_TREE_ROOT) {
    // The siblings' winner does not wait for what comes from below.
    const winner_tree_key pair = winner_tree_lesser(keys[index ^ 1], keys[index ^ 2]);
    winner = winner_tree_lesser(winner, winner_tree_lesser(pair, keys[index ^ 3]));
    index = (index >> 2) + 2;
    keys[index] = winner;
  }
}

/// The same where the key is less than that of the node was, which lets it stop at the first node it does not win.
static inline void winner_tree_lower(void *nodes, size_t index, uint64_t high, uint64_t low) {
  winner_tree_key *keys = (winner_tree_key *)nodes;
  const winner_tree_key key = (winner_tree_key)high << 64 | low;
  keys[index] = key;
  while (index > WINNER_TREE_ROOT) {
    index = (index >> 2) + 2;
    if (keys[index] < key) break;
    keys[index] = key;
  }
}

#endif
