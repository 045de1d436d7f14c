/**
 * The commands of the program, each of which works once per process for the same values: what a command finds is a function
 * of its parameters, so tests share it in whatever format they read it. Commands that touch files, or run others, always work.
 */
import { ALL_COMMANDS } from "../../cli/commands/all.js";
import type {
  Children,
  CommandDefinition,
  Context,
  Definition,
  Outcome,
} from "../../cli/definition/command.js";

type Work = () => Outcome | Promise<Outcome>;

const outcomes = new Map<string, { readonly outcome: Outcome; readonly notes: readonly string[] }>();

function remembered(path: string, definition: CommandDefinition): CommandDefinition {
  if (definition.passesThrough) return definition;
  const described = { ...definition.operands, ...definition.options };
  const files = Object.keys(described).filter((name) => described[name].file !== undefined);
  const run = (values: Readonly<Record<string, unknown>>, context: Context): ReturnType<Work> => {
    const touchesFiles = files.some((name) => values[name] !== undefined);
    if (touchesFiles || context.start !== undefined) return definition.run(values as never, context);
    // What nobody gave is not refused.
    const given = Object.keys(values).filter(context.given);
    const key = `${path} ${given} ${JSON.stringify(values, exactly)}`;
    const known = outcomes.get(key);
    if (known !== undefined) {
      for (const note of known.notes) context.progress.note(note);
      return known.outcome;
    }
    const notes: string[] = [];
    const note = (text: string): void => {
      notes.push(text);
      context.progress.note(text);
    };
    const keep = (outcome: Outcome): Outcome => {
      // A document is read once.
      if (outcome.document === undefined) outcomes.set(key, { outcome, notes });
      return outcome;
    };
    const made = definition.run(values as never, { ...context, progress: { ...context.progress, note } });
    return made instanceof Promise ? made.then(keep) : keep(made);
  };
  return { ...definition, run };
}

/** JSON has neither infinities nor big integers. */
function exactly(_key: string, value: unknown): unknown {
  return typeof value === "number" || typeof value === "bigint" ? `${typeof value} ${value}` : value;
}

function tree(path: string, definition: Definition): Definition {
  return definition.kind === "command"
    ? remembered(path, definition)
    : { ...definition, commands: forest(path, definition.commands) };
}

function forest(path: string, commands: Children): Children {
  return Object.fromEntries(
    Object.entries(commands).map(([name, { summary, definition }]) => [
      name,
      { summary, definition: tree(`${path} ${name}`, definition) },
    ]),
  );
}

export const REMEMBERED: Children = forest("", ALL_COMMANDS);
