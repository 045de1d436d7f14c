/** How every failure becomes one line that says what was expected, and an exit code. */
import { type Command, CommanderError } from "commander";
import { causeText } from "../src/cause.js";
import { closestName } from "../src/closest-name.js";
import { InputError } from "../src/result.js";
import { flagName } from "./definition/option.js";
import { SHARED_OPTIONS } from "./definition/shared-options.js";
import { withFlags } from "./flags.js";
import { EXIT } from "./output/exit-codes.js";

interface Failure {
  readonly code: number;
  /** One line; absent for what is no failure, such as a help text. */
  readonly line?: string;
}

/** @param said what commander wrote of it */
export function failureOf(error: unknown, program: Command, said: string): Failure {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return { code: EXIT.ok };
    const message = (said === "" ? error.message : said).replace(/\(Did you mean [^)]*\)/, "");
    return { code: EXIT.badInput, line: oneLine(`${message.trim()}${expectation(error, program)}`) };
  }
  if (error instanceof InputError) return { code: EXIT.badInput, line: oneLine(withFlags(error.message)) };
  if (isFullOutput(error)) {
    return { code: EXIT.badInput, line: oneLine(`standard output cannot be written (${causeText(error)})`) };
  }
  return {
    code: EXIT.internalError,
    line: oneLine(`${causeText(error)} (this is a defect of relu-injectivity; DEBUG=1 shows where)`),
  };
}

/** A stream that takes nothing more: a full disk, a closed pipe. */
function isFullOutput(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && error.syscall === "write";
}

function oneLine(message: string): string {
  return `error: ${message
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")
    .trim()}`;
}

/** The command of the line that was parsed, or its group where the line names no subcommand. */
export function activeCommand(program: Command): Command {
  const next = program.commands.find((command) => command.name() === program.args[0]);
  return next === undefined ? program : activeCommand(next);
}

/** @throws InputError where the words before the options name no command, as help would be about another one */
export function requireKnownCommand(program: Command, line: readonly string[]): void {
  let command = program;
  for (const word of line) {
    if (word.startsWith("-") || command.commands.length === 0) return;
    const next = command.commands.find((known) => known.name() === word);
    const names = command.commands.map((known) => known.name());
    if (next === undefined)
      throw new InputError(
        `unknown command '${word}'${meant(word, names)}: expected one of ${names.join(", ")}`,
      );
    command = next;
  }
}

/** What would have been right, for the mistakes that commander reports without saying so. */
function expectation({ code, message }: CommanderError, program: Command): string {
  const command = activeCommand(program);
  const typed = /'([^']*)'/.exec(message)?.[1] ?? "";
  if (code === "commander.unknownCommand") {
    const names = command.commands.map((sub) => sub.name());
    return `${meant(typed, names)}: expected one of ${names.join(", ")}`;
  }
  if (code === "commander.missingArgument") return `: expected ${usageOf(command)}`;
  if (code === "commander.optionMissingArgument") return `: expected ${typed}`;
  if (code === "commander.excessArguments") return `: expected ${usageOf(command)}`;
  if (code !== "commander.unknownOption") return "";
  const own = command.options.flatMap(({ long }) => (long === undefined || long === null ? [] : [long]));
  // Before the name of a command stands what every command has.
  const flags = [...own, ...Object.keys(SHARED_OPTIONS).map((name) => `--${flagName(name)}`)];
  return `${meant(typed, flags)}: expected the options that ${namesOf(command)} --help lists`;
}

function meant(typed: string, names: readonly string[]): string {
  const near = closestName(typed, names);
  return near === undefined ? "" : ` (did you mean ${near}?)`;
}

/** The command with its operands, as help shows it. */
function usageOf(command: Command): string {
  const operands = command.registeredArguments.map((operand) => {
    const name = `${operand.name()}${operand.variadic ? "..." : ""}`;
    return operand.required ? `<${name}>` : `[${name}]`;
  });
  return [namesOf(command), ...operands].join(" ");
}

function namesOf(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name());
  return names.join(" ");
}
