/** A command line as people type it: global options before the command, `help COMMAND`. */
import type { Definition } from "./definition/command.js";
import { flagName } from "./definition/option.js";
import { SHARED_OPTIONS } from "./definition/shared-options.js";
import type { ProgramCommands } from "./program-commands.js";

const GLOBAL = new Map(
  Object.entries(SHARED_OPTIONS).map(([name, { placeholder }]) => [
    `--${flagName(name)}`,
    placeholder !== undefined,
  ]),
);

/** The same line with the words of the command in front, and global options behind them. */
export function arrangedLine(argv: readonly string[]): string[] {
  const words: string[] = [];
  const moved: string[] = [];
  let at = 0;
  for (; at < argv.length; at++) {
    const word = argv[at];
    if (word === "-" || !word.startsWith("-")) words.push(word);
    else if (GLOBAL.has(nameOf(word))) {
      moved.push(word);
      if (takesNext(word) && at + 1 < argv.length) moved.push(argv[++at]);
    } else break;
  }
  const rest = [...moved, ...argv.slice(at)];
  if (words[0] === "help") return [...words.slice(1), "--help"];
  // --help before the command is about the command.
  const later = rest.slice(1);
  if (words.length === 0 && isHelp(rest[0]) && later.length > 0 && !later[0].startsWith("-"))
    return [...later, rest[0]];
  return [...words, ...rest];
}

/** The same line with the subcommand of a group that is named alone, where it has one for that. */
export function completedLine(line: readonly string[], commands: ProgramCommands): readonly string[] {
  let among: Readonly<Record<string, { readonly definition?: Definition }>> = commands;
  for (const [i, word] of line.entries()) {
    const definition = Object.hasOwn(among, word) ? among[word].definition : undefined;
    if (definition?.kind !== "group") return line;
    const rest = line.slice(i + 1);
    const isAlone = rest.every((later, j) => later.startsWith("-") || j > 0) && !rest.some(isHelp);
    if (definition.alone !== undefined && isAlone)
      return [...line.slice(0, i + 1), definition.alone, ...rest];
    among = definition.commands;
  }
  return line;
}

function isHelp(word: string | undefined): boolean {
  return word === "--help" || word === "-h";
}

function nameOf(word: string): string {
  return word.split("=", 1)[0];
}

function takesNext(word: string): boolean {
  return GLOBAL.get(nameOf(word)) === true && !word.includes("=");
}
