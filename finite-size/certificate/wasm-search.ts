/** The WebAssembly SIMD loops of the certificate search, one instance and memory a matrix. */

import { causeText } from "../../src/cause.js";
import { InputError } from "../../src/result.js";
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

/** An engine with at least `bytes` of memory. @throws InputError where the runtime has no WebAssembly SIMD */
export function wasmSearch(bytes: number): SearchEngine {
  const wasm = (globalThis as { WebAssembly?: WasmInterface }).WebAssembly;
  try {
    if (wasm === undefined) throw new Error("no WebAssembly");
    compiled ??= new wasm.Module(Uint8Array.from(atob(WASM_BASE64), (character) => character.charCodeAt(0)));
    const memory = new wasm.Memory({ initial: Math.ceil(bytes / PAGE) });
    const { exports } = new wasm.Instance(compiled, { env: { memory } });
    return { buffer: memory.buffer, functions: exports };
  } catch (error) {
    const reason = causeText(error);
    throw new InputError(`the search for certificates: expected an engine with WebAssembly SIMD (${reason})`);
  }
}
