/**
 * Convolution of a sampled real function with a real even multiplier in frequency space: forward transform,
 * multiplication, inverse transform. AssemblyScript, compiled to WebAssembly SIMD by `npm run build:kernel`.
 *
 * `size` real numbers x are transformed as M = size/2 complex ones, z_j = x_2j + i x_(2j+1). The forward transform
 * decimates in frequency, four ways at each stage, and leaves the spectrum in bit-reversed order; the inverse
 * starts from that order. Nothing is ever reordered: the multiplier is looked up through a table of bit-reversed
 * frequencies instead. In bit-reversed order all butterflies of one block share one factor, which does not depend
 * on the stage either: that of block t is ρ_t = exp(−iπ/2 v(t)), v(t) the van der Corput number (the bits of t
 * mirrored at the binary point), so that one table serves all stages.
 *
 * Complex numbers are stored two by two as [re, re, im, im] (32 bytes, a "quad"), so that the arithmetic needs
 * no shuffles. Only the last stage, inside groups of 8 (4) numbers, has to regroup the lanes; it leaves its
 * results regrouped, which again costs the multiplication nothing.
 *
 * The arithmetic is that of `src/kernel/js-kernel.ts`, operation by operation. Pointers are byte offsets; the
 * tables behind them are written, and described, by `src/kernel/wasm-kernel.ts`.
 */

const QUAD: usize = 32;
/** Bytes of the factors ρ, ρ², ρ³ of two neighbouring blocks. */
const FACTORS: usize = 96;

function lowLanes(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(a, b, 0, 2);
}

function highLanes(a: v128, b: v128): v128 {
  return v128.shuffle<f64>(a, b, 1, 3);
}

function swapLanes(a: v128): v128 {
  return v128.shuffle<f64>(a, a, 1, 0);
}

/** Two numbers from different places in one vector: loads cost less, in bytes too, than shuffles. */
function gather(first: usize, second: usize): v128 {
  return v128.load64_lane(second, v128.load64_zero(first), 1);
}

/** First stage of a real signal x: z_j = x_2j + i x_(2j+1); in place. `span` is a quarter of the data. */
function realForward(data: usize, span: usize): void {
  for (let p = data, end = data + span; p < end; p += QUAD) {
    const p1 = p + span;
    const p2 = p1 + span;
    const p3 = p2 + span;
    const r0 = gather(p, p + 16);
    const i0 = gather(p + 8, p + 24);
    const r2 = gather(p2, p2 + 16);
    const i2 = gather(p2 + 8, p2 + 24);
    const sr = f64x2.add(r0, r2);
    const si = f64x2.add(i0, i2);
    const dr = f64x2.sub(r0, r2);
    const di = f64x2.sub(i0, i2);
    const r1 = gather(p1, p1 + 16);
    const i1 = gather(p1 + 8, p1 + 24);
    const r3 = gather(p3, p3 + 16);
    const i3 = gather(p3 + 8, p3 + 24);
    const ur = f64x2.add(r1, r3);
    const ui = f64x2.add(i1, i3);
    const vr = f64x2.sub(r1, r3);
    const vi = f64x2.sub(i1, i3);
    v128.store(p, f64x2.add(sr, ur));
    v128.store(p, f64x2.add(si, ui), 16);
    v128.store(p1, f64x2.sub(sr, ur));
    v128.store(p1, f64x2.sub(si, ui), 16);
    v128.store(p2, f64x2.add(dr, vi));
    v128.store(p2, f64x2.sub(di, vr), 16);
    v128.store(p3, f64x2.sub(dr, vi));
    v128.store(p3, f64x2.add(di, vr), 16);
  }
}

