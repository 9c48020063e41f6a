#include "CPhilox.h"

// One source, compiled for each vector width and chosen when the program is loaded. All arithmetic before the
// last step is on integers, and the last step is exact, so every version gives the same bits. Only glibc chooses
// at load time; elsewhere the plain version serves.
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
