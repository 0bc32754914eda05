// A handle whose variable is null before it is opened. What is read through one handle comes in order; what
// each iteration opens for itself does not.
#include <stdio.h>
#include <stdlib.h>

int numbers(const char *name, int *out, int count) {
  FILE *in = NULL;
  if ((in = fopen(name, "r")) == NULL) // expect: calls dependent sequential
    return 0;
  for (int i = 0; i < count; i++) // expect: loop dependent sequential resource(in)
    if (fscanf(in, "%d", &out[i]) != 1) {
      fclose(in);
      return i;
    }
  fclose(in);
  return count;
}

void sizes(char **names, long *size, int count) {
  FILE *in = NULL;
  for (int i = 0; i < count; i++) { // expect: loop conditional async no-alias private(in)
    in = fopen(names[i], "r");
    if (in) {
      fseek(in, 0, SEEK_END);
      size[i] = ftell(in);
      fclose(in);
      in = NULL;
    }
  }
}

double *squares(long n) {
  double *square = NULL;
  square = malloc(n * n * sizeof *square);
  if (square)
    for (long i = 0; i < n; i++)   // expect: loop independent multiprocess
      for (long j = 0; j < n; j++) // expect: loop independent sequential
        square[i * n + j] = (double)i * j;
  return square;
}

void shifted(double *line, double *other, long n, int late) {
  double *from = NULL;
  if (late)
    from = other;
  else
    from = line;
  for (long i = 0; i + 1 < n; i++) // expect: loop conditional multiprocess no-alias
    line[i + 1] = from[i] * 0.5;
}
