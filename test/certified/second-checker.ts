/** Verdicts of the second checker, where python-flint is installed. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const CHECKER = fileURLToPath(new URL("../../checker/check_proof.py", import.meta.url));
const PYTHON = process.env.PROOF_CHECKER_PYTHON ?? "python3";

export const hasFlint = spawnSync(PYTHON, ["-c", "import flint"]).status === 0;

/** "valid" or "refused" for each text. */
export function secondVerdicts(texts: readonly string[]): string[] {
  const { stdout } = spawnSync(PYTHON, [CHECKER, "--lines"], {
    input: texts.map((text) => `${JSON.stringify(text)}\n`).join(""),
    encoding: "utf8",
    maxBuffer: 1 << 24,
  });
  return stdout.trim().split("\n");
}
