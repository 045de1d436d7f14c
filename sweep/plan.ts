/**
 * The plan of a study: every point of the grid, in one order, cut into continuation paths; made lazily, so that a
 * hundred thousand points cost no memory.
 */

import { closestName } from "../src/closest-name.js";
import type { AxisValues } from "../src/decimal-range.js";
import { InputError } from "../src/result.js";
import type { CommandForm, OptionForm, StudyRequest } from "./command-form.js";
import type { Parameters } from "./identity.js";
import { type Axis, checkValues, countPoints, parsedParameter, toJson } from "./plan-axes.js";

/** Points of a continuation path: long enough to save most cold starts, short enough to keep every core busy. */
export const PATH_LENGTH = 16;

export interface PlannedPoint {
  readonly parameters: Parameters;
  /** The command line that computes it. */
  readonly argv: readonly string[];
}

/** Neighbouring points, in order. */
export interface PlannedPath {
  readonly points: readonly PlannedPoint[];
  /** Whether each point starts from the one before; otherwise they only stand together. */
  readonly chained: boolean;
}

export interface Plan {
  readonly command: readonly string[];
  /** What all points share. */
  readonly fixed: Parameters;
  readonly axes: readonly { readonly name: string; readonly values: AxisValues }[];
  /** The option that chained paths run along, if there is one. */
  readonly continuation: string | null;
  readonly pointCount: number;
  readonly pathCount: number;
  /** Path `index`, 0 … pathCount − 1; the order of the plan is that of its paths. */
  path(index: number): PlannedPath;
}

/**
 * The plan of a request. Later axes run fastest, the one continued along fastest of all; with `zip` all advance
 * together.
 * @throws InputError for unknown, missing, repeated or refused options, for values that an option does not take, for
 * unequal axes under `zip` and for more than ten million points (with their number).
 */
export function planStudy(form: CommandForm, request: StudyRequest): Plan {
  const options = request.options.map(({ name, text }) => ({ option: findOption(form, name), text }));
  const axes = request.axes.map(({ name, values }) => ({ option: findOption(form, name), values }));
  requireOnce([...options, ...axes].map(({ option }) => option));
  requireGiven(form, new Set([...options, ...axes].map(({ option }) => option)));
  const pointCount = countPoints(axes, request.zip);
  for (const axis of axes) checkValues(axis);

  const ordered = request.zip ? axes : continuedLast(form, axes, request.continuation);
  const zipped = request.zip && axes.length > 1;
  const last = ordered.at(-1);
  const continued =
    !zipped && last !== undefined && continuationOf(form, axes, request.continuation) === last.option.name;
  const block = continued ? PATH_LENGTH : 1;
  const length = continued ? last.values.count : 1;
  const blocks = Math.ceil(length / block);
  const base = baseParameters(form, options, ordered);
  const words = [...form.command, ...options.flatMap(({ option, text }) => argumentsFor(option, text))];
  const indicesOf = zipped
    ? (place: number) => ordered.map(() => place)
    : (place: number) => cartesian(ordered, place);
  const pointAt = (place: number): PlannedPoint => {
    const parameters: Record<string, unknown> = { ...base };
    const argv = [...words];
    indicesOf(place).forEach((index, i) => {
      const { option, values } = ordered[i];
      const text = values.at(index);
      parameters[option.parameter] = parsedParameter(option, text);
      argv.push(...argumentsFor(option, text));
    });
    return { parameters, argv };
  };
  return {
    command: form.command,
    fixed: Object.fromEntries(
      Object.entries(base).filter(([name]) => !ordered.some(({ option }) => option.parameter === name)),
    ),
    axes: ordered.map(({ option, values }) => ({ name: option.name, values })),
    continuation: continued ? last.option.name : null,
    pointCount,
    pathCount: (pointCount / length) * blocks,
    path: (index) => {
      const first = Math.floor(index / blocks) * length + (index % blocks) * block;
      const size = Math.min(block, length - (index % blocks) * block);
      const points = Array.from({ length: size }, (_, i) => pointAt(first + i));
      return { points, chained: continued && form.continuation?.applies(points[0].parameters) === true };
    },
  };
}