/** The inverse of {@link realForward}, times 4. */
function realBackward(data: usize, span: usize): void {
  for (let p = data, end = data + span; p < end; p += QUAD) {
    const p1 = p + span;
    const p2 = p1 + span;
    const p3 = p2 + span;
    const r0 = v128.load(p);
    const i0 = v128.load(p, 16);
    const r1 = v128.load(p1);
    const i1 = v128.load(p1, 16);
    const sr = f64x2.add(r0, r1);
    const si = f64x2.add(i0, i1);
    const dr = f64x2.sub(r0, r1);
    const di = f64x2.sub(i0, i1);
    const r2 = v128.load(p2);
    const i2 = v128.load(p2, 16);
    const r3 = v128.load(p3);
    const i3 = v128.load(p3, 16);
    const ur = f64x2.add(r2, r3);
    const ui = f64x2.add(i2, i3);
    const vr = f64x2.sub(r2, r3);
    const vi = f64x2.sub(i2, i3);
    storeInterleaved(p, f64x2.add(sr, ur), f64x2.add(si, ui));
    storeInterleaved(p1, f64x2.sub(dr, vi), f64x2.add(di, vr));
    storeInterleaved(p2, f64x2.sub(sr, ur), f64x2.sub(si, ui));
    storeInterleaved(p3, f64x2.add(dr, vi), f64x2.sub(di, vr));
  }
}

function storeInterleaved(p: usize, re: v128, im: v128): void {
  v128.store(p, lowLanes(re, im));
  v128.store(p, highLanes(re, im), 16);
}

/** One stage, in place, on blocks of 4·span bytes; the factors of block 0 are at `factors`. */
function stageForward(data: usize, end: usize, span: usize, factors: usize): void {
  let odd: usize = 0;
  while (data < end) {
    const c1 = v128.load64_splat(factors);
    const s1 = v128.load64_splat(factors, 16);
    const c2 = v128.load64_splat(factors, 32);
    const s2 = v128.load64_splat(factors, 48);
    const c3 = v128.load64_splat(factors, 64);
    const s3 = v128.load64_splat(factors, 80);
    const stop = data + span;
    do {
      const p1 = data + span;
      const p2 = p1 + span;
      const p3 = p2 + span;
      const r2 = v128.load(p2);
      const i2 = v128.load(p2, 16);
      const xr = f64x2.add(f64x2.mul(c2, r2), f64x2.mul(s2, i2));
      const xi = f64x2.sub(f64x2.mul(c2, i2), f64x2.mul(s2, r2));
      const r0 = v128.load(data);
      const i0 = v128.load(data, 16);
      const sr = f64x2.add(r0, xr);
      const si = f64x2.add(i0, xi);
      const dr = f64x2.sub(r0, xr);
      const di = f64x2.sub(i0, xi);
      const r1 = v128.load(p1);
      const i1 = v128.load(p1, 16);
      const yr = f64x2.add(f64x2.mul(c1, r1), f64x2.mul(s1, i1));
      const yi = f64x2.sub(f64x2.mul(c1, i1), f64x2.mul(s1, r1));
      const r3 = v128.load(p3);
      const i3 = v128.load(p3, 16);
      const zr = f64x2.add(f64x2.mul(c3, r3), f64x2.mul(s3, i3));
      const zi = f64x2.sub(f64x2.mul(c3, i3), f64x2.mul(s3, r3));
      const ur = f64x2.add(yr, zr);
      const ui = f64x2.add(yi, zi);
      const vr = f64x2.sub(yr, zr);
      const vi = f64x2.sub(yi, zi);
      v128.store(data, f64x2.add(sr, ur));
      v128.store(data, f64x2.add(si, ui), 16);
      v128.store(p1, f64x2.sub(sr, ur));
      v128.store(p1, f64x2.sub(si, ui), 16);
      v128.store(p2, f64x2.add(dr, vi));
      v128.store(p2, f64x2.sub(di, vr), 16);
      v128.store(p3, f64x2.sub(dr, vi));
      v128.store(p3, f64x2.add(di, vr), 16);
      data += QUAD;
    } while (data < stop);
    data += 3 * span;
    // The factors of blocks 2u and 2u + 1 are lanes of the same vectors.
    factors += odd ? FACTORS - 8 : 8;
    odd ^= 1;
  }
}

