/** The random numbers of every experiment and every search: seeded streams of uniforms, standard normals and integers. */

/** A source of random numbers; each call advances it. */
export interface RandomSource {
  /** Uniform in [0, 1), 53 random bits. */
  readonly uniform: () => number;
  /** Standard normal (Marsaglia's polar method). */
  readonly normal: () => number;
  /** Uniform integer in [0, bound), bound ≤ 2^32, without bias. */
  readonly below: (bound: number) => number;
}

/**
 * Stream `stream` of a seed (both integers ≥ 0): xoshiro128++ (Blackman and Vigna 2021) on a state filled by
 * SplitMix32 from both. Different streams of one seed are independent for all practical purposes, so that sample i
 * may use stream i whichever thread draws it. Uniforms are the same on every platform; normals may differ in the last
 * bit where an engine rounds Math.log differently.
 */
export function randomSource(seed: number, stream = 0): RandomSource {
  const state = filledState(seed, stream);
  const next = (): number => {
    const [a, , , d] = state;
    const sum = (a + d) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = (state[3] << 11) | (state[3] >>> 21);
    return result >>> 0;
  };
  const uniform = (): number => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  let spare: number | undefined;
  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1];
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  };
  const below = (bound: number): number => {
    const limit = 4294967296 - (4294967296 % bound);
    for (;;) {
      const value = next();
      if (value < limit) return value % bound;
    }
  };
  return { uniform, normal, below };
}

/** Four words, never all zero. */
function filledState(seed: number, stream: number): Int32Array {
  const words = [
    seed >>> 0,
    Math.floor(seed / 4294967296) >>> 0,
    stream >>> 0,
    Math.floor(stream / 4294967296) >>> 0,
  ];
  let mixed = 0x9e3779b9;
  for (const word of words) mixed = splitMix((mixed ^ word) >>> 0);
  const state = new Int32Array(4);
  for (let i = 0; i < 4; i++) {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    state[i] = splitMix((mixed + Math.imul(words[2], i + 1)) >>> 0) | 0;
  }
  if (state.every((word) => word === 0)) state[0] = 1;
  return state;
}

function splitMix(word: number): number {
  let value = (word + 0x9e3779b9) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
  return (value ^ (value >>> 15)) >>> 0;
}
