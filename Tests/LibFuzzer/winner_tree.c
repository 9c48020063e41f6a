// The root is the least of the leaves after any row of changes: beside an array that is searched anew.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CWinnerTree.h"

static int precedes(winner_tree_key a, winner_tree_key b) {
  return a.high < b.high || (a.high == b.high && a.low < b.low);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1) return 0;
  // Trees of whole levels, as the calendar grows them: 4, 16, 64 and 256 leaves.
  const size_t levels = data[0] % 4 + 1;
  const size_t leaves = (size_t)1 << (2 * levels);
  const size_t inner = (leaves - 1) / 3;
  const size_t nodes = WINNER_TREE_ROOT + inner + leaves;
  // Four siblings fill a line of memory.
  winner_tree_key *tree = aligned_alloc(64, (nodes * sizeof *tree + 63) / 64 * 64);
  winner_tree_key *beside = malloc(leaves * sizeof *beside);
  if (!tree || !beside) return 0;
  memset(tree, 0xFF, nodes * sizeof *tree);
  memset(beside, 0xFF, leaves * sizeof *beside);

  for (size_t at = 1; at + 4 <= size; at += 4) {
    const size_t leaf = data[at] % leaves;
    // Few different numbers, so that ties and equal halves are frequent; the edges among them.
    winner_tree_key key = {data[at + 1] & 7, data[at + 2] & 7};
    if (data[at + 1] & 0x80) key.low = UINT64_MAX - key.low;
    if (data[at + 2] & 0x80) key.high = UINT64_MAX - key.high;
    const size_t node = WINNER_TREE_ROOT + inner + leaf;
    if (data[at + 3] & 1 && !precedes(beside[leaf], key)) {
      winner_tree_lower(tree, node, key.high, key.low);
    } else {
      winner_tree_set(tree, node, key.high, key.low);
    }
    beside[leaf] = key;
    winner_tree_key least = beside[0];
    for (size_t i = 1; i < leaves; ++i) {
      if (precedes(beside[i], least)) least = beside[i];
    }
    if (memcmp(&tree[WINNER_TREE_ROOT], &least, sizeof least) != 0) {
      fprintf(stderr, "the root is not the least leaf\n");
      abort();
    }
  }
  free(tree);
  free(beside);
  return 0;
}