/** The inverse of {@link stageForward}, times 4. */
function stageBackward(data: usize, end: usize, span: usize, factors: usize): void {
  let odd: usize = 0;
  while (data < end) {
    const c1 = v128.load64_splat(factors);
    const s1 = v128.load64_splat(factors, 16);
    const c2 = v128.load64_splat(factors, 32);
    const s2 = v128.load64_splat(factors, 48);
    const c3 = v128.load64_splat(factors, 64);
    const s3 = v128.load64_splat(factors, 80);
    const stop = data + span;
    do {
      const p1 = data + span;
      const p2 = p1 + span;
      const p3 = p2 + span;
      const r0 = v128.load(data);
      const i0 = v128.load(data, 16);
      const r1 = v128.load(p1);
      const i1 = v128.load(p1, 16);
      const sr = f64x2.add(r0, r1);
      const si = f64x2.add(i0, i1);
      const dr = f64x2.sub(r0, r1);
      const di = f64x2.sub(i0, i1);
      const r2 = v128.load(p2);
      const i2 = v128.load(p2, 16);
      const r3 = v128.load(p3);
      const i3 = v128.load(p3, 16);
      const ur = f64x2.add(r2, r3);
      const ui = f64x2.add(i2, i3);
      const vr = f64x2.sub(r2, r3);
      const vi = f64x2.sub(i2, i3);
      v128.store(data, f64x2.add(sr, ur));
      v128.store(data, f64x2.add(si, ui), 16);
      const xr = f64x2.sub(sr, ur);
      const xi = f64x2.sub(si, ui);
      v128.store(p2, f64x2.sub(f64x2.mul(c2, xr), f64x2.mul(s2, xi)));
      v128.store(p2, f64x2.add(f64x2.mul(c2, xi), f64x2.mul(s2, xr)), 16);
      const yr = f64x2.sub(dr, vi);
      const yi = f64x2.add(di, vr);
      v128.store(p1, f64x2.sub(f64x2.mul(c1, yr), f64x2.mul(s1, yi)));
      v128.store(p1, f64x2.add(f64x2.mul(c1, yi), f64x2.mul(s1, yr)), 16);
      const zr = f64x2.add(dr, vi);
      const zi = f64x2.sub(di, vr);
      v128.store(p3, f64x2.sub(f64x2.mul(c3, zr), f64x2.mul(s3, zi)));
      v128.store(p3, f64x2.add(f64x2.mul(c3, zi), f64x2.mul(s3, zr)), 16);
      data += QUAD;
    } while (data < stop);
    data += 3 * span;
    factors += odd ? FACTORS - 8 : 8;
    odd ^= 1;
  }
}

/**
 * Last stage for blocks of four numbers: two blocks (8 numbers, 4 quads) at a time, lane by lane. Quad c of a
 * group is left holding result c of both blocks.
 */
