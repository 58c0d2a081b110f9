/*
 * Gradient flow of two layers by Taylor series over Arb's balls, on the raw flow of the weights in units of tau:
 * dW1/dt = W2^T (S - W2 W1), dW2/dt = (S - W2 W1) W1^T, bracketed as W2^T S - (W2^T W2) W1 and S W1^T - W2 (W1 W1^T), which takes
 * fewest products in a narrow network. Convolutions are arb_dot, of half the length for squares. Order and steps after Jorba & Zou
 * 2005. Balls carry rounding; what a series leaves out is below the last digit asked for, and not in them.
 */

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#else
#include <arb.h>
#endif
#if __has_include(<flint/fmpq.h>)
#include <flint/fmpq.h>
#else
#include <fmpq.h>
#endif
#include <math.h>

#include "request.h"

#define GUARD_BITS 40

typedef struct {
  slong inputs, hidden, outputs, order, bits;
  /* order + 1 coefficients an entry. */
  arb_ptr W1, W2, G1, G2;
  arb_ptr S, scratch;
} flow_t;

static void set_fraction(arb_t value, const char *text, slong bits) {
  fmpq_t q;
  fmpq_init(q);
  fmpq_set_str(q, text, 10);
  arb_set_fmpq(value, q, bits);
  fmpq_clear(q);
}

#define ENTRY(f, M, i) ((f)->M + (i) * ((f)->order + 1))

static void convolve(arb_t sum, arb_srcptr a, arb_srcptr b, slong k, int subtract, slong bits) {
  arb_dot(sum, sum, subtract, a, 1, b + k, -1, k + 1, bits);
}

static void square(arb_t sum, arb_srcptr a, slong k, arb_t scratch, slong bits) {
  slong half = (k + 1) / 2;
  arb_dot(scratch, NULL, 0, a, 1, a + k, -1, half, bits);
  arb_mul_2exp_si(scratch, scratch, 1);
  arb_add(sum, sum, scratch, bits);
  if (k % 2 == 0) arb_addmul(sum, a + k / 2, a + k / 2, bits);
}

static void next(flow_t *f, slong k) {
  slong Ni = f->inputs, Nh = f->hidden, No = f->outputs, bits = f->bits;
  for (slong a = 0; a < Nh; a++) {
    for (slong b = a; b < Nh; b++) {
      arb_ptr g2 = ENTRY(f, G2, a * Nh + b) + k, g1 = ENTRY(f, G1, a * Nh + b) + k;
      arb_zero(g2);
      arb_zero(g1);
      for (slong o = 0; o < No; o++) {
        if (a == b) square(g2, ENTRY(f, W2, o * Nh + a), k, f->scratch, bits);
        else convolve(g2, ENTRY(f, W2, o * Nh + a), ENTRY(f, W2, o * Nh + b), k, 0, bits);
      }
      for (slong i = 0; i < Ni; i++) {
        if (a == b) square(g1, ENTRY(f, W1, a * Ni + i), k, f->scratch, bits);
        else convolve(g1, ENTRY(f, W1, a * Ni + i), ENTRY(f, W1, b * Ni + i), k, 0, bits);
      }
      if (a != b) {
        arb_set(ENTRY(f, G2, b * Nh + a) + k, g2);
        arb_set(ENTRY(f, G1, b * Nh + a) + k, g1);
      }
    }
  }
  for (slong a = 0; a < Nh; a++) {
    for (slong i = 0; i < Ni; i++) {
      arb_ptr w = ENTRY(f, W1, a * Ni + i) + k + 1;
      arb_zero(w);
      for (slong o = 0; o < No; o++) arb_addmul(w, ENTRY(f, W2, o * Nh + a) + k, f->S + o * Ni + i, bits);
      for (slong b = 0; b < Nh; b++) convolve(w, ENTRY(f, G2, a * Nh + b), ENTRY(f, W1, b * Ni + i), k, 1, bits);
      arb_div_ui(w, w, k + 1, bits);
    }
  }
  for (slong o = 0; o < No; o++) {
    for (slong a = 0; a < Nh; a++) {
      arb_ptr w = ENTRY(f, W2, o * Nh + a) + k + 1;
      arb_zero(w);
      for (slong i = 0; i < Ni; i++) arb_addmul(w, ENTRY(f, W1, a * Ni + i) + k, f->S + o * Ni + i, bits);
      for (slong b = 0; b < Nh; b++) convolve(w, ENTRY(f, W2, o * Nh + b), ENTRY(f, G1, b * Nh + a), k, 1, bits);
      arb_div_ui(w, w, k + 1, bits);
    }
  }
}

