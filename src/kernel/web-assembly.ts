/** Compiled kernels with a memory of their own. */

/** The members used here of the WebAssembly interface, which the ES library of TypeScript does not declare. */
interface WebAssemblyInterface {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (limits: { initial: number }) => WasmMemory;
  readonly Instance: new (
    module: object,
    imports: { env: { memory: WasmMemory } },
  ) => { readonly exports: unknown };
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** A memory and the functions that work on it. */
export interface WasmInstance<Functions> {
  readonly memory: WasmMemory;
  readonly functions: Functions;
}

/** Bytes of a page of memory. */
const PAGE = 65536;

const compiled = new Map<string, object>();

/**
 * A new instance of a binary (base64, at most 4096 bytes, which every browser compiles synchronously on its main thread),
 * compiled once per thread, with room for at least `bytes`.
 * @throws Error for an engine without WebAssembly SIMD, or one whose content security policy forbids compilation
 */
export function instantiate<Functions>(binary: string, bytes: number): WasmInstance<Functions> {
  const wasm = (globalThis as { WebAssembly?: WebAssemblyInterface }).WebAssembly;
  if (wasm === undefined) throw new Error("no WebAssembly");
  const module =
    compiled.get(binary) ??
    new wasm.Module(Uint8Array.from(atob(binary), (character) => character.charCodeAt(0)));
  compiled.set(binary, module);
  const memory = new wasm.Memory({ initial: Math.ceil(bytes / PAGE) });
  const { exports } = new wasm.Instance(module, { env: { memory } });
  return { memory, functions: exports as Functions };
}

/** Grows a memory to at least `bytes`; says whether it did, and with that detached every view made before. */
export function reserve(memory: WasmMemory, bytes: number): boolean {
  const missing = bytes - memory.buffer.byteLength;
  if (missing <= 0) return false;
  memory.grow(Math.ceil(missing / PAGE));
  return true;
}