function lastForward4(data: usize, end: usize, factors: usize): void {
  for (; data < end; data += 4 * QUAD) {
    const c1 = v128.load(factors);
    const s1 = v128.load(factors, 16);
    const c2 = v128.load(factors, 32);
    const s2 = v128.load(factors, 48);
    const c3 = v128.load(factors, 64);
    const s3 = v128.load(factors, 80);
    const r2 = gather(data + 32, data + 96);
    const i2 = gather(data + 48, data + 112);
    const r3 = gather(data + 40, data + 104);
    const i3 = gather(data + 56, data + 120);
    const xr = f64x2.add(f64x2.mul(c2, r2), f64x2.mul(s2, i2));
    const xi = f64x2.sub(f64x2.mul(c2, i2), f64x2.mul(s2, r2));
    const zr = f64x2.add(f64x2.mul(c3, r3), f64x2.mul(s3, i3));
    const zi = f64x2.sub(f64x2.mul(c3, i3), f64x2.mul(s3, r3));
    const r0 = gather(data, data + 64);
    const i0 = gather(data + 16, data + 80);
    const r1 = gather(data + 8, data + 72);
    const i1 = gather(data + 24, data + 88);
    const yr = f64x2.add(f64x2.mul(c1, r1), f64x2.mul(s1, i1));
    const yi = f64x2.sub(f64x2.mul(c1, i1), f64x2.mul(s1, r1));
    const sr = f64x2.add(r0, xr);
    const si = f64x2.add(i0, xi);
    const dr = f64x2.sub(r0, xr);
    const di = f64x2.sub(i0, xi);
    const ur = f64x2.add(yr, zr);
    const ui = f64x2.add(yi, zi);
    const vr = f64x2.sub(yr, zr);
    const vi = f64x2.sub(yi, zi);
    v128.store(data, f64x2.add(sr, ur));
    v128.store(data, f64x2.add(si, ui), 16);
    v128.store(data, f64x2.sub(sr, ur), 32);
    v128.store(data, f64x2.sub(si, ui), 48);
    v128.store(data, f64x2.add(dr, vi), 64);
    v128.store(data, f64x2.sub(di, vr), 80);
    v128.store(data, f64x2.sub(dr, vi), 96);
    v128.store(data, f64x2.add(di, vr), 112);
    factors += FACTORS;
  }
}

/** The inverse of {@link lastForward4}, times 4. */
function lastBackward4(data: usize, end: usize, factors: usize): void {
  for (; data < end; data += 4 * QUAD) {
    const c1 = v128.load(factors);
    const s1 = v128.load(factors, 16);
    const c2 = v128.load(factors, 32);
    const s2 = v128.load(factors, 48);
    const c3 = v128.load(factors, 64);
    const s3 = v128.load(factors, 80);
    const r0 = v128.load(data);
    const i0 = v128.load(data, 16);
    const r1 = v128.load(data, 32);
    const i1 = v128.load(data, 48);
    const sr = f64x2.add(r0, r1);
    const si = f64x2.add(i0, i1);
    const dr = f64x2.sub(r0, r1);
    const di = f64x2.sub(i0, i1);
    const r2 = v128.load(data, 64);
    const i2 = v128.load(data, 80);
    const r3 = v128.load(data, 96);
    const i3 = v128.load(data, 112);
    const ur = f64x2.add(r2, r3);
    const ui = f64x2.add(i2, i3);
    const vr = f64x2.sub(r2, r3);
    const vi = f64x2.sub(i2, i3);
    const yr = f64x2.sub(dr, vi);
    const yi = f64x2.add(di, vr);
    const ar = f64x2.add(sr, ur);
    const ai = f64x2.add(si, ui);
    const br = f64x2.sub(f64x2.mul(c1, yr), f64x2.mul(s1, yi));
    const bi = f64x2.add(f64x2.mul(c1, yi), f64x2.mul(s1, yr));
    v128.store(data, lowLanes(ar, br));
    v128.store(data, lowLanes(ai, bi), 16);
    v128.store(data, highLanes(ar, br), 64);
    v128.store(data, highLanes(ai, bi), 80);
    const xr = f64x2.sub(sr, ur);
    const xi = f64x2.sub(si, ui);
    const zr = f64x2.add(dr, vi);
    const zi = f64x2.sub(di, vr);
    const cr = f64x2.sub(f64x2.mul(c2, xr), f64x2.mul(s2, xi));
    const ci = f64x2.add(f64x2.mul(c2, xi), f64x2.mul(s2, xr));
    const er = f64x2.sub(f64x2.mul(c3, zr), f64x2.mul(s3, zi));
    const ei = f64x2.add(f64x2.mul(c3, zi), f64x2.mul(s3, zr));
    v128.store(data, lowLanes(cr, er), 32);
    v128.store(data, lowLanes(ci, ei), 48);
    v128.store(data, highLanes(cr, er), 96);
    v128.store(data, highLanes(ci, ei), 112);
    factors += FACTORS;
  }
}

