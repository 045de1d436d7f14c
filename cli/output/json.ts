/** The JSON envelope of every command. */
import { jsonValue } from "../../src/json-number.js";
import { convolutionKernelName } from "../../src/kernel/select.js";
import { packageVersion } from "../version.js";
import type { Report } from "./report.js";

declare const __COMMIT__: string | undefined;

interface Provenance {
  readonly version: string;
  readonly commit: string | null;
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  /** The convolution kernel of the Fourier path: wasm, js or fftjs. */
  readonly kernel: string;
}

/** Version, commit of the build (null outside a checkout) and engine. */
function provenance(): Provenance {
  return {
    version: packageVersion(),
    commit: typeof __COMMIT__ === "string" && __COMMIT__ !== "" ? __COMMIT__ : null,
    node: process.versions.node,
    v8: process.versions.v8,
    platform: `${process.platform}-${process.arch}`,
    kernel: convolutionKernelName(),
  };
}

/** The envelope as text; non-finite numbers become strings, typed arrays become arrays. */
export function toJson(report: Pick<Report, "command" | "parameters" | "results">): string {
  const envelope = {
    schema: "relu-injectivity/1",
    command: report.command,
    parameters: report.parameters,
    results: report.results,
    provenance: provenance(),
  };
  return JSON.stringify(envelope, jsonValue, 2);
}

/** Parameters, results and provenance as plain data, each number as it reads back from JSON. */
export function toPlainData(report: Report): {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly results: readonly unknown[];
  readonly provenance: Readonly<Record<string, unknown>>;
} {
  const { parameters, results } = report;
  return JSON.parse(JSON.stringify({ parameters, results, provenance: provenance() }, jsonValue));
}
