/*
 * The requests and answers of the C programs. A request, a line of JSON: W1, W2, sigmaYX (rows of fractions "p/q" as strings),
 * digits, and the time at which to read the weights. The answer: the least seconds of a run, over runs of 50 ms together, and the
 * weights' entries as decimal text.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LONGEST_LINE (1 << 20)
#define MOST_ENTRIES 4096

typedef struct {
  /* Of W1, W2 and sigmaYX, row by row. */
  char *texts[3][MOST_ENTRIES];
  long rows[3], counts[3];
  long digits;
  double time;
} request_t;

static void fail(const char *why) {
  printf("{\"error\": \"%s\"}\n", why);
  fflush(stdout);
}

static const char *value_of(const char *line, const char *name) {
  char key[64];
  snprintf(key, sizeof key, "\"%s\":", name);
  const char *at = strstr(line, key);
  return at == NULL ? NULL : at + strlen(key);
}

/* The strings of an array of arrays, one after the other; the number of them, and of rows. */
static long read_rows(const char *at, char **texts, long most, long *rows) {
  long count = 0, depth = 0;
  *rows = 0;
  if (at == NULL) return 0;
  for (; *at != '\0'; at++) {
    if (*at == '[' && ++depth == 2) ++*rows;
    if (*at == ']' && --depth == 0) break;
    if (*at != '"') continue;
    const char *end = strchr(at + 1, '"');
    if (end == NULL || count == most) return 0;
    texts[count++] = strndup(at + 1, end - at - 1);
    at = end;
  }
  return count;
}

/* Whether the line could be read; what is missing is answered. */
static int read_request(const char *line, request_t *request) {
  const char *names[3] = {"W1", "W2", "sigmaYX"};
  for (int m = 0; m < 3; m++) {
    request->counts[m] = read_rows(value_of(line, names[m]), request->texts[m], MOST_ENTRIES, request->rows + m);
    if (request->counts[m] == 0) return fail("W1, W2 and sigmaYX must be rows of strings"), 0;
  }
  const char *digits_at = value_of(line, "digits"), *time_at = value_of(line, "time");
  if (digits_at == NULL || time_at == NULL) return fail("digits and time must be given"), 0;
  request->digits = atol(digits_at);
  request->time = atof(time_at + strspn(time_at, "\" "));
  return 1;
}

static void free_request(request_t *request) {
  for (int m = 0; m < 3; m++)
    for (long e = 0; e < request->counts[m]; e++) free(request->texts[m][e]);
}

static double cpu_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

static void answer(request_t *request);

int main(void) {
  char *line = malloc(LONGEST_LINE);
  static request_t request;
  while (fgets(line, LONGEST_LINE, stdin) != NULL) {
    if (!read_request(line, &request)) continue;
    answer(&request);
    free_request(&request);
  }
  free(line);
  return 0;
}
