/** The parameters of a figure as options of its command. */
import type { Figure, Parameter, ParameterValues } from "../../figures/index.js";
import { InputError } from "../../src/result.js";
import { choice, type OptionDefinition, value } from "../definition/option.js";
import { parseInteger, parseList, parsePositive } from "../definition/parse.js";

type ParameterValue = ParameterValues[string];

/** `--k-max` for a parameter `kMax`, and so on; the meaning of a parameter holds its range. */
export function parameterOptions({ parameters }: Figure): Record<string, OptionDefinition<ParameterValue>> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, parameterOption(parameter)]),
  );
}

/** The values of a figure's parameters: what was given, and the standard ones for the rest. */
export function parameterValues(
  { parameters }: Figure,
  given: Readonly<Record<string, ParameterValue>>,
): ParameterValues {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { standard }]) => [name, given[name] ?? standard]),
  );
}

function parameterOption(parameter: Parameter): OptionDefinition<ParameterValue> {
  const { kind, meaning } = parameter;
  const defaultText = standardText(parameter);
  const described = defaultText === undefined ? {} : { defaultText };
  if (parameter.kind === "choice") return choice(meaning, parameter.choices, described);
  const list = kind === "numbers" || kind === "integers";
  return value<ParameterValue, { readonly defaultText?: string }>(
    meaning,
    {
      placeholder: list ? "list" : kind,
      list,
      parse: (text, place) =>
        list
          ? parseList(text, place, (entry) => parseEntry(entry, place, parameter))
          : parseEntry(text, place, parameter),
    },
    described,
  );
}

function standardText({ standard }: Parameter): string | undefined {
  if (standard === undefined || typeof standard !== "object") return standard?.toString();
  const shown =
    standard.length > 6 ? [...standard.slice(0, 2), "…", standard[standard.length - 1]] : standard;
  return shown.join(", ");
}

/** @throws InputError naming the option and its range */
function parseEntry(
  text: string,
  place: string,
  { kind, minimum, maximum }: Exclude<Parameter, { readonly kind: "choice" }>,
): number {
  if (kind === "integer" || kind === "integers") return parseInteger(text, place, minimum, maximum);
  const number = parsePositive(text, place);
  if (number < minimum || number > maximum) {
    throw new InputError(`'${text}' in ${place}: expected a number from ${minimum} to ${maximum}`);
  }
  return number;
}
