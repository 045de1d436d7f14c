/** `completion`: the script that teaches a shell the commands, options and words of this version. */
import { Argument, type Command } from "commander";
import { bashCompletion } from "../completion/bash.js";
import { commandTree } from "../completion/command-tree.js";
import { fishCompletion } from "../completion/fish.js";
import { zshCompletion } from "../completion/zsh.js";
import { parseChoice } from "../definition/parse.js";
import { EXIT } from "../output/exit-codes.js";
import type { Report } from "../output/report.js";

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;
const NAMES = ["bash", "zsh", "fish"] as const;
type Shell = (typeof NAMES)[number];

/** Registers the command. */
export function registerCompletion(program: Command, run: (report: () => Report) => void): void {
  program
    .command("completion")
    .summary("completion script for bash, zsh or fish")
    .description("Prints a script that completes commands, options and the words that options take.")
    .addArgument(
      new Argument("<shell>", "bash, zsh or fish").argParser((text) => parseChoice(text, "<shell>", NAMES)),
    )
    .addHelpText(
      "before",
      `Examples:
  source <(relu-injectivity completion bash)        in ~/.bashrc
  source <(relu-injectivity completion zsh)         in ~/.zshrc, after compinit
  relu-injectivity completion fish | source         in ~/.config/fish/config.fish
`,
    )
    .action((shell: Shell) => run(() => report(shell, program)));
}

function report(shell: Shell, program: Command): Report {
  const script = SHELLS[shell](commandTree(program));
  return {
    command: "completion",
    parameters: { shell },
    results: [{ shell, script }],
    tables: [],
    document: [script],
    exitCode: EXIT.ok,
  };
}
