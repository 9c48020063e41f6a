#include "CPhilox.h"

// One source, compiled for each vector width and chosen when the program is loaded. Integers are exact, and no
// product is contracted into a sum, so every version gives the same bits. Only glibc chooses at load time; elsewhere
// the plain version serves, and under the thread sanitizer, which would watch the choice before it is there itself.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__clang__)
#if !__has_feature(thread_sanitizer)
#define CPHILOX_VECTOR_VERSIONS __attribute__((target_clones("avx512f", "avx2", "default")))
#endif
#endif
#ifndef CPHILOX_VECTOR_VERSIONS
#define CPHILOX_VECTOR_VERSIONS
#endif

// Eight blocks side by side, each word in the lower half of a wide one. Vector units multiply the lower halves of wide
// words and ignore what is above; so nothing is masked in between, and only the lower halves mean anything. Left to
// itself the compiler takes twice as long.
enum { LANES = 8 };
typedef uint64_t wide_words __attribute__((vector_size(8 * LANES)));
typedef double wide_doubles __attribute__((vector_size(8 * LANES)));

/// A whole vector may straddle any boundary of memory.
typedef wide_doubles unaligned_doubles __attribute__((aligned(8)));

// Vectors stay out of calls, whose convention would depend on the version.
#define WIDE_INLINE static inline __attribute__((always_inline))

/// `cphilox_block`, eight times; `words` comes in as the counters and goes out as the blocks.
WIDE_INLINE void wide_block(uint32_t key0, uint32_t key1, wide_words words[4]) {
  wide_words c0 = words[0], c1 = words[1], c2 = words[2], c3 = words[3];
#pragma clang loop unroll(full)
  for (int round = 0; round < 10; ++round) {
    const wide_words p0 = (c0 & 0xFFFFFFFFu) * 0xD2511F53u;
    const wide_words p1 = (c2 & 0xFFFFFFFFu) * 0xCD9E8D57u;
    c0 = (p1 >> 32) ^ (c1 ^ key0);
    c2 = (p0 >> 32) ^ (c3 ^ key1);
    c1 = p1;
    c3 = p0;
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

/// `cphilox_double` by steps that are as exact: 2^52 with n in its last bits is the pattern of 2^52 + n.
WIDE_INLINE void wide_double(const wide_words *first, const wide_words *second, wide_doubles *values) {
  const wide_doubles upper = (wide_doubles)((*first & 0xFFFFFFFFu) >> 5 | 0x4330000000000000u) - 0x1p52;
  const wide_doubles lower = (wide_doubles)((*second & 0xFFFFFFFFu) >> 6 | 0x4330000000000000u) - 0x1p52;
  *values = upper * 0x1p-27 + lower * 0x1p-53;
}

/// A vector of one word, eight times.
#define WIDE(word) ((wide_words){0} + (uint64_t)(word))

WIDE_INLINE void fill_uniform(
    uint32_t key0, uint32_t key1, uint32_t first, uint32_t low, uint64_t high, double *values, size_t count) {
  // Purpose, type and place stay; the ordinal, which straddles the words, moves on by one per value.
  const uint64_t place = high >> 24;
  const uint64_t ordinal = ((high & 0xFFFFFFu) << 16) | (low >> 16);
  const uint32_t visit = low & 0xFFFFu;

  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    const wide_words here = (wide_words){0, 1, 2, 3, 4, 5, 6, 7} + (ordinal + i);
    wide_words words[4] = {WIDE(first), here << 16 | visit, here >> 16 | place << 24, WIDE(high >> 32)};
    wide_block(key0, key1, words);
    wide_doubles uniforms;
    wide_double(&words[0], &words[1], &uniforms);
    *(unaligned_doubles *)(values + i) = uniforms;
  }
  for (; i < count; ++i) {
    const uint64_t here = ordinal + i;
    values[i] = cphilox_uniform_at(key0, key1, first, (uint32_t)(here << 16) | visit, place << 24 | here >> 16);
  }
}

WIDE_INLINE void fill_uniform_in_turn(
    uint32_t key0, uint32_t key1, uint32_t low, uint64_t high, uint32_t draw, double *values, size_t blocks) {
  size_t i = 0;
  for (; i + LANES <= blocks; i += LANES) {
    wide_words words[4] = {
        (wide_words){0, 1, 2, 3, 4, 5, 6, 7} + (draw + i), WIDE(low), WIDE(high), WIDE(high >> 32)};
    wide_block(key0, key1, words);
    wide_doubles first, second;
    wide_double(&words[0], &words[1], &first);
    wide_double(&words[2], &words[3], &second);
    unaligned_doubles *out = (unaligned_doubles *)(values + 2 * i);
    out[0] = __builtin_shufflevector(first, second, 0, 8, 1, 9, 2, 10, 3, 11);
    out[1] = __builtin_shufflevector(first, second, 4, 12, 5, 13, 6, 14, 7, 15);
  }
  for (; i < blocks; ++i) {
    const uint32_t key[2] = {key0, key1};
    const uint32_t counter[4] = {draw + (uint32_t)i, low, (uint32_t)high, (uint32_t)(high >> 32)};
    uint32_t words[4];
    cphilox_block(key, counter, words);
    values[2 * i] = cphilox_double(words[0], words[1]);
    values[2 * i + 1] = cphilox_double(words[2], words[3]);
  }
}

CPHILOX_VECTOR_VERSIONS
void cphilox_fill_uniform(
    uint32_t key0, uint32_t key1, uint32_t first, uint32_t low, uint64_t high, double *values, size_t count) {
  fill_uniform(key0, key1, first, low, high, values, count);
}

CPHILOX_VECTOR_VERSIONS
void cphilox_fill_exponential(
    uint32_t key0, uint32_t key1, uint32_t first, uint32_t low, uint64_t high, double mean, double *values,
    size_t count) {
  fill_uniform(key0, key1, first, low, high, values, count);
  for (size_t i = 0; i < count; ++i) values[i] = cphilox_exponential(values[i], mean);
}

CPHILOX_VECTOR_VERSIONS
void cphilox_fill_uniform_in_turn(
    uint32_t key0, uint32_t key1, uint32_t low, uint64_t high, uint32_t draw, double *values, size_t blocks) {
  fill_uniform_in_turn(key0, key1, low, high, draw, values, blocks);
}

CPHILOX_VECTOR_VERSIONS
void cphilox_fill_exponential_in_turn(
    uint32_t key0, uint32_t key1, uint32_t low, uint64_t high, uint32_t draw, double *values, size_t blocks) {
  fill_uniform_in_turn(key0, key1, low, high, draw, values, blocks);
  for (size_t i = 0; i < 2 * blocks; ++i) values[i] = cphilox_unit_exponential(values[i]);
}
