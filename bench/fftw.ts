/** FFTW as a yardstick: compiles bench/fftw.c where a C compiler and the library exist. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface FftwProgram {
  /** Median time of one convolution of `size` real numbers over `repetitions` batches. */
  medianMicroseconds(size: number, repetitions: number): number;
  /** Removes the compiled program. */
  close(): void;
}

/** The compiled program, or the reason why there is none. */
export function openFftw(): FftwProgram | string {
  const source = findSource();
  if (source === undefined) return "FFTW skipped: bench/fftw.c is not part of this installation";
  const directory = mkdtempSync(join(tmpdir(), "relu-injectivity-fftw-"));
  const program = join(directory, "fftw");
  try {
    execFileSync("cc", ["-O3", "-o", program, source, "-lfftw3", "-lm"], { stdio: "pipe" });
  } catch (error) {
    rmSync(directory, { recursive: true });
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    return missing
      ? "FFTW skipped: no C compiler (cc)"
      : "FFTW skipped: bench/fftw.c does not compile; fftw3.h is in the package libfftw3-dev";
  }
  const wisdom = join(directory, "wisdom");
  return {
    medianMicroseconds(size, repetitions) {
      const output = execFileSync(program, [String(size), String(repetitions), wisdom], { encoding: "utf8" });
      return Number.parseFloat(output);
    },
    close() {
      rmSync(directory, { recursive: true });
    },
  };
}

/** The source lies beside this file, or above it when the benchmark has been bundled into dist/. */
function findSource(): string | undefined {
  let directory = dirname(fileURLToPath(import.meta.url));
  for (let level = 0; level < 4; level++) {
    const candidate = join(directory, "bench", "fftw.c");
    if (existsSync(candidate)) return candidate;
    directory = dirname(directory);
  }
  return undefined;
}
