/**
 * Weighted sums of neighbouring samples: Gaussian convolution between two nested grids in real space.
 * AssemblyScript, compiled to WebAssembly SIMD by `npm run build:kernel`.
 *
 * Rows of weights are padded with zeros to a multiple of four. Four partial sums (two vectors) run side by side
 * and are added as (0 + 2) + (1 + 3): the arithmetic of `src/kernel/js-sums.ts`, operation by operation.
 * Pointers are byte offsets into the imported memory.
 */

function total(a: v128, b: v128): f64 {
  const sum = f64x2.add(a, b);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** out[a] = Σ_j weights[phase·row + j] · samples[base + shift + j] with (first + a)·stride = base·phases + phase. */
export function sumOne(
  count: i32,
  first: i32,
  stride: i32,
  phases: i32,
  row: i32,
  shift: i32,
  weights: usize,
  samples: usize,
  out: usize,
): void {
  for (let a = 0; a < count; a++) {
    const n = (first + a) * stride;
    let base = n / phases;
    if (n < base * phases) base--;
    let w = weights + (<usize>((n - base * phases) * row) << 3);
    let x = samples + (<usize>(base + shift) << 3);
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (const end = w + (<usize>row << 3); w < end; w += 32, x += 32) {
      low = f64x2.add(low, f64x2.mul(v128.load(w), v128.load(x)));
      high = f64x2.add(high, f64x2.mul(v128.load(w, 16), v128.load(x, 16)));
    }
    f64.store(out + (<usize>a << 3), total(low, high));
  }
}

/** Three sums in one pass: weights with f, weights with g, and a second weight table with f. */
export function sumThree(
  count: i32,
  first: i32,
  stride: i32,
  phases: i32,
  row: i32,
  shift: i32,
  weights: usize,
  derivatives: usize,
  f: usize,
  g: usize,
  outF: usize,
  outG: usize,
  outDerivative: usize,
): void {
  for (let a = 0; a < count; a++) {
    const n = (first + a) * stride;
    let base = n / phases;
    if (n < base * phases) base--;
    const table = <usize>((n - base * phases) * row) << 3;
    const start = <usize>(base + shift) << 3;
    let w = weights + table;
    let d = derivatives + table;
    let x = f + start;
    let y = g + start;
    let f0 = f64x2.splat(0);
    let f1 = f64x2.splat(0);
    let g0 = f64x2.splat(0);
    let g1 = f64x2.splat(0);
    let d0 = f64x2.splat(0);
    let d1 = f64x2.splat(0);
    for (const end = w + (<usize>row << 3); w < end; w += 32, d += 32, x += 32, y += 32) {
      const w0 = v128.load(w);
      const w1 = v128.load(w, 16);
      const x0 = v128.load(x);
      const x1 = v128.load(x, 16);
      f0 = f64x2.add(f0, f64x2.mul(w0, x0));
      f1 = f64x2.add(f1, f64x2.mul(w1, x1));
      g0 = f64x2.add(g0, f64x2.mul(w0, v128.load(y)));
      g1 = f64x2.add(g1, f64x2.mul(w1, v128.load(y, 16)));
      d0 = f64x2.add(d0, f64x2.mul(v128.load(d), x0));
      d1 = f64x2.add(d1, f64x2.mul(v128.load(d, 16), x1));
    }
    const at = <usize>a << 3;
    f64.store(outF + at, total(f0, f1));
    f64.store(outG + at, total(g0, g1));
    f64.store(outDerivative + at, total(d0, d1));
  }
}
