/// Philox4x32-10: a counter-based random number generator whose numbers are addressed, not consumed.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC '11 (2011). One block is four 32-bit words, a bijection of the counter under the key.
///
/// An address is 96 bits, `low` and `high`; the fourth counter word is the draw number, which counts the
/// blocks taken at that address. A distribution that rejects therefore never leaves its own address.
/// After 2^32 blocks (2^34 words) an address repeats itself.
#ifndef CPHILOX_H
#define CPHILOX_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include <gsl/gsl_rng.h>

/// The state behind the `gsl_rng_type`: the next block to compute and the words not yet handed out.
typedef struct {
  uint32_t key[2];
  /// Word 0 is the draw number; words 1...3 are the address.
  uint32_t counter[4];
  uint32_t buffer[4];
  /// The next word of `buffer`, 0...4; 4 means that a new block is due.
  uint32_t index;
} cphilox_state;

/// The generator type for `gsl_rng_alloc`: 32-bit words, doubles of 53 bits in [0, 1).
const gsl_rng_type *cphilox_type(void);

/// Computes the block of four words that belongs to a counter under a key.
static inline void cphilox_block(const uint32_t key[2], const uint32_t counter[4], uint32_t words[4]) {
  uint32_t k0 = key[0], k1 = key[1];
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
#pragma clang loop unroll(full)
  for (int round = 0; round < 10; ++round) {
    const uint64_t p0 = (uint64_t)0xD2511F53u * c0;
    const uint64_t p1 = (uint64_t)0xCD9E8D57u * c2;
    c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
    c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c1 = (uint32_t)p1;
    c3 = (uint32_t)p0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

/// Makes a double in [0, 1), a multiple of 2^-53, from 27 bits of the first word and 26 of the second.
///
/// Two conversions from 32 bits instead of one from 64, because vector units have the former. Products and
/// sum are exact, so it makes no difference whether a compiler contracts them.
static inline double cphilox_double(uint32_t first, uint32_t second) {
  return (double)(int32_t)(first >> 5) * 0x1p-27 + (double)(int32_t)(second >> 6) * 0x1p-53;
}

/// Sets the key and goes to the first draw of address zero.
static inline void cphilox_set_key(cphilox_state *state, uint32_t key0, uint32_t key1) {
  state->key[0] = key0;
  state->key[1] = key1;
  state->counter[0] = state->counter[1] = state->counter[2] = state->counter[3] = 0;
  state->index = 4;
}

/// Goes to the first draw of an address and drops what was left of the block before.
static inline void cphilox_move(cphilox_state *state, uint32_t low, uint64_t high) {
  state->counter[0] = 0;
  state->counter[1] = low;
  state->counter[2] = (uint32_t)high;
  state->counter[3] = (uint32_t)(high >> 32);
  state->index = 4;
}

/// The next 32-bit word at the present address.
static inline uint32_t cphilox_next_word(cphilox_state *state) {
  if (state->index == 4) {
    cphilox_block(state->key, state->counter, state->buffer);
    state->counter[0] += 1;
    state->index = 0;
  }
  return state->buffer[state->index++];
}

/// The next double in [0, 1) at the present address; takes two words.
static inline double cphilox_next_uniform(cphilox_state *state) {
  const uint32_t first = cphilox_next_word(state);
  const uint32_t second = cphilox_next_word(state);
  return cphilox_double(first, second);
}

/// The first double at an address: what `gsl_rng_uniform` returns on a generator moved there.
static inline double cphilox_uniform_at(uint32_t key0, uint32_t key1, uint32_t low, uint64_t high) {
  const uint32_t key[2] = {key0, key1};
  const uint32_t counter[4] = {0, low, (uint32_t)high, (uint32_t)(high >> 32)};
  uint32_t words[4];
  cphilox_block(key, counter, words);
  return cphilox_double(words[0], words[1]);
}

/// What `gsl_ran_exponential` makes of a uniform number, bit for bit.
static inline double cphilox_exponential(double uniform, double mean) {
#pragma STDC FP_CONTRACT OFF
  return -mean * log1p(-uniform);
}

/// Fills `values` with the first uniforms of `count` addresses whose ordinals follow one another.
///
/// The ordinal is the 40-bit number in bits 16...55 of (high << 32 | low); see `StreamAddress` in
/// RandomStreams. Each value equals `cphilox_uniform_at` of its address; the blocks run as vector code.
void cphilox_fill_uniform(
    uint32_t key0, uint32_t key1, uint32_t low, uint64_t high, double *values, size_t count);

#endif