/** Last stage for blocks of two numbers, two blocks (2 quads) at a time; block t has the factor ρ_t². */
function lastForward2(data: usize, end: usize, factors: usize): void {
  for (; data < end; data += 2 * QUAD) {
    const c2 = v128.load(factors, 32);
    const s2 = v128.load(factors, 48);
    const r0 = gather(data, data + 32);
    const i0 = gather(data + 16, data + 48);
    const r1 = gather(data + 8, data + 40);
    const i1 = gather(data + 24, data + 56);
    const xr = f64x2.add(f64x2.mul(c2, r1), f64x2.mul(s2, i1));
    const xi = f64x2.sub(f64x2.mul(c2, i1), f64x2.mul(s2, r1));
    v128.store(data, f64x2.add(r0, xr));
    v128.store(data, f64x2.add(i0, xi), 16);
    v128.store(data, f64x2.sub(r0, xr), 32);
    v128.store(data, f64x2.sub(i0, xi), 48);
    factors += FACTORS;
  }
}

/** The inverse of {@link lastForward2}, times 2. */
function lastBackward2(data: usize, end: usize, factors: usize): void {
  for (; data < end; data += 2 * QUAD) {
    const c2 = v128.load(factors, 32);
    const s2 = v128.load(factors, 48);
    const r0 = v128.load(data);
    const i0 = v128.load(data, 16);
    const r1 = v128.load(data, 32);
    const i1 = v128.load(data, 48);
    const ar = f64x2.add(r0, r1);
    const ai = f64x2.add(i0, i1);
    const dr = f64x2.sub(r0, r1);
    const di = f64x2.sub(i0, i1);
    const xr = f64x2.sub(f64x2.mul(c2, dr), f64x2.mul(s2, di));
    const xi = f64x2.add(f64x2.mul(c2, di), f64x2.mul(s2, dr));
    v128.store(data, lowLanes(ar, xr));
    v128.store(data, lowLanes(ai, xi), 16);
    v128.store(data, highLanes(ar, xr), 32);
    v128.store(data, highLanes(ai, xi), 48);
    factors += FACTORS;
  }
}

/**
 * Multiplies the spectrum of a real signal held as z_j = x_2j + i x_(2j+1). With M numbers z, Z_k and its mirror
 * Y = Z_(M−k) determine the spectrum of x at k and M−k; splitting, multiplying by m and joining again is
 *
 *   Z_k' = (a − b sin(πk/M)) Z_k + i b cos(πk/M) conj Y,   a = m_k + m_(M−k),  b = m_k − m_(M−k)
 *
 * (½/M of the inverse is inside m), and the same for Y with k → M−k. In bit-reversed order the mirror of
 * position q in [2^n, 2^(n+1)) is 3·2^n − 1 − q: two streams that run towards each other.
 */
function multiplyReal(
  data: usize,
  size: usize,
  multiplier: usize,
  frequencies: usize,
  angles: usize,
  mirrors: u32,
): void {
  const top = multiplier + (size << 3);
  // The spectrum has M + 1 entries; the eight old numbers are put aside behind the table that holds them.
  multiplyHead(data, top + 8, multiplier, top, frequencies, angles, mirrors);
  // Byte offsets of the quads [start, 2·start), from the 5th quad on.
  const length = size << 4;
  for (let start: usize = 4 * QUAD; start < length; start <<= 1) {
    let p = data + start;
    let q = data + 2 * start - QUAD;
    let f = frequencies + (start >> 2);
    let angle = angles + start;
    for (; p < q; p += QUAD) {
      const k0 = load<u32>(f);
      const k1 = load<u32>(f, 4);
      const mz = gather(multiplier + k0, multiplier + k1);
      const my = gather(top - k0, top - k1);
      const a = f64x2.add(mz, my);
      const b = f64x2.sub(mz, my);
      const bs = f64x2.mul(b, v128.load(angle, 16));
      const gamma = f64x2.mul(b, v128.load(angle));
      const alpha = f64x2.sub(a, bs);
      const beta = f64x2.add(a, bs);
      const zr = v128.load(p);
      const zi = v128.load(p, 16);
      const yr = gather(q + 8, q);
      const yi = gather(q + 24, q + 16);
      v128.store(p, f64x2.add(f64x2.mul(alpha, zr), f64x2.mul(gamma, yi)));
      v128.store(p, f64x2.add(f64x2.mul(alpha, zi), f64x2.mul(gamma, yr)), 16);
      v128.store(q, swapLanes(f64x2.add(f64x2.mul(beta, yr), f64x2.mul(gamma, zi))));
      v128.store(q, swapLanes(f64x2.add(f64x2.mul(beta, yi), f64x2.mul(gamma, zr))), 16);
      q -= QUAD;
      f += 8;
      angle += QUAD;
    }
  }
}

