/* One convolution with a real even multiplier through planned FFTW: r2c, multiply, c2r, as bench/convolution.ts
 * measures the kernels.
 *
 * Usage: fftw SIZE REPETITIONS WISDOM. Prints the median time of one convolution in microseconds. Plans are
 * measured once and kept in the file WISDOM (patient ones take ten times as long and gain 3 per cent). */
#include <fftw3.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { BATCH = 10 };

static double microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return 1e6 * (double)now.tv_sec + 1e-3 * (double)now.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  const double x = *(const double *)a;
  const double y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  const int size = atoi(argv[1]);
  const int repetitions = atoi(argv[2]);
  if (size < 16 || repetitions < 1) return 2;
  const int entries = size / 2 + 1;
  double *values = fftw_malloc(sizeof(double) * (size_t)size);
  double *out = fftw_malloc(sizeof(double) * (size_t)size);
  double *multiplier = fftw_malloc(sizeof(double) * (size_t)entries);
  fftw_complex *spectrum = fftw_malloc(sizeof(fftw_complex) * (size_t)entries);
  double *times = malloc(sizeof(double) * (size_t)repetitions);
  if (!values || !out || !multiplier || !spectrum || !times) return 1;

  fftw_import_wisdom_from_filename(argv[3]);
  const fftw_plan forward = fftw_plan_dft_r2c_1d(size, values, spectrum, FFTW_MEASURE | FFTW_PRESERVE_INPUT);
  const fftw_plan backward = fftw_plan_dft_c2r_1d(size, spectrum, out, FFTW_MEASURE | FFTW_DESTROY_INPUT);
  if (!forward || !backward) return 1;
  fftw_export_wisdom_to_filename(argv[3]);

  for (int j = 0; j < size; j++) values[j] = sin(0.1 * j * j);
  for (int k = 0; k < entries; k++) {
    const double omega = 6.283185307179586 * k / size;
    multiplier[k] = exp(-8 * omega * omega) / size;
  }
  for (int i = 0; i < repetitions; i++) {
    const double start = microseconds();
    for (int b = 0; b < BATCH; b++) {
      fftw_execute(forward);
      for (int k = 0; k < entries; k++) {
        spectrum[k][0] *= multiplier[k];
        spectrum[k][1] *= multiplier[k];
      }
      fftw_execute(backward);
    }
    times[i] = (microseconds() - start) / BATCH;
  }
  qsort(times, (size_t)repetitions, sizeof(double), ascending);
  printf("%.4f\n", times[repetitions / 2]);
  return 0;
}
