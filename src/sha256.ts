/** SHA-256 (FIPS 180-4) in plain code: the same digest in Node and in a browser, where the built-in one is asynchronous. */

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes, and of the square roots of eight. */
const PRIMES = firstPrimes(64);
const ROUND_CONSTANTS = Uint32Array.from(PRIMES, (prime) => rootBits(prime, 3));
const INITIAL = Uint32Array.from(PRIMES.slice(0, 8), (prime) => rootBits(prime, 2));

const BLOCK = 64;

/**
 * The digest of the parts, one behind the other.
 * @returns 64 hexadecimal digits
 */
export function sha256(...parts: readonly (Uint8Array | string)[]): string {
  const pieces = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part));
  const state = INITIAL.slice();
  const words = new Uint32Array(64);
  const block = new Uint8Array(BLOCK);
  let [filled, length] = [0, 0];
  for (const piece of pieces) {
    length += piece.length;
    let at = 0;
    while (at < piece.length) {
      if (filled === 0 && piece.length - at >= BLOCK) {
        compress(state, words, piece, at);
        at += BLOCK;
        continue;
      }
      const taken = Math.min(BLOCK - filled, piece.length - at);
      block.set(piece.subarray(at, at + taken), filled);
      at += taken;
      filled += taken;
      if (filled === BLOCK) {
        compress(state, words, block, 0);
        filled = 0;
      }
    }
  }
  const end = new Uint8Array(filled < BLOCK - 8 ? BLOCK : 2 * BLOCK);
  end.set(block.subarray(0, filled));
  end[filled] = 0x80;
  new DataView(end.buffer).setBigUint64(end.length - 8, 8n * BigInt(length));
  for (let at = 0; at < end.length; at += BLOCK) compress(state, words, end, at);
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

function compress(state: Uint32Array, words: Uint32Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) {
    const k = at + 4 * i;
    words[i] = (bytes[k] << 24) | (bytes[k + 1] << 16) | (bytes[k + 2] << 8) | bytes[k + 3];
  }
  for (let i = 16; i < 64; i++) {
    const [x, y] = [words[i - 15], words[i - 2]];
    const small = rotated(x, 7) ^ rotated(x, 18) ^ (x >>> 3);
    const large = rotated(y, 17) ^ rotated(y, 19) ^ (y >>> 10);
    words[i] = words[i - 16] + small + words[i - 7] + large;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const sum = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const first = (h + sum + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[i] + words[i]) | 0;
    const second = ((rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

/** ⌊2³² p^{1/degree}⌋ mod 2³², by bisection in integers. */
function rootBits(prime: number, degree: number): number {
  const scaled = BigInt(prime) << BigInt(32 * degree);
  let [low, high] = [0n, 1n << 40n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(degree) <= scaled) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}
