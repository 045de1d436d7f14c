/** What a shell has to know of the command line: commands, options, and the words that a value may be. */
import type { Children, Definition } from "../definition/command.js";
import { describeOption, flagName, type OptionDefinition } from "../definition/option.js";
import { SHARED_OPTIONS } from "../definition/shared-options.js";

/** What may follow an option, or stand as an operand. */
export type ValueForm =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "file" }
  | { readonly kind: "other" };

export interface OptionNode {
  /** e.g. "--dual-norms" */
  readonly flag: string;
  readonly description: string;
  /** Absent for switches. */
  readonly value?: ValueForm;
}

export interface CommandNode {
  /** Words below the program, e.g. ["network", "show"]; empty for the program itself. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly OptionNode[];
  readonly subcommands: readonly { readonly name: string; readonly description: string }[];
  readonly operand?: ValueForm;
}

/** The program and all its commands, the program first. */
export function commandTree(commands: Children): CommandNode[] {
  const program: CommandNode = {
    path: [],
    description: "When is a random ReLU network injective?",
    options: [{ flag: "--version", description: "the version" }, HELP],
    subcommands: namesOf(commands),
  };
  return [program, ...nodesBelow(commands, [])];
}

function nodesBelow(commands: Children, above: readonly string[]): CommandNode[] {
  return Object.entries(commands).flatMap(([name, { summary, definition }]) => {
    const path = [...above, name];
    const node = { path, description: summary, ...contentsOf(definition) };
    return definition.kind === "group" ? [node, ...nodesBelow(definition.commands, path)] : [node];
  });
}

function contentsOf(definition: Definition): Pick<CommandNode, "options" | "subcommands" | "operand"> {
  if (definition.kind === "group") return { options: [HELP], subcommands: namesOf(definition.commands) };
  const [operand] = Object.values(definition.operands ?? {});
  const options = { ...SHARED_OPTIONS, ...definition.options };
  return {
    options: [...Object.entries(options).map(([name, option]) => optionNode(name, option)), HELP],
    subcommands: [],
    ...(operand === undefined ? {} : { operand: valueForm(operand) }),
  };
}

function namesOf(commands: Children): CommandNode["subcommands"] {
  return Object.entries(commands).map(([name, { summary }]) => ({ name, description: summary }));
}

const HELP: OptionNode = { flag: "--help", description: "examples, options, units and ranges" };

function optionNode(name: string, option: OptionDefinition): OptionNode {
  const flag = `--${option.negated ? "no-" : ""}${flagName(name)}`;
  const description = describeOption(option);
  return option.placeholder === undefined
    ? { flag, description }
    : { flag, description, value: valueForm(option) };
}

function valueForm({ words, file }: OptionDefinition): ValueForm {
  if (words !== undefined) return { kind: "words", words };
  return { kind: file === undefined ? "other" : "file" };
}
