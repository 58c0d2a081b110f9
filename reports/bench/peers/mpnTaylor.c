/*
 * Gradient flow of two layers by Taylor series in fixed point on GMP's mpn, on the raw flow of the weights in units of tau, bracketed as
 * in arbTaylor.c. Time runs in units of a step, so that coefficients fall to the last place at the highest order: a product takes
 * only the limbs that reach the last place. Nothing bounds the rounding, which is below the last digit asked for.
 */

#include <gmp.h>
#include <math.h>

#include "request.h"

#define GUARD_BITS 48
#define TRIAL_ORDER 12
#define FIRST_WIDTH 0x1p-6

/* order + 1 numbers of L limbs, the lowest first; the limbs in use, negative for negative numbers. */
typedef struct {
  mp_limb_t *limbs;
  long *sizes;
} series_t;

typedef struct {
  long inputs, hidden, outputs, order, L;
  /* W1 and W2 one after the other, then G1 and G2; S and S times the width of the step. */
  series_t *W1, *W2, *G1, *G2, *S, *scaled;
  /* A sum of products in two's complement, 2L + 2 limbs; the unit is that of a product. */
  mp_limb_t *sum, *product;
} flow_t;

/* mantissa * 2^-shift. */
typedef struct {
  mp_limb_t mantissa;
  long shift;
} width_t;

static width_t width_of(double value) {
  int exponent;
  double fraction = frexp(value, &exponent);
  return (width_t){.mantissa = (mp_limb_t)ldexp(fraction, 53), .shift = 53 - exponent};
}

static void add_product(flow_t *f, const series_t *a, long i, const series_t *b, long j, int subtract) {
  long L = f->L, na = labs(a->sizes[i]), nb = labs(b->sizes[j]);
  if (na == 0 || nb == 0) return;
  /* What is cut off, times the other factor, is less than the last place. */
  long cut_a = L - nb - 1, cut_b = L - na - 1;
  if (cut_a < 0) cut_a = 0;
  if (cut_b < 0) cut_b = 0;
  na -= cut_a;
  nb -= cut_b;
  if (na <= 0 || nb <= 0) return;
  const mp_limb_t *x = a->limbs + i * L + cut_a, *y = b->limbs + j * L + cut_b;
  if (na == nb) mpn_mul_n(f->product, x, y, na);
  else if (na > nb) mpn_mul(f->product, x, na, y, nb);
  else mpn_mul(f->product, y, nb, x, na);
  long at = cut_a + cut_b, length = 2 * L + 2 - at;
  mp_limb_t *sum = f->sum + at;
  if (((a->sizes[i] ^ b->sizes[j]) < 0) != subtract) mpn_sub(sum, sum, length, f->product, na + nb);
  else mpn_add(sum, sum, length, f->product, na + nb);
}

static void convolve(flow_t *f, const series_t *a, const series_t *b, long k, int subtract) {
  for (long j = 0; j <= k; j++) add_product(f, a, j, b, k - j, subtract);
}

/* The squares of so many series, `stride` apart, into an empty sum. */
static void squares(flow_t *f, const series_t *a, long count, long stride, long k) {
  for (long o = 0; o < count; o++)
    for (long j = 0; 2 * j < k; j++) add_product(f, a + o * stride, j, a + o * stride, k - j, 0);
  mpn_lshift(f->sum, f->sum, 2 * f->L + 2, 1);
  if (k % 2 == 0)
    for (long o = 0; o < count; o++) add_product(f, a + o * stride, k / 2, a + o * stride, k / 2, 0);
}

/* target_k = sum * width / divisor; empties the sum. */
static void finish(flow_t *f, series_t *target, long k, mp_limb_t divisor, const width_t *width) {
  long L = f->L, whole = 2 * L + 2, n = L + 3;
  int negative = (f->sum[whole - 1] >> (GMP_NUMB_BITS - 1)) != 0;
  if (negative) mpn_neg(f->sum, f->sum, whole);
  mp_limb_t *value = f->sum + L - 1;
  while (n > 0 && value[n - 1] == 0) n--;
  if (width != NULL && n > 0) {
    value[n] = mpn_mul_1(value, value, n, width->mantissa);
    n++;
    long limbs = width->shift / GMP_NUMB_BITS, bits = width->shift % GMP_NUMB_BITS;
    value += limbs;
    n -= limbs;
    if (n > 0 && bits > 0) mpn_rshift(value, value, n, bits);
  }
  if (n > 0 && divisor > 1) mpn_divrem_1(value, 0, value, n, divisor);
  while (n > 0 && value[n - 1] == 0) n--;
  if (n < 0) n = 0;
  if (n > L) n = L; /* Far too large: the step is taken again. */
  if (n > 0) mpn_copyi(target->limbs + k * L, value, n);
  target->sizes[k] = negative ? -n : n;
  mpn_zero(f->sum, whole + 1);
}

