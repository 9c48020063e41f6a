/// Philox4x32-10: a counter-based random number generator whose numbers are addressed, not consumed.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC '11 (2011). One block is four 32-bit words, a bijection of the counter under the key.
///
/// An address is 104 bits: `high`, `low` and the upper 8 bits of `first`. The lower 24 bits of the first counter word
/// are the draw number, which counts the blocks taken at that address. A distribution that rejects therefore never
/// leaves its own address. After 2^24 blocks (2^26 words) the numbers go on at the address of the next ordinal.
#ifndef CPHILOX_H
#define CPHILOX_H

#include <stddef.h>
#include <stdint.h>

#include <gsl/gsl_rng.h>

/// The state behind the `gsl_rng_type`: the next block to compute and the words not yet handed out.
typedef struct {
  uint32_t key[2];
  /// Word 0 is the draw number, below 8 bits of the address; words 1...3 are the rest of the address.
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
static inline void cphilox_move(cphilox_state *state, uint32_t first, uint32_t low, uint64_t high) {
  state->counter[0] = first;
  state->counter[1] = low;
  state->counter[2] = (uint32_t)high;
  state->counter[3] = (uint32_t)(high >> 32);
  state->index = 4;
}

/// The draw number has this many bits of the first counter word.
enum { CPHILOX_DRAW_BITS = 24 };

/// Goes on at the address of the next ordinal, when the draws of one are used up.
static inline void cphilox_carry(uint32_t counter[4]) {
  counter[0] -= (uint32_t)1 << CPHILOX_DRAW_BITS;
  counter[1] += 0x10000u;
  if (counter[1] < 0x10000u) counter[2] += 1;
}

/// The next 32-bit word at the present address.
static inline uint32_t cphilox_next_word(cphilox_state *state) {
  if (state->index == 4) {
    cphilox_block(state->key, state->counter, state->buffer);
    state->counter[0] += 1;
    if ((state->counter[0] & (((uint32_t)1 << CPHILOX_DRAW_BITS) - 1)) == 0) cphilox_carry(state->counter);
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
static inline double cphilox_uniform_at(
    uint32_t key0, uint32_t key1, uint32_t first, uint32_t low, uint64_t high) {
  const uint32_t key[2] = {key0, key1};
  const uint32_t counter[4] = {first, low, (uint32_t)high, (uint32_t)(high >> 32)};
  uint32_t words[4];
  cphilox_block(key, counter, words);
  return cphilox_double(words[0], words[1]);
}

/// -log(1 - u) for a uniform number u in [0, 1) that is a multiple of 2^-53: an exponential number of mean 1.
///
/// 1 - u is exact, so the plain logarithm serves where others need `log1p`, and there is no special case: no branch,
/// no table, no call. So one source is scalar and vector code, with the same bits.
/// Method: 1 - u = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)); log(1 + f) = f - f^2/2 + s (f^2/2 + R(s^2)),
/// s = f / (2 + f). Source of method and coefficients: FDLIBM, `e_log.c`, Sun Microsystems 1993, whose error is below
/// 1 ulp. The bits do not depend on the system's library, whose `log1p` differs between processors.
static inline double cphilox_unit_exponential(double uniform) {
#pragma STDC FP_CONTRACT OFF
  const union { double number; uint64_t bits; } whole = {.number = 1.0 - uniform};
  // Moves the cut between two exponents from 1 to sqrt(1/2).
  const uint64_t moved = whole.bits + (0x3FF0000000000000u - 0x3FE6A09E00000000u);
  // The biased exponent, made a double in its mantissa, because few vector units convert 64-bit integers.
  const union { uint64_t bits; double number; } exponent = {.bits = 0x4330000000000000u | (moved >> 52)};
  const double k = exponent.number - (0x1p52 + 1023.0);
  const union { uint64_t bits; double number; } part = {
      .bits = whole.bits - (moved & 0xFFF0000000000000u) + 0x3FF0000000000000u};
  const double f = part.number - 1.0;
  const double half_square = 0.5 * f * f;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double z2 = z * z;
  const double z4 = z2 * z2;
  const double z6 = z4 * z2;
  const double r1 = z * 6.666666666666735130e-01;
  const double r2 = 3.999999999940941908e-01 + z * 2.857142874366239149e-01;
  const double r3 = 2.222219843214978396e-01 + z * 1.818357216161805012e-01;
  const double r4 = 1.531383769920937332e-01 + z * 1.479819860511658591e-01;
  const double r = r1 + z2 * r2 + z4 * r3 + z6 * r4;
  const double tail = s * (half_square + r) + k * 1.90821492927058770002e-10;
  return ((half_square - tail) - f) - k * 6.93147180369123816490e-01;
}

/// An exponential number of the given mean from a uniform one.
///
/// With mean 1 it is within 1 ulp of what `gsl_ran_exponential` makes of the same number, and equal to it for more than
/// 999 in 1,000; rounding the product with another mean can turn 1 ulp into 2.
static inline double cphilox_exponential(double uniform, double mean) {
#pragma STDC FP_CONTRACT OFF
  return mean * cphilox_unit_exponential(uniform);
}

/// Fills `values` with the first uniforms of `count` addresses whose ordinals follow one another.
///
/// The ordinal is the 40-bit number in bits 16...55 of (high << 32 | low); see `StreamAddress` in
/// RandomStreams. Each value equals `cphilox_uniform_at` of its address; the blocks run as vector code.
void cphilox_fill_uniform(
    uint32_t key0, uint32_t key1, uint32_t first, uint32_t low, uint64_t high, double *values, size_t count);

/// The same for exponential numbers: each value equals `cphilox_exponential` of the uniform of its address.
void cphilox_fill_exponential(
    uint32_t key0, uint32_t key1, uint32_t first, uint32_t low, uint64_t high, double mean, double *values,
    size_t count);

/// Fills `values` with the numbers that one address gives in turn: two for each block, from block `draw` on.
///
/// `draw` is the first counter word: the number of the block, below the upper 8 bits of the address.
/// `values` has room for 2 * `blocks` numbers, and the last block's number is below 2^24. The numbers are those that
/// `cphilox_next_uniform` returns one by one after moving to the address and passing over `draw` blocks.
void cphilox_fill_uniform_in_turn(
    uint32_t key0, uint32_t key1, uint32_t low, uint64_t high, uint32_t draw, double *values, size_t blocks);

/// The same for exponential numbers of mean 1.
void cphilox_fill_exponential_in_turn(
    uint32_t key0, uint32_t key1, uint32_t low, uint64_t high, uint32_t draw, double *values, size_t blocks);

#endif
