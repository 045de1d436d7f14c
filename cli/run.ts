/** Runs a command line in the real world: everything impure (arguments, streams, exit code) is here. */
import { performance } from "node:perf_hooks";
import { commandsFor, isConfigured } from "./command-modules.js";
import { arrangedLine } from "./line.js";
import { createProgress } from "./output/progress.js";
import { runCommandLine } from "./program.js";
import { lineWidth, mayMove, mayStyle } from "./terminal.js";

/** Sets the exit code of the process. */
export async function run(given: readonly string[]): Promise<void> {
  // Without a word: the answer.
  const words = arrangedLine(given);
  const argv = words.length === 0 ? ["overview"] : words;
  const [environment, directory] = [process.env, process.cwd()];
  const configured = isConfigured(argv, environment, directory);
  process.exitCode = await runCommandLine(
    argv,
    {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
      look: { width: lineWidth(process.stdout), styled: mayStyle(process.stdout, environment) },
      debug: process.env.DEBUG !== undefined && process.env.DEBUG !== "",
      progress: createProgress({
        err: (text) => process.stderr.write(text),
        live: mayMove(process.stderr, environment),
        width: () => lineWidth(process.stderr),
        now: () => performance.now(),
      }),
      ...(configured ? { configuration: { environment, directory } } : {}),
    },
    await commandsFor(argv),
  );
}