static void next(flow_t *f, long k, const width_t *width) {
  long Ni = f->inputs, Nh = f->hidden, No = f->outputs, L = f->L;
  for (long a = 0; a < Nh; a++) {
    for (long b = a; b < Nh; b++) {
      if (a == b) squares(f, f->W2 + a, No, Nh, k);
      else for (long o = 0; o < No; o++) convolve(f, f->W2 + o * Nh + a, f->W2 + o * Nh + b, k, 0);
      finish(f, f->G2 + a * Nh + b, k, 1, width);
      if (a == b) squares(f, f->W1 + a * Ni, Ni, 1, k);
      else for (long i = 0; i < Ni; i++) convolve(f, f->W1 + a * Ni + i, f->W1 + b * Ni + i, k, 0);
      finish(f, f->G1 + a * Nh + b, k, 1, width);
      if (a == b) continue;
      for (int m = 0; m < 2; m++) {
        series_t *G = m == 0 ? f->G1 : f->G2, *from = G + a * Nh + b, *to = G + b * Nh + a;
        mpn_copyi(to->limbs + k * L, from->limbs + k * L, L);
        to->sizes[k] = from->sizes[k];
      }
    }
  }
  for (long a = 0; a < Nh; a++)
    for (long i = 0; i < Ni; i++) {
      for (long o = 0; o < No; o++) add_product(f, f->W2 + o * Nh + a, k, f->scaled + o * Ni + i, 0, 0);
      for (long b = 0; b < Nh; b++) convolve(f, f->G2 + a * Nh + b, f->W1 + b * Ni + i, k, 1);
      finish(f, f->W1 + a * Ni + i, k + 1, k + 1, NULL);
    }
  for (long o = 0; o < No; o++)
    for (long a = 0; a < Nh; a++) {
      for (long i = 0; i < Ni; i++) add_product(f, f->W1 + a * Ni + i, k, f->scaled + o * Ni + i, 0, 0);
      for (long b = 0; b < Nh; b++) convolve(f, f->W2 + o * Nh + b, f->G1 + b * Nh + a, k, 1);
      finish(f, f->W2 + o * Nh + a, k + 1, k + 1, NULL);
    }
}

static double log2_norm(const flow_t *f, long k) {
  double most = -INFINITY;
  for (long e = 0; e < f->hidden * (f->inputs + f->outputs); e++) {
    const series_t *w = f->W1 + e;
    long n = labs(w->sizes[k]);
    if (n == 0) continue;
    double head = (double)w->limbs[k * f->L + n - 1] + (n > 1 ? ldexp((double)w->limbs[k * f->L + n - 2], -64) : 0);
    most = fmax(most, log2(head) + 64.0 * (n - f->L));
  }
  return most;
}

/* The series up to `order` in units of `width`; log2 of the step that the last two coefficients allow. */
static double expand(flow_t *f, long order, double width, double tolerance_bits) {
  width_t scale = width_of(width);
  for (long e = 0; e < f->outputs * f->inputs; e++) {
    long n = labs(f->S[e].sizes[0]);
    mpn_copyi(f->sum + f->L - 1, f->S[e].limbs, n);
    finish(f, f->scaled + e, 0, 1, &scale);
    if (f->S[e].sizes[0] < 0) f->scaled[e].sizes[0] = -f->scaled[e].sizes[0];
  }
  for (long k = 0; k < order; k++) {
    next(f, k, &scale);
    /* Far too wide: the rest would outgrow the numbers. */
    if (k % 4 == 0 && log2_norm(f, k + 1) > log2_norm(f, 0) + 8)
      return (log2_norm(f, 0) - log2_norm(f, k + 1)) / (k + 1) - tolerance_bits / f->order;
  }
  double step = INFINITY;
  for (long k = order - 1; k <= order; k++)
    step = fmin(step, (log2_norm(f, 0) - log2_norm(f, k)) / k - tolerance_bits / f->order);
  return step - M_LOG2E * 0.7 / (f->order - 1);
}

/* Coefficient 0 becomes the value at sigma = share * 2^-20. */
static void advance(flow_t *f, unsigned long share) {
  mpz_t value, term;
  mpz_inits(value, term, NULL);
  for (long e = 0; e < f->hidden * (f->inputs + f->outputs); e++) {
    series_t *w = f->W1 + e;
    mpz_set_ui(value, 0);
    for (long k = f->order; k >= 0; k--) {
      if (share != 1UL << 20) {
        mpz_mul_ui(value, value, share);
        mpz_tdiv_q_2exp(value, value, 20);
      }
      mpz_add(value, value, mpz_roinit_n(term, w->limbs + k * f->L, w->sizes[k]));
    }
    long n = mpz_size(value);
    mpn_copyi(w->limbs, mpz_limbs_read(value), n);
    w->sizes[0] = mpz_sgn(value) < 0 ? -n : n;
  }
  mpz_clear(value);
}

static double cut_short(double width) {
  int exponent;
  double fraction = frexp(width, &exponent);
  return ldexp(floor(ldexp(fraction, 20)), exponent - 20);
}

