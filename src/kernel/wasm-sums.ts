/** The WebAssembly SIMD sums: a binary of its own with a memory that is filled anew at every call. */
import { type NestedSums, type SumGeometry, samplesNeeded } from "./sum-kernel.js";
import { WASM_BASE64 as SUMS_BASE64 } from "./sums-binary.js";
import { instantiate, reserve, type WasmInstance } from "./web-assembly.js";

type Sum = (...numbers: number[]) => void;
interface SumFunctions {
  readonly sumOne: Sum;
  readonly sumThree: Sum;
}

/** Bytes of memory at the start. */
const FIRST_BYTES = 262_144;
/** The first bytes are left to the compiler's own use. */
const BASE = 1024;

let loaded: NestedSums | undefined;

/** The kernel, or undefined where the engine has no WebAssembly SIMD. One instance per thread. */
export function wasmSums(): NestedSums | undefined {
  if (loaded !== undefined) return loaded;
  try {
    loaded = kernelOn(instantiate<SumFunctions>(SUMS_BASE64, FIRST_BYTES));
  } catch {
    return undefined;
  }
  return loaded;
}

function kernelOn({ memory, functions: { sumOne, sumThree } }: WasmInstance<SumFunctions>): NestedSums {
  let numbers = new Float64Array(memory.buffer);
  /** Copies the inputs one behind the other and returns the offsets, in numbers, of them and of what follows. */
  const place = (arrays: readonly Float64Array[], outputs: number): number[] => {
    const needed = arrays.reduce((sum, array) => sum + array.length, BASE / 8 + outputs) * 8;
    if (reserve(memory, needed)) numbers = new Float64Array(memory.buffer);
    let at = BASE / 8;
    const offsets = arrays.map((array) => {
      const start = at;
      numbers.set(array, start);
      at += array.length;
      return start;
    });
    return [...offsets, at];
  };
  const arguments_ = ({ count, first, stride, phases, row, shift }: SumGeometry): number[] => [
    count,
    first,
    stride,
    phases,
    row,
    shift,
  ];
  const assertReach = (geometry: SumGeometry, samples: Float64Array): void => {
    if (geometry.count > 0 && samplesNeeded(geometry) > samples.length) {
      throw new RangeError(`${samples.length} samples: expected at least ${samplesNeeded(geometry)}`);
    }
  };
  return {
    one(geometry, weights, samples, out) {
      assertReach(geometry, samples);
      const offsets = place([weights, samples], geometry.count);
      sumOne(...arguments_(geometry), ...offsets.map((offset) => 8 * offset));
      out.set(numbers.subarray(offsets[2], offsets[2] + geometry.count));
    },
    three(geometry, weights, derivatives, f, g, out) {
      assertReach(geometry, f);
      const { count } = geometry;
      const offsets = place([weights, derivatives, f, g], 3 * count);
      const results = offsets[4];
      const pointers = [...offsets, results + count, results + 2 * count].map((offset) => 8 * offset);
      sumThree(...arguments_(geometry), ...pointers);
      out.f.set(numbers.subarray(results, results + count));
      out.g.set(numbers.subarray(results + count, results + 2 * count));
      out.varianceDerivative.set(numbers.subarray(results + 2 * count, results + 3 * count));
    },
  };
}