function findOption(form: CommandForm, name: string): OptionForm {
  const found = form.options.find((option) => option.name === name || option.alias === name);
  if (found === undefined) {
    const names = form.options.filter((option) => option.refused === undefined).map((option) => option.name);
    const near = closestName(name, names);
    const hint =
      near === undefined
        ? `one of ${names.map((known) => `option '${known}'`).join(", ")}`
        : `option '${near}'?`;
    throw new InputError(`option '${name}' is not an option of ${form.command.join(" ")}: expected ${hint}`);
  }
  if (found.refused !== undefined) {
    throw new InputError(`option '${name}' in a sweep: expected no such option, as it ${found.refused}`);
  }
  return found;
}

function requireOnce(options: readonly OptionForm[]): void {
  options.forEach((option, i) => {
    if (options.indexOf(option) !== i) {
      throw new InputError(`option '${option.name}' is given twice: expected once, its values in one list`);
    }
  });
}

function requireGiven(form: CommandForm, given: ReadonlySet<OptionForm>): void {
  const missing = form.options.find((option) => option.required && !given.has(option));
  if (missing !== undefined) {
    throw new InputError(
      `option '${missing.name}' is missing: expected a value or a range, as ${form.command.join(" ")} needs it`,
    );
  }
}

function continuationOf(
  { command, continuation }: CommandForm,
  axes: readonly Axis[],
  requested: string | undefined,
): string | undefined {
  if (requested === "none") return undefined;
  const known = continuation?.options ?? [];
  if (requested !== undefined && !known.includes(requested)) {
    throw new InputError(
      `continuation along '${requested}': expected ${[...known, "none"].join(" or ")} for ${command.join(" ")}`,
    );
  }
  return requested ?? known.find((name) => axes.some(({ option }) => option.name === name));
}

/** The axis continued along moves to the end, where it runs fastest. */
function continuedLast(form: CommandForm, axes: readonly Axis[], requested: string | undefined): Axis[] {
  const name = continuationOf(form, axes, requested);
  const isContinued = ({ option }: Axis): boolean => option.name === name;
  return [...axes.filter((axis) => !isContinued(axis)), ...axes.filter(isContinued)];
}

/** Every parameter that some point has, in the order of the command's options; axes hold a place. */
function baseParameters(
  form: CommandForm,
  given: readonly { readonly option: OptionForm; readonly text: string | true }[],
  axes: readonly Axis[],
): Parameters {
  const entries = form.options.flatMap((option): [string, unknown][] => {
    const typed = given.find((entry) => entry.option === option);
    if (axes.some((axis) => axis.option === option)) return [[option.parameter, null]];
    if (typed !== undefined) return [[option.parameter, givenValue(option, typed.text)]];
    return option.defaultValue === undefined ? [] : [[option.parameter, toJson(option.defaultValue)]];
  });
  return Object.fromEntries(entries);
}

function givenValue(option: OptionForm, text: string | true): unknown {
  if (option.takesValue === (text === true)) {
    throw new InputError(
      option.takesValue
        ? `option '${option.name}' has no value: expected one`
        : `option '${option.name}' with a value: expected the switch alone`,
    );
  }
  return text === true ? option.switchValue : parsedParameter(option, text);
}

function argumentsFor(option: OptionForm, text: string | true): string[] {
  return text === true ? [`--${option.name}`] : [`--${option.name}`, text];
}

/** The indices of point `place` on each axis, the last running fastest. */
function cartesian(axes: readonly Axis[], place: number): number[] {
  const indices: number[] = [];
  let rest = place;
  for (let i = axes.length - 1; i >= 0; i--) {
    const { count } = axes[i].values;
    indices[i] = rest % count;
    rest = Math.floor(rest / count);
  }
  return indices;
}
