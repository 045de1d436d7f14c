/** The WebAssembly SIMD loops of the certificate search, one instance and memory a matrix. */
import { WASM_BASE64 } from "./search-binary.js";
import type { SearchEngine, SearchFunctions } from "./search-functions.js";

interface WasmInterface {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (limits: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (
    module: object,
    imports: { env: { memory: { readonly buffer: ArrayBuffer } } },
  ) => { readonly exports: SearchFunctions };
}

const PAGE = 65536;

let compiled: object | undefined;

/** An engine with at least `bytes` of memory, or undefined where the runtime has no WebAssembly SIMD. */
export function wasmSearch(bytes: number): SearchEngine | undefined {
  const wasm = (globalThis as { WebAssembly?: WasmInterface }).WebAssembly;
  if (wasm === undefined) return undefined;
  try {
    compiled ??= new wasm.Module(Uint8Array.from(atob(WASM_BASE64), (character) => character.charCodeAt(0)));
    const memory = new wasm.Memory({ initial: Math.ceil(bytes / PAGE) });
    const { exports } = new wasm.Instance(compiled, { env: { memory } });
    return { name: "wasm", buffer: memory.buffer, functions: exports };
  } catch {
    return undefined;
  }
}
