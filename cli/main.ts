#!/usr/bin/env node
/** The `relu-injectivity` binary: everything impure (arguments, streams, exit code) is here. */
import { performance } from "node:perf_hooks";
import { commandsFor, isConfigured } from "./command-modules.js";
import { createProgress } from "./output/progress.js";
import { runCommandLine } from "./program.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // The reader went away (`… | head`): nothing left to say.
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const plainTerminal = process.env.NO_COLOR !== undefined || process.env.TERM === "dumb";

// Without a word: the answer.
const words = process.argv.slice(2);
const argv = words.length === 0 ? ["overview"] : words;
const [environment, directory] = [process.env, process.cwd()];
const configured = isConfigured(argv, environment, directory);

process.exitCode = await runCommandLine(
  argv,
  {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    styled: process.stdout.isTTY === true && !plainTerminal,
    debug: process.env.DEBUG !== undefined && process.env.DEBUG !== "",
    progress: createProgress({
      err: (text) => process.stderr.write(text),
      live: process.stderr.isTTY === true && !plainTerminal,
      now: () => performance.now(),
    }),
    ...(configured ? { configuration: { environment, directory } } : {}),
  },
  await commandsFor(argv),
);