static double log2_norm(flow_t *f, slong k) {
  slong count = f->hidden * (f->inputs + f->outputs);
  double most = -INFINITY;
  for (slong e = 0; e < count; e++) {
    arb_srcptr entry = f->W1 + e * (f->order + 1) + k;
    if (arf_is_zero(arb_midref(entry))) continue;
    arf_t m;
    arf_init(m);
    fmpz_t exponent;
    fmpz_init(exponent);
    arf_frexp(m, exponent, arb_midref(entry));
    double size = log2(fabs(arf_get_d(m, ARF_RND_NEAR))) + fmpz_get_d(exponent);
    if (size > most) most = size;
    arf_clear(m);
    fmpz_clear(exponent);
  }
  return most;
}

/* The weights from 0 to `time`, in coefficient 0. */
static void integrate(flow_t *f, double time, double tolerance_bits) {
  slong p = f->order, count = f->hidden * (f->inputs + f->outputs);
  arb_t h;
  arb_init(h);
  double now = 0;
  while (now < time) {
    for (slong k = 0; k < p; k++) next(f, k);
    double size = log2_norm(f, 0), step = INFINITY;
    for (slong k = p - 1; k <= p; k++) step = fmin(step, (size - tolerance_bits - log2_norm(f, k)) / k);
    double width = exp2(step) * exp(-0.7 / (p - 1));
    /* Short numbers, so that positions in time are exact. */
    width = ldexp(floor(ldexp(width, 20)), -20);
    if (!(now + width < time)) width = time - now;
    arb_set_d(h, width);
    for (slong e = 0; e < count; e++) {
      arb_ptr a = f->W1 + e * (p + 1);
      arb_set(f->scratch, a + p);
      for (slong k = p; k-- > 0;) {
        arb_mul(f->scratch, f->scratch, h, f->bits);
        arb_add(f->scratch, f->scratch, a + k, f->bits);
      }
      arb_set(a, f->scratch);
    }
    now += width;
  }
  arb_clear(h);
}

static void print_entries(arb_srcptr entries, slong count, slong stride, slong digits) {
  printf("[");
  for (slong e = 0; e < count; e++) {
    char *text = arb_get_str(entries + e * stride, digits + 5, ARB_STR_NO_RADIUS | ARB_STR_MORE);
    printf("%s\"%s\"", e > 0 ? ", " : "", text);
    flint_free(text);
  }
  printf("]");
}

static void answer(request_t *request) {
  const long *rows = request->rows, *counts = request->counts;
  slong digits = request->digits;
  double tolerance = digits * log2(10);
  slong order = (slong)ceil(tolerance * log(2) / 2 + 1);
  slong Nh = rows[0], Ni = counts[0] / rows[0], No = rows[1], n = Nh * (Ni + No);
  flow_t f = {.inputs = Ni, .hidden = Nh, .outputs = No, .order = order, .bits = (slong)tolerance + GUARD_BITS};
  arb_ptr weights = _arb_vec_init(n * (order + 1));
  f.W1 = weights;
  f.W2 = weights + Nh * Ni * (order + 1);
  f.G1 = _arb_vec_init(Nh * Nh * (order + 1));
  f.G2 = _arb_vec_init(Nh * Nh * (order + 1));
  f.S = _arb_vec_init(No * Ni);
  f.scratch = _arb_vec_init(1);
  for (slong e = 0; e < No * Ni; e++) set_fraction(f.S + e, request->texts[2][e], f.bits);
  double least = INFINITY, total = 0;
  while (total < 0.05) {
    for (slong e = 0; e < Nh * Ni; e++) set_fraction(ENTRY(&f, W1, e), request->texts[0][e], f.bits);
    for (slong e = 0; e < No * Nh; e++) set_fraction(ENTRY(&f, W2, e), request->texts[1][e], f.bits);
    double begin = cpu_seconds();
    integrate(&f, request->time, tolerance);
    double seconds = cpu_seconds() - begin;
    if (seconds < least) least = seconds;
    total += seconds;
  }
  printf("{\"seconds\": %.9g, \"results\": [", least);
  print_entries(f.W1, Nh * Ni, order + 1, digits);
  printf(", ");
  print_entries(f.W2, No * Nh, order + 1, digits);
  printf("]}\n");
  fflush(stdout);
  _arb_vec_clear(weights, n * (order + 1));
  _arb_vec_clear(f.G1, Nh * Nh * (order + 1));
  _arb_vec_clear(f.G2, Nh * Nh * (order + 1));
  _arb_vec_clear(f.S, No * Ni);
  _arb_vec_clear(f.scratch, 1);
}
