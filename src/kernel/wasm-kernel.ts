/**
 * The WebAssembly SIMD kernel: the binary, the memory its instances of all sizes share, and the tables in it.
 *
 * The binary (source: `assembly/transforms.ts`) is a string in a module, so that it needs no file at run time.
 */
import {
  bitReversed,
  blockFactors,
  cosineAt,
  cosineTable,
  FACTORS_PER_BLOCK,
  lastBlocks,
  sineAt,
} from "./bit-reversed.js";
import type { ConvolutionKernel } from "./kernel.js";
import { WASM_BASE64 } from "./wasm-binary.js";
import { instantiate, reserve, type WasmMemory } from "./web-assembly.js";

type ConvolveReal = (
  size: number,
  data: number,
  multiplier: number,
  factors: number,
  frequencies: number,
  angles: number,
  mirrors: number,
) => void;

/** One instance per thread; its memory grows when a new size is asked for and is never given back. */
interface Instance {
  readonly memory: WasmMemory;
  readonly convolveReal: ConvolveReal;
  /** Bytes in use, a multiple of 16. */
  used: number;
}

/** Numbers the binary puts behind the multiplier (the eight complex numbers at the head of the spectrum). */
const SCRATCH = 16;

let instance: Instance | undefined;
let unavailable = false;

/** Whether this engine compiles the binary (it must know SIMD) and lets it have memory. */
export function isWasmAvailable(): boolean {
  return loaded() !== undefined;
}

function loaded(): Instance | undefined {
  if (instance !== undefined || unavailable) return instance;
  try {
    const { memory, functions } = instantiate<{ convolveReal: ConvolveReal }>(WASM_BASE64, 1);
    instance = { memory, convolveReal: functions.convolveReal, used: 0 };
  } catch {
    // An engine without SIMD, or one whose content security policy forbids compilation: same verdict.
    unavailable = true;
  }
  return instance;
}

/** Room for `bytes` more; views of the memory made before are detached. */
function allocate(target: Instance, bytes: number): number {
  const start = target.used;
  const end = start + 16 * Math.ceil(bytes / 16);
  reserve(target.memory, end);
  target.used = end;
  return start;
}

/** One size in the shared memory: about 4·size numbers. */
export class WasmKernel implements ConvolutionKernel {
  readonly name = "wasm";
  readonly size: number;
  readonly #instance: Instance;
  readonly #data: number;
  readonly #multiplier: number;
  readonly #factors: number;
  readonly #frequencies: number;
  readonly #angles: number;
  readonly #mirrors: number;
  #dataView: Float64Array;
  #multiplierView: Float64Array;

  /** @throws Error unless {@link isWasmAvailable}. */
  constructor(size: number) {
    const target = loaded();
    if (target === undefined) throw new Error("the WebAssembly kernel is not available");
    const half = size / 2;
    const blocks = lastBlocks(half);
    const order = storedOrder(half);
    this.size = size;
    this.#instance = target;
    this.#data = allocate(target, 8 * size);
    this.#multiplier = allocate(target, 8 * (half + 1 + SCRATCH));
    this.#factors = allocate(target, 8 * FACTORS_PER_BLOCK * blocks);
    this.#angles = allocate(target, 8 * size);
    this.#frequencies = allocate(target, 4 * half);
    [this.#dataView, this.#multiplierView] = this.#views();
    const { buffer } = target.memory;
    const cosines = cosineTable(half);
    writeFactors(
      new Float64Array(buffer, this.#factors, FACTORS_PER_BLOCK * blocks),
      blockFactors(blocks, cosines),
    );
    const angles = new Float64Array(buffer, this.#angles, size);
    const frequencies = new Uint32Array(buffer, this.#frequencies, half);
    for (let q = 0; q < half; q++) {
      // Two cosines, then two sines; frequencies as byte offsets into the multiplier.
      const at = 4 * (q >> 1) + (q & 1);
      angles[at] = cosineAt(cosines, order[q]);
      angles[at + 2] = sineAt(cosines, order[q]);
      frequencies[q] = 8 * order[q];
    }
    this.#mirrors = headMirrors(order, half);
  }

  convolve(values: Float64Array, multiplier: Float64Array, out: Float64Array): void {
    this.#attach();
    this.#dataView.set(values);
    this.#multiplierView.set(multiplier);
    this.#instance.convolveReal(
      this.size,
      this.#data,
      this.#multiplier,
      this.#factors,
      this.#frequencies,
      this.#angles,
      this.#mirrors,
    );
    out.set(this.#dataView);
  }

  /** Growth of the memory for another size detaches the views; a detached view has length 0. */
  #attach(): void {
    if (this.#dataView.length === 0) [this.#dataView, this.#multiplierView] = this.#views();
  }

  #views(): [Float64Array, Float64Array] {
    const { buffer } = this.#instance.memory;
    return [
      new Float64Array(buffer, this.#data, this.size),
      new Float64Array(buffer, this.#multiplier, this.size / 2 + 1),
    ];
  }
}

/**
 * Frequencies in the order the binary stores them: bit-reversed, but in groups of two blocks (of 4, or of 2 when
 * log₂ size is odd) whose numbers alternate.
 */
function storedOrder(size: number): Uint32Array {
  const reversed = bitReversed(size);
  const block = size / lastBlocks(size);
  const order = new Uint32Array(size);
  for (let q = 0; q < size; q++) {
    const inGroup = q % (2 * block);
    order[q] = reversed[q - inGroup + block * (inGroup & 1) + (inGroup >> 1)];
  }
  return order;
}

/** Factors of blocks 2u and 2u + 1 as the two lanes of six vectors. */
function writeFactors(target: Float64Array, factors: Float64Array): void {
  for (let index = 0; index < factors.length; index++) {
    const block = Math.floor(index / FACTORS_PER_BLOCK);
    const part = index % FACTORS_PER_BLOCK;
    target[2 * FACTORS_PER_BLOCK * (block >> 1) + 2 * part + (block & 1)] = factors[index];
  }
}

/** The positions of the mirrors −k of the first eight stored frequencies k, as octal digits. */
function headMirrors(order: Uint32Array, size: number): number {
  let mirrors = 0;
  for (let q = 7; q >= 0; q--) mirrors = 8 * mirrors + order.indexOf((size - order[q]) % size);
  return mirrors;
}
