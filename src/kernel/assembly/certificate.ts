/**
 * The inner loops of the certificate search: smoothed descent and line-Gibbs annealing.
 * AssemblyScript, compiled to WebAssembly SIMD by `npm run build:kernel`.
 *
 * The arithmetic of `finite-size/certificate/js-search.ts`, operation by operation: only +, -, *, / and square roots,
 * which every engine rounds alike, so that both give the same answers. Rows and vectors are padded with zeros to
 * `width`, a multiple of four; sums run in four lanes and are added as (0 + 2) + (1 + 3). Pointers are byte offsets
 * into the imported memory.
 */

function dot(width: i32, a: usize, b: usize): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (const end = a + (<usize>width << 3); a < end; a += 32, b += 32) {
    low = f64x2.add(low, f64x2.mul(v128.load(a), v128.load(b)));
    high = f64x2.add(high, f64x2.mul(v128.load(a, 16), v128.load(b, 16)));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** target += factor * source. */
function addMultiple(width: i32, factor: f64, source: usize, target: usize): void {
  const factors = f64x2.splat(factor);
  for (const end = source + (<usize>width << 3); source < end; source += 32, target += 32) {
    v128.store(target, f64x2.add(v128.load(target), f64x2.mul(factors, v128.load(source))));
    v128.store(target, f64x2.add(v128.load(target, 16), f64x2.mul(factors, v128.load(source, 16))), 16);
  }
}

/** target = factor * target. */
function scale(width: i32, factor: f64, target: usize): void {
  const factors = f64x2.splat(factor);
  for (const end = target + (<usize>width << 3); target < end; target += 16) {
    v128.store(target, f64x2.mul(factors, v128.load(target)));
  }
}

/** out[i] = row i · x; returns the number of positive ones. */
export function apply(rows: i32, width: i32, matrix: usize, x: usize, out: usize): i32 {
  let positive = 0;
  const stride = <usize>width << 3;
  for (let i = 0; i < rows; i++, matrix += stride) {
    const product = dot(width, matrix, x);
    f64.store(out + (<usize>i << 3), product);
    if (product > 0) positive++;
  }
  return positive;
}

/**
 * Projected descent with momentum of sum_i (1 + jitter_i (1 - k/iterations)) s(h_i / tau) on the unit sphere, tau
 * shrinking by `ratio` an iteration. The derivative of the step s is b / (1 + b)^2 with b = max(0, 1 - |z|/64)^64,
 * close to exp(-|z|). Keeps in `best` the x with fewest positive products; stops at `target` of them or fewer.
 * Returns that number.
 */
export function descend(
  rows: i32,
  width: i32,
  matrix: usize,
  jitter: usize,
  x: usize,
  velocity: usize,
  gradient: usize,
  best: usize,
  iterations: i32,
  firstScale: f64,
  ratio: f64,
  step: f64,
  momentum: f64,
  target: i32,
): i32 {
  const bytes = <usize>width << 3;
  let least = rows + 1;
  let tau = firstScale;
  for (let k = 0; k < iterations; k++) {
    const share = 1.0 - <f64>k / <f64>iterations;
    const inverse = 1.0 / tau;
    memory.fill(gradient, 0, bytes);
    let positive = 0;
    let row = matrix;
    for (let i = 0; i < rows; i++, row += bytes) {
      const product = dot(width, row, x);
      if (product > 0) positive++;
      let b = 1.0 - Math.abs(product) * inverse * 0.015625;
      // Beyond this the derivative is below 1e-11.
      if (b < 0.67) continue;
      b *= b;
      b *= b;
      b *= b;
      b *= b;
      b *= b;
      b *= b;
      const slope = b / ((1.0 + b) * (1.0 + b));
      const weight = 1.0 + f64.load(jitter + (<usize>i << 3)) * share;
      addMultiple(width, weight * slope, row, gradient);
    }
    if (positive < least) {
      least = positive;
      memory.copy(best, x, bytes);
      if (least <= target) return least;
    }
    addMultiple(width, -dot(width, gradient, x), x, gradient);
    scale(width, momentum, velocity);
    addMultiple(width, -step * tau, gradient, velocity);
    addMultiple(width, 1.0, velocity, x);
    scale(width, 1.0 / Math.sqrt(dot(width, x, x)), x);
    tau *= ratio;
  }
  return least;
}

/** xoshiro128++ (Blackman and Vigna 2021). */
function nextWord(state: usize): u32 {
  const a = load<u32>(state);
  const b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  const result = rotl<u32>(a + d, 7) + a;
  c ^= a;
  d ^= b;
  store<u32>(state, a ^ d);
  store<u32>(state, b ^ c, 4);
  store<u32>(state, c ^ (b << 9), 8);
  store<u32>(state, rotl<u32>(d, 11), 12);
  return result;
}

/** Uniform in [0, 1), 32 bits. */
function uniform(state: usize): f64 {
  return <f64>nextWord(state) / 4294967296.0;
}

/**
 * Line-Gibbs annealing: each move takes a direction u of the pool and a window of length `window` around 0 at random,
 * and draws the new point x + t u from the density proportional to table[E - least E of the window] there; E(t) is
 * piecewise constant. `energy` positive products at the start; `products` holds row i · x, padded by -1 to a
 * multiple of four; `images` the products of every direction, padded by zeros. Keeps in `best` the x with fewest positive
 * products below `least`; stops at `target` or fewer. Returns the new least number; the energy at the end is stored
 * at `energyAt`.
 */
export function anneal(
  moves: i32,
  rows: i32,
  width: i32,
  directions: i32,
  pool: usize,
  images: usize,
  x: usize,
  products: usize,
  table: usize,
  window: f64,
  state: usize,
  crossings: usize,
  best: usize,
  energyAt: usize,
  least: i32,
  target: i32,
): i32 {
  const bytes = <usize>width << 3;
  const padded = (rows + 3) & ~3;
  const rowBytes = <usize>padded << 3;
  let energy = i32.load(energyAt);
  for (let move = 0; move < moves; move++) {
    const chosen = <usize>(<f64>directions * uniform(state));
    const direction = pool + chosen * bytes;
    const image = images + chosen * rowBytes;
    const low = -window * uniform(state);
    const high = low + window;
    // The crossings of the window, in ascending order: t and the change of E, 16 bytes each.
    let count = 0;
    const lows = f64x2.splat(low);
    const highs = f64x2.splat(high);
    for (let i: usize = 0; i < rowBytes; i += 16) {
      const times = f64x2.neg(f64x2.div(v128.load(products + i), v128.load(image + i)));
      const inside = v128.and(f64x2.gt(times, lows), f64x2.lt(times, highs));
      if (!v128.any_true(inside)) continue;
      for (let lane: usize = 0; lane < 2; lane++) {
        const speed = f64.load(image + i + (lane << 3));
        const t = -(f64.load(products + i + (lane << 3)) / speed);
        if (!(t > low && t < high)) continue;
        let at = crossings + (<usize>count << 4);
        while (at > crossings && f64.load(at - 16) > t) {
          v128.store(at, v128.load(at - 16));
          at -= 16;
        }
        f64.store(at, t);
        f64.store(at, speed > 0 ? 1.0 : -1.0, 8);
        count++;
      }
    }
    // E relative to its value at t = 0, at the lower end of the window and at its least.
    const end = crossings + (<usize>count << 4);
    let here = 0.0;
    for (let at = crossings; at < end && f64.load(at) < 0; at += 16) here -= f64.load(at, 8);
    const first = here;
    let lowest = here;
    for (let at = crossings; at < end; at += 16) {
      here += f64.load(at, 8);
      if (here < lowest) lowest = here;
    }
    let total = 0.0;
    let from = low;
    here = first;
    for (let at = crossings; at < end; at += 16) {
      const t = f64.load(at);
      total += f64.load(table + (<usize>(here - lowest) << 3)) * (t - from);
      from = t;
      here += f64.load(at, 8);
    }
    total += f64.load(table + (<usize>(here - lowest) << 3)) * (high - from);
    let left = total * uniform(state);
    from = low;
    here = first;
    let to = high;
    let density = 0.0;
    for (let at = crossings; at <= end; at += 16) {
      to = at < end ? f64.load(at) : high;
      density = f64.load(table + (<usize>(here - lowest) << 3));
      const mass = density * (to - from);
      if (left < mass || at == end) break;
      left -= mass;
      from = to;
      here += f64.load(at, 8);
    }
    let t = density > 0 ? from + left / density : from;
    if (!(t < to)) t = 0.5 * (from + to);
    // The move, and back to the unit sphere.
    addMultiple(width, t, direction, x);
    addMultiple(padded, t, image, products);
    const shrink = 1.0 / Math.sqrt(dot(width, x, x));
    scale(width, shrink, x);
    scale(padded, shrink, products);
    energy += <i32>here;
    if (energy < least) {
      least = energy;
      memory.copy(best, x, bytes);
      if (least <= target) break;
    }
  }
  i32.store(energyAt, energy);
  return least;
}
