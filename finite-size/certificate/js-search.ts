/** The loops of the certificate search on typed arrays: the arithmetic of the WebAssembly, operation by operation. */
import type { SearchEngine, SearchFunctions } from "./search-functions.js";

/** An engine with `bytes` of memory. */
export function jsSearch(bytes: number): SearchEngine {
  const buffer = new ArrayBuffer(Math.ceil(bytes / 16) * 16);
  const numbers = new Float64Array(buffer);
  const words = new Int32Array(buffer);
  return { name: "js", buffer, functions: functionsOn(numbers, words) };
}

function functionsOn(numbers: Float64Array, words: Int32Array): SearchFunctions {
  const dot = (width: number, a: number, b: number): number => {
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let j = 0; j < width; j += 4) {
      s0 += numbers[a + j] * numbers[b + j];
      s1 += numbers[a + j + 1] * numbers[b + j + 1];
      s2 += numbers[a + j + 2] * numbers[b + j + 2];
      s3 += numbers[a + j + 3] * numbers[b + j + 3];
    }
    return s0 + s2 + (s1 + s3);
  };
  const addMultiple = (width: number, factor: number, source: number, target: number): void => {
    for (let j = 0; j < width; j++) numbers[target + j] += factor * numbers[source + j];
  };
  const scale = (width: number, factor: number, target: number): void => {
    for (let j = 0; j < width; j++) numbers[target + j] *= factor;
  };
  const nextWord = (state: number): number => {
    const [a, b, c, d] = words.subarray(state, state + 4);
    const sum = (a + d) | 0;
    words[state] = a ^ d ^ b;
    words[state + 1] = b ^ c ^ a;
    words[state + 2] = c ^ a ^ (b << 9);
    words[state + 3] = ((d ^ b) << 11) | ((d ^ b) >>> 21);
    return (((sum << 7) | (sum >>> 25)) + a) >>> 0;
  };
  const uniform = (state: number): number => nextWord(state) / 4294967296;

  return {
    apply(rows, width, matrix, x, out) {
      let positive = 0;
      for (let i = 0; i < rows; i++) {
        const product = dot(width, matrix / 8 + i * width, x / 8);
        numbers[out / 8 + i] = product;
        if (product > 0) positive++;
      }
      return positive;
    },

    descend(rows, width, ...rest) {
      const [matrix, jitter, x, velocity, gradient, best] = rest.slice(0, 6).map((pointer) => pointer / 8);
      const [iterations, firstScale, ratio, step, momentum, target] = rest.slice(6);
      let least = rows + 1;
      let tau = firstScale;
      for (let k = 0; k < iterations; k++) {
        const share = 1 - k / iterations;
        const inverse = 1 / tau;
        numbers.fill(0, gradient, gradient + width);
        let positive = 0;
        for (let i = 0; i < rows; i++) {
          const row = matrix + i * width;
          const product = dot(width, row, x);
          if (product > 0) positive++;
          let b = 1 - Math.abs(product) * inverse * 0.015625;
          if (b < 0.67) continue;
          for (let squaring = 0; squaring < 6; squaring++) b *= b;
          const slope = b / ((1 + b) * (1 + b));
          addMultiple(width, (1 + numbers[jitter + i] * share) * slope, row, gradient);
        }
        if (positive < least) {
          least = positive;
          numbers.copyWithin(best, x, x + width);
          if (least <= target) return least;
        }
        addMultiple(width, -dot(width, gradient, x), x, gradient);
        scale(width, momentum, velocity);
        addMultiple(width, -step * tau, gradient, velocity);
        addMultiple(width, 1, velocity, x);
        scale(width, 1 / Math.sqrt(dot(width, x, x)), x);
        tau *= ratio;
      }
      return least;
    },

    anneal(moves, rows, width, directions, ...rest) {
      const [pool, images, x, products, table] = rest.slice(0, 5).map((pointer) => pointer / 8);
      const [window, stateAt, crossingsAt, bestAt, energyAt, leastBefore, target] = rest.slice(5);
      const [state, best, energyWord] = [stateAt / 4, bestAt / 8, energyAt / 4];
      const [times, changes] = [crossingsAt / 8, crossingsAt / 8 + 1];
      const padded = (rows + 3) & ~3;
      let least = leastBefore;
      let energy = words[energyWord];
      for (let move = 0; move < moves; move++) {
        const chosen = Math.floor(directions * uniform(state));
        const image = images + chosen * padded;
        const low = -window * uniform(state);
        const high = low + window;
        let count = 0;
        for (let i = 0; i < padded; i++) {
          const speed = numbers[image + i];
          const t = -(numbers[products + i] / speed);
          if (!(t > low && t < high)) continue;
          let at = 2 * count;
          for (; at > 0 && numbers[times + at - 2] > t; at -= 2) {
            numbers[times + at] = numbers[times + at - 2];
            numbers[changes + at] = numbers[changes + at - 2];
          }
          numbers[times + at] = t;
          numbers[changes + at] = speed > 0 ? 1 : -1;
          count++;
        }
        const end = 2 * count;
        let here = 0;
        for (let at = 0; at < end && numbers[times + at] < 0; at += 2) here -= numbers[changes + at];
        const first = here;
        let lowest = here;
        for (let at = 0; at < end; at += 2) {
          here += numbers[changes + at];
          if (here < lowest) lowest = here;
        }
        let total = 0;
        let from = low;
        here = first;
        for (let at = 0; at < end; at += 2) {
          total += numbers[table + here - lowest] * (numbers[times + at] - from);
          from = numbers[times + at];
          here += numbers[changes + at];
        }
        total += numbers[table + here - lowest] * (high - from);
        let left = total * uniform(state);
        from = low;
        here = first;
        let to = high;
        let density = 0;
        for (let at = 0; at <= end; at += 2) {
          to = at < end ? numbers[times + at] : high;
          density = numbers[table + here - lowest];
          const mass = density * (to - from);
          if (left < mass || at === end) break;
          left -= mass;
          from = to;
          here += numbers[changes + at];
        }
        let t = density > 0 ? from + left / density : from;
        if (!(t < to)) t = 0.5 * (from + to);
        addMultiple(width, t, pool + chosen * width, x);
        addMultiple(padded, t, image, products);
        const shrink = 1 / Math.sqrt(dot(width, x, x));
        scale(width, shrink, x);
        scale(padded, shrink, products);
        energy += here;
        if (energy < least) {
          least = energy;
          numbers.copyWithin(best, x, x + width);
          if (least <= target) break;
        }
      }
      words[energyWord] = energy;
      return least;
    },
  };
}
