// Batches give the same bits as single addresses, whatever the address and the length.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CPhilox.h"

enum { MOST = 67 };

static void same(const double *batch, const double *single, size_t count, const char *what) {
  if (memcmp(batch, single, count * sizeof *batch) == 0) return;
  fprintf(stderr, "%s: a batch differs from its single numbers\n", what);
  abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct {
    uint32_t key0, key1, first, low, draw;
    uint64_t high;
    double mean;
    uint8_t count;
  } in = {0};
  memcpy(&in, data, size < sizeof in ? size : sizeof in);
  // The addresses of a batch follow one another in 40 bits of ordinal, and in 24 bits of draws.
  const uint64_t ordinal = (in.high & 0xFFFFFFu) << 16 | in.low >> 16;
  size_t count = in.count % MOST;
  if (ordinal + count > (uint64_t)1 << 40) count = (size_t)(((uint64_t)1 << 40) - ordinal);
  in.first &= 0xFF000000u;
  in.draw &= 0x00FFFFFFu;
  if (in.draw + count > 1u << CPHILOX_DRAW_BITS) count = (1u << CPHILOX_DRAW_BITS) - in.draw;

  // The exact room, so that a write beyond it is found.
  double *batch = malloc((2 * count + 1) * sizeof *batch);
  double single[2 * MOST];
  if (!batch) return 0;

  cphilox_fill_uniform(in.key0, in.key1, in.first, in.low, in.high, batch, count);
  for (size_t i = 0; i < count; ++i) {
    const uint64_t here = ordinal + i;
    single[i] = cphilox_uniform_at(
        in.key0, in.key1, in.first, (uint32_t)(here << 16) | (in.low & 0xFFFFu), (in.high >> 24) << 24 | here >> 16);
    if (!(single[i] >= 0 && single[i] < 1)) abort();
  }
  same(batch, single, count, "uniform");

  const double mean = in.mean == in.mean ? in.mean : 1;
  cphilox_fill_exponential(in.key0, in.key1, in.first, in.low, in.high, mean, batch, count);
  for (size_t i = 0; i < count; ++i) {
    single[i] = cphilox_exponential(single[i], mean);
    if (mean >= 0 && !(single[i] >= 0)) abort();
  }
  same(batch, single, count, "exponential");

  cphilox_state state;
  cphilox_set_key(&state, in.key0, in.key1);
  cphilox_move(&state, in.first | in.draw, in.low, in.high);
  for (size_t i = 0; i < 2 * count; ++i) single[i] = cphilox_next_uniform(&state);
  cphilox_fill_uniform_in_turn(in.key0, in.key1, in.low, in.high, in.first | in.draw, batch, count);
  same(batch, single, 2 * count, "uniform in turn");
  for (size_t i = 0; i < 2 * count; ++i) single[i] = cphilox_unit_exponential(single[i]);
  cphilox_fill_exponential_in_turn(in.key0, in.key1, in.low, in.high, in.first | in.draw, batch, count);
  same(batch, single, 2 * count, "exponential in turn");
  free(batch);
  return 0;
}
