/**
 * Product of a banded matrix with a dense one. AssemblyScript, compiled to WebAssembly SIMD by `npm run build:kernel`.
 *
 * The dense matrix is row-major with rows of `width` numbers, a multiple of eight: eight columns run side by side in
 * four vectors, so that a row of the band is read once for each. Pointers are byte offsets into the imported memory.
 */

/** out[i, :] = Σ_j entries[i·stride + j] · dense[first[i] + j, :], j < count[i]. */
export function bandProduct(
  rows: i32,
  stride: i32,
  width: i32,
  first: usize,
  count: usize,
  entries: usize,
  dense: usize,
  out: usize,
): void {
  const line = <usize>width << 3;
  for (let i = 0; i < rows; i++) {
    const taps = <usize>i32.load(count + (<usize>i << 2));
    const begin = entries + (<usize>(i * stride) << 3);
    const end = begin + (taps << 3);
    const source = dense + <usize>i32.load(first + (<usize>i << 2)) * line;
    const target = out + <usize>i * line;
    for (let column: usize = 0; column < line; column += 64) {
      let s0 = f64x2.splat(0);
      let s1 = f64x2.splat(0);
      let s2 = f64x2.splat(0);
      let s3 = f64x2.splat(0);
      let x = source + column;
      for (let e = begin; e < end; e += 8, x += line) {
        const factor = v128.load64_splat(e);
        s0 = f64x2.add(s0, f64x2.mul(factor, v128.load(x)));
        s1 = f64x2.add(s1, f64x2.mul(factor, v128.load(x, 16)));
        s2 = f64x2.add(s2, f64x2.mul(factor, v128.load(x, 32)));
        s3 = f64x2.add(s3, f64x2.mul(factor, v128.load(x, 48)));
      }
      v128.store(target + column, s0);
      v128.store(target + column, s1, 16);
      v128.store(target + column, s2, 32);
      v128.store(target + column, s3, 48);
    }
  }
}
