/// SHA-256, by which files of results are known again: sha256sum, OpenSSL and Python compute the same.
///
/// It is C because a checked loop of Swift is several times slower in builds for tests, where every result is digested.
///
/// Source: FIPS PUB 180-4, *Secure Hash Standard*, 5.3.3 and 6.2.
#ifndef CSHA256_H
#define CSHA256_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint32_t state[8];
  /// Bytes taken so far; the last `length % 64` wait in `block`.
  uint64_t length;
  uint8_t block[64];
} sha256_context;

void sha256_begin(sha256_context *context);
void sha256_add(sha256_context *context, const void *bytes, size_t count);

/// Gives the 32 bytes of the digest; nothing may be added afterwards.
void sha256_finish(sha256_context *context, uint8_t digest[32]);

#endif
