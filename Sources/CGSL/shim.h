/// The part of the GNU Scientific Library that this package uses, as Swift can import it.
///
/// GSL publishes its generator types as mutable globals, which Swift 6 refuses to read from concurrent
/// code. They never change after the program is linked, so functions that return them are safe.
#ifndef CGSL_SHIM_H
#define CGSL_SHIM_H

#include <stddef.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>
#include <gsl/gsl_version.h>

/// The number of generator types that `cgsl_rng_stock` knows.
enum { CGSL_RNG_STOCK_COUNT = 12 };

/// The stock generators that the GSL manual recommends for simulation, by index; NULL past the end.
///
/// The Unix and Numerical Recipes generators are left out: GSL keeps them for historical comparison,
/// and several of them fold different seeds into one state.
static inline const gsl_rng_type *cgsl_rng_stock(int index) {
  switch (index) {
  case 0: return gsl_rng_mt19937;
  case 1: return gsl_rng_ranlxs0;
  case 2: return gsl_rng_ranlxs1;
  case 3: return gsl_rng_ranlxs2;
  case 4: return gsl_rng_ranlxd1;
  case 5: return gsl_rng_ranlxd2;
  case 6: return gsl_rng_ranlux;
  case 7: return gsl_rng_ranlux389;
  case 8: return gsl_rng_cmrg;
  case 9: return gsl_rng_mrg;
  case 10: return gsl_rng_taus2;
  case 11: return gsl_rng_gfsr4;
  default: return NULL;
  }
}

/// The Sobol sequence, up to 40 dimensions.
static inline const gsl_qrng_type *cgsl_qrng_sobol(void) { return gsl_qrng_sobol; }

/// The Halton sequence, up to 1229 dimensions.
static inline const gsl_qrng_type *cgsl_qrng_halton(void) { return gsl_qrng_halton; }

// Weak, so that every module that imports this header shares one slot and one handler: the handler is
// process-wide, and a slot per module would let one module's errors land in another module's slot.
__attribute__((weak)) _Thread_local int cgsl_error_slot = 0;

__attribute__((weak)) void cgsl_record_error(const char *reason, const char *file, int line, int code) {
  (void)reason;
  (void)file;
  (void)line;
  cgsl_error_slot = code;
}

/// Replaces GSL's handler, which aborts the process, by one that notes the error code for this thread.
static inline void cgsl_install_error_handler(void) { gsl_set_error_handler(cgsl_record_error); }

/// Forgets the error noted for this thread.
static inline void cgsl_clear_error(void) { cgsl_error_slot = 0; }

/// The last error noted for this thread; 0 when there was none.
static inline int cgsl_last_error(void) { return cgsl_error_slot; }

#endif