/* The weights from 0 to `time`, in coefficient 0. */
static void integrate(flow_t *f, double time, double tolerance_bits) {
  double now = 0, width = cut_short(FIRST_WIDTH * exp2(expand(f, TRIAL_ORDER, FIRST_WIDTH, tolerance_bits)));
  while (now < time) {
    double step_width = now + width < time ? width : time - now;
    double step = expand(f, f->order, step_width, tolerance_bits);
    if (step < -0.5) {
      width = cut_short(step_width * exp2(step));
      continue;
    }
    double share = step < 0 ? floor(ldexp(exp2(step), 20)) : 0x1p20;
    advance(f, (unsigned long)share);
    now += step_width * ldexp(share, -20);
    width = cut_short(step_width * fmin(2, 1.05 * exp2(step)));
  }
}

static series_t *new_series(const flow_t *f, long count, long length) {
  series_t *series = malloc(count * sizeof(series_t));
  for (long e = 0; e < count; e++) {
    series[e].limbs = calloc(length * f->L, sizeof(mp_limb_t));
    series[e].sizes = calloc(length, sizeof(long));
  }
  return series;
}

static void free_series(series_t *series, long count) {
  for (long e = 0; e < count; e++) {
    free(series[e].limbs);
    free(series[e].sizes);
  }
  free(series);
}

static void set_fraction(const flow_t *f, series_t *target, const char *text) {
  mpq_t q;
  mpq_init(q);
  mpq_set_str(q, text, 10);
  mpz_mul_2exp(mpq_numref(q), mpq_numref(q), GMP_NUMB_BITS * (f->L - 1));
  mpz_tdiv_q(mpq_numref(q), mpq_numref(q), mpq_denref(q));
  long n = mpz_size(mpq_numref(q));
  mpn_copyi(target->limbs, mpz_limbs_read(mpq_numref(q)), n);
  target->sizes[0] = mpz_sgn(mpq_numref(q)) < 0 ? -n : n;
  mpq_clear(q);
}

static void print_entries(const flow_t *f, const series_t *entries, long count, long digits) {
  mpz_t value, power;
  mpz_inits(value, power, NULL);
  mpz_ui_pow_ui(power, 10, digits + 5);
  printf("[");
  for (long e = 0; e < count; e++) {
    mpz_t number;
    mpz_mul(value, mpz_roinit_n(number, entries[e].limbs, entries[e].sizes[0]), power);
    mpz_tdiv_q_2exp(value, value, GMP_NUMB_BITS * (f->L - 1));
    char *text = mpz_get_str(NULL, 10, value);
    printf("%s\"%se-%ld\"", e > 0 ? ", " : "", text, digits + 5);
    free(text);
  }
  printf("]");
  mpz_clears(value, power, NULL);
}

static void answer(request_t *request) {
  const long *rows = request->rows, *counts = request->counts;
  double tolerance = request->digits * log2(10);
  long Nh = rows[0], Ni = counts[0] / rows[0], No = rows[1], n = Nh * (Ni + No);
  flow_t f = {.inputs = Ni, .hidden = Nh, .outputs = No};
  /* High coefficients cost little, which puts the best order above that of numbers of one length. */
  f.order = (long)ceil(1.3 * (tolerance * log(2) / 2 + 1));
  f.L = (long)ceil((tolerance + GUARD_BITS) / GMP_NUMB_BITS) + 1;
  f.W1 = new_series(&f, n + 2 * Nh * Nh, f.order + 1);
  f.W2 = f.W1 + Nh * Ni;
  f.G1 = f.W1 + n;
  f.G2 = f.G1 + Nh * Nh;
  f.S = new_series(&f, 2 * No * Ni, 1);
  f.scaled = f.S + No * Ni;
  f.sum = calloc(4 * f.L + 8, sizeof(mp_limb_t));
  f.product = f.sum + 2 * f.L + 4;
  for (long e = 0; e < No * Ni; e++) set_fraction(&f, f.S + e, request->texts[2][e]);
  double least = INFINITY, total = 0;
  while (total < 0.05) {
    for (long e = 0; e < Nh * Ni; e++) set_fraction(&f, f.W1 + e, request->texts[0][e]);
    for (long e = 0; e < No * Nh; e++) set_fraction(&f, f.W2 + e, request->texts[1][e]);
    double begin = cpu_seconds();
    integrate(&f, request->time, tolerance);
    double seconds = cpu_seconds() - begin;
    least = fmin(least, seconds);
    total += seconds;
  }
  printf("{\"seconds\": %.9g, \"results\": [", least);
  print_entries(&f, f.W1, Nh * Ni, request->digits);
  printf(", ");
  print_entries(&f, f.W2, No * Nh, request->digits);
  printf("]}\n");
  fflush(stdout);
  free_series(f.W1, n + 2 * Nh * Nh);
  free_series(f.S, 2 * No * Ni);
  free(f.sum);
}
