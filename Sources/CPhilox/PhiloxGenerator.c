#include "CPhilox.h"

// GSL hands out seeds of `unsigned long`; both halves go into the key, so that no two seeds of 64 bits
// share a generator. Where `unsigned long` has 32 bits the second half is zero.
static void set_seed(void *state, unsigned long int seed) {
  const uint64_t wide = seed;
  cphilox_set_key(state, (uint32_t)wide, (uint32_t)(wide >> 32));
}

static unsigned long int get_word(void *state) { return cphilox_next_word(state); }

static double get_uniform(void *state) { return cphilox_next_uniform(state); }

static const gsl_rng_type philox4x32_10 = {
    .name = "philox4x32-10",
    .max = 0xFFFFFFFFul,
    .min = 0,
    .size = sizeof(cphilox_state),
    .set = set_seed,
    .get = get_word,
    .get_double = get_uniform,
};

const gsl_rng_type *cphilox_type(void) { return &philox4x32_10; }
