/** The parameters of a figure as options of its command. */
import type { Command } from "commander";
import type { Figure, Parameter, ParameterValues } from "../../figures/index.js";
import { InputError } from "../../src/result.js";
import { parseInteger, parsePositive } from "../definition/parse.js";

/** Adds `--k-max <K>` for a parameter `kMax`, and so on. */
export function addParameterOptions(command: Command, { parameters }: Figure): Command {
  for (const [name, parameter] of Object.entries(parameters)) {
    const flag = flagOf(name);
    const list = parameter.kind === "numbers" || parameter.kind === "integers";
    command.option(
      `${flag} <${list ? "list" : parameter.kind}>`,
      `${parameter.meaning}${standardText(parameter)}`,
      (text: string) => parseParameter(text, flag, parameter),
    );
  }
  return command;
}

/** The values of a figure's parameters: what was given, and the standard ones for the rest. */
export function parameterValues(
  { parameters }: Figure,
  options: Readonly<Record<string, unknown>>,
): ParameterValues {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { standard }]) => {
      const given = options[name] as ParameterValues[string];
      return [name, given ?? standard];
    }),
  );
}

function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function standardText({ standard }: Parameter): string {
  if (standard === undefined) return "";
  if (typeof standard === "number") return ` (default: ${standard})`;
  const shown =
    standard.length > 6
      ? [...standard.slice(0, 2), "…", standard[standard.length - 1]].join(", ")
      : standard.join(", ");
  return ` (default: ${shown})`;
}

/** @throws InputError naming the option and its range */
function parseParameter(text: string, flag: string, parameter: Parameter): number | number[] {
  const { kind, minimum, maximum } = parameter;
  const number = (entry: string): number => {
    if (kind === "integer" || kind === "integers") return parseInteger(entry, flag, minimum, maximum);
    const value = parsePositive(entry, flag);
    if (value < minimum || value > maximum) {
      throw new InputError(`'${entry}' in ${flag}: expected a number from ${minimum} to ${maximum}`);
    }
    return value;
  };
  if (kind === "number" || kind === "integer") return number(text);
  if (text.trim() === "") throw new InputError(`empty list in ${flag}: expected numbers separated by commas`);
  return text.split(",").map(number);
}