/**
 * {@link multiplyReal} for the first eight numbers, some of which are their own mirrors or share a quad with
 * them. Octal digit q of `mirrors` is the mirror of position q; `copy` is room for the eight old values.
 */
function multiplyHead(
  data: usize,
  copy: usize,
  multiplier: usize,
  top: usize,
  frequencies: usize,
  angles: usize,
  mirrors: u32,
): void {
  memory.copy(copy, data, 4 * QUAD);
  for (let q: usize = 0; q < 8; q++) {
    const at = position(q);
    const k = load<u32>(frequencies + (q << 2));
    const a = load<f64>(multiplier + k) + load<f64>(top - k);
    const b = load<f64>(multiplier + k) - load<f64>(top - k);
    const alpha = a - b * load<f64>(angles + at, 16);
    const gamma = b * load<f64>(angles + at);
    const z = copy + at;
    const y = copy + position(mirrors & 7);
    store<f64>(data + at, alpha * load<f64>(z) + gamma * load<f64>(y, 16));
    store<f64>(data + at, alpha * load<f64>(z, 16) + gamma * load<f64>(y), 16);
    mirrors >>= 3;
  }
}

/** Byte offset of number q: lane q mod 2 of quad q/2. */
function position(q: usize): usize {
  return ((q >> 1) << 5) + ((q & 1) << 3);
}

/** The stages between the first and the last, forward; returns the block length in bytes the last one has. */
function middleForward(data: usize, end: usize, factors: usize): usize {
  let span = (end - data) >> 4;
  for (; span >= QUAD; span >>= 2) stageForward(data, end, span, factors);
  return span;
}

/** The same stages backwards, from blocks of `span` (twice the bytes of one quarter) upwards. */
function middleBackward(data: usize, end: usize, factors: usize, span: usize): void {
  const limit = (end - data) >> 2;
  for (span <<= 2; span < limit; span <<= 2) stageBackward(data, end, span, factors);
}

/**
 * Convolves `size` real numbers at `data` in place.
 * @param size a power of two, 16 or more.
 * @param multiplier m_0 … m_M, each divided by `size`; room for 16 more numbers behind them.
 * @param factors for every two blocks the vectors Re ρ, −Im ρ, Re ρ², −Im ρ², Re ρ³, −Im ρ³.
 * @param frequencies for every stored position q the byte offset 8k of its frequency k (32 bits each).
 * @param angles for every quad of positions the vectors cos(πk/M), sin(πk/M).
 * @param mirrors see {@link multiplyHead}.
 */
export function convolveReal(
  size: usize,
  data: usize,
  multiplier: usize,
  factors: usize,
  frequencies: usize,
  angles: usize,
  mirrors: u32,
): void {
  const end = data + (size << 3);
  realForward(data, size << 1);
  const span = middleForward(data, end, factors);
  if (span == 16) lastForward4(data, end, factors);
  else lastForward2(data, end, factors);
  multiplyReal(data, size >> 1, multiplier, frequencies, angles, mirrors);
  if (span == 16) lastBackward4(data, end, factors);
  else lastBackward2(data, end, factors);
  middleBackward(data, end, factors, span);
  realBackward(data, size << 1);
}
