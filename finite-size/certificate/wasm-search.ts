/** The WebAssembly SIMD loops of the certificate search, one instance and memory per matrix. */

import { causeText } from "../../src/cause.js";
import { instantiate } from "../../src/kernel/web-assembly.js";
import { InputError } from "../../src/result.js";
import { WASM_BASE64 } from "./search-binary.js";
import type { SearchEngine, SearchFunctions } from "./search-functions.js";

/** An engine with at least `bytes` of memory. @throws InputError where the runtime has no WebAssembly SIMD */
export function wasmSearch(bytes: number): SearchEngine {
  try {
    const { memory, functions } = instantiate<SearchFunctions>(WASM_BASE64, bytes);
    return { buffer: memory.buffer, functions };
  } catch (error) {
    const reason = causeText(error);
    throw new InputError(`the search for certificates: expected an engine with WebAssembly SIMD (${reason})`);
  }
}
