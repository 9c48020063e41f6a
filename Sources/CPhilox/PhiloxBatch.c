#include "CPhilox.h"

// One source, compiled for each vector width and chosen when the program is loaded. Integers are exact, and no
// product is contracted into a sum, so every version gives the same bits. Only glibc chooses at load time; elsewhere
// the plain version serves.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__clang__)
#define CPHILOX_VECTOR_VERSIONS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define CPHILOX_VECTOR_VERSIONS
#endif

CPHILOX_VECTOR_VERSIONS
void cphilox_fill_uniform(
    uint32_t key0, uint32_t key1, uint32_t low, uint64_t high, double *restrict values, size_t count) {
  // Purpose, type and place stay; the ordinal, which straddles the words, moves on by one per value.
  const uint64_t place = high >> 24;
  const uint64_t ordinal = ((high & 0xFFFFFFu) << 16) | (low >> 16);
  const uint32_t visit = low & 0xFFFFu;

  for (size_t i = 0; i < count; ++i) {
    const uint64_t here = ordinal + i;
    const uint64_t there = (place << 24) | (here >> 16);
    values[i] = cphilox_uniform_at(key0, key1, (uint32_t)(here << 16) | visit, there);
  }
}

CPHILOX_VECTOR_VERSIONS
void cphilox_fill_exponential(
    uint32_t key0, uint32_t key1, uint32_t low, uint64_t high, double mean, double *restrict values, size_t count) {
  const uint64_t place = high >> 24;
  const uint64_t ordinal = ((high & 0xFFFFFFu) << 16) | (low >> 16);
  const uint32_t visit = low & 0xFFFFu;

  for (size_t i = 0; i < count; ++i) {
    const uint64_t here = ordinal + i;
    const uint64_t there = (place << 24) | (here >> 16);
    values[i] = cphilox_exponential(cphilox_uniform_at(key0, key1, (uint32_t)(here << 16) | visit, there), mean);
  }
}

CPHILOX_VECTOR_VERSIONS
void cphilox_fill_uniform_in_turn(
    uint32_t key0, uint32_t key1, uint32_t low, uint64_t high, uint32_t draw, double *restrict values, size_t blocks) {
  const uint32_t key[2] = {key0, key1};
  for (size_t i = 0; i < blocks; ++i) {
    const uint32_t counter[4] = {draw + (uint32_t)i, low, (uint32_t)high, (uint32_t)(high >> 32)};
    uint32_t words[4];
    cphilox_block(key, counter, words);
    values[2 * i] = cphilox_double(words[0], words[1]);
    values[2 * i + 1] = cphilox_double(words[2], words[3]);
  }
}

CPHILOX_VECTOR_VERSIONS
void cphilox_fill_exponential_in_turn(
    uint32_t key0, uint32_t key1, uint32_t low, uint64_t high, uint32_t draw, double *restrict values, size_t blocks) {
  const uint32_t key[2] = {key0, key1};
  for (size_t i = 0; i < blocks; ++i) {
    const uint32_t counter[4] = {draw + (uint32_t)i, low, (uint32_t)high, (uint32_t)(high >> 32)};
    uint32_t words[4];
    cphilox_block(key, counter, words);
    values[2 * i] = cphilox_unit_exponential(cphilox_double(words[0], words[1]));
    values[2 * i + 1] = cphilox_unit_exponential(cphilox_double(words[2], words[3]));
  }
}
