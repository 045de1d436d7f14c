/** Which kernel runs, where it runs, and that the committed binary is what its source gives. */
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { afterEach, describe, expect, it, vi } from "vitest";
import { GaussianFftConvolver } from "../../src/convolution/gaussian-fft.js";
import { convolutionKernelName, KERNEL_VARIABLE } from "../../src/kernel/select.js";
import { WASM_BASE64 } from "../../src/kernel/wasm-binary.js";
import { InputError } from "../../src/result.js";

const GRID = { size: 64, spacing: 1 };
const root = fileURLToPath(new URL("../..", import.meta.url));

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe("the choice of the kernel", () => {
  it("is WebAssembly here, by default and with an empty variable", () => {
    for (const value of [undefined, ""]) {
      vi.stubEnv(KERNEL_VARIABLE, value);
      expect(convolutionKernelName()).toBe("wasm");
      expect(new GaussianFftConvolver(GRID).kernelName).toBe("wasm");
    }
  });

  it("follows the environment, and the caller before it", () => {
    vi.stubEnv(KERNEL_VARIABLE, "fftjs");
    expect(convolutionKernelName()).toBe("fftjs");
    expect(new GaussianFftConvolver(GRID).kernelName).toBe("fftjs");
    expect(new GaussianFftConvolver(GRID, "wasm").kernelName).toBe("wasm");
    expect(convolutionKernelName("wasm")).toBe("wasm");
  });

  it("refuses an unknown name with the names it knows", () => {
    vi.stubEnv(KERNEL_VARIABLE, "gpu");
    expect(() => convolutionKernelName()).toThrow(InputError);
    expect(() => new GaussianFftConvolver(GRID)).toThrow(
      'RELU_INJECTIVITY_KERNEL is "gpu": expected one of wasm, fftjs',
    );
    expect(() => convolutionKernelName("fast")).toThrow(InputError);
  });

  it.each([undefined, {}])(
    "falls back to fft.js without WebAssembly (%s), and says so when asked for it",
    async (absent) => {
      vi.stubGlobal("WebAssembly", absent);
      vi.resetModules();
      const fresh = await import("../../src/kernel/select.js");
      expect(fresh.convolutionKernelName()).toBe("fftjs");
      expect(() => fresh.convolutionKernelName("wasm")).toThrow("no WebAssembly SIMD");
      expect(fresh.convolutionKernel(64).name).toBe("fftjs");
    },
  );
});

describe("a bundle for the browser", () => {
  const bundled = async (): Promise<string> => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { GaussianFftConvolver } from "./src/convolution/gaussian-fft.js";
          const convolver = new GaussianFftConvolver({ size: 64, spacing: 1 });
          const out = new Float64Array(64);
          convolver.convolve(out.map((_, j) => (j === 20 ? 1 : 0)), 2, out);
          globalThis.result = { kernel: convolver.kernelName, peak: out[20] };`,
        resolveDir: root,
      },
      bundle: true,
      write: false,
      platform: "browser",
      format: "iife",
    });
    return outputFiles[0].text;
  };
  const expected = { kernel: "wasm", peak: expect.closeTo(1 / Math.sqrt(4 * Math.PI), 4) };

  it("runs where there is neither process nor a file system", async () => {
    const context = createContext({ atob });
    runInContext(await bundled(), context);
    expect({ ...context.result }).toEqual(expected);
  });

  it("runs in a worker thread", async () => {
    const worker = new Worker(
      `${await bundled()}; require("node:worker_threads").parentPort.postMessage(globalThis.result);`,
      { eval: true },
    );
    const result = await new Promise((resolve, reject) => {
      worker.on("message", resolve);
      worker.on("error", reject);
    });
    await worker.terminate();
    expect(result).toEqual(expected);
  });
});

describe("the committed binary", () => {
  it("is small enough for synchronous compilation in every browser", () => {
    expect(atob(WASM_BASE64).length).toBeLessThan(4096);
  });
});
