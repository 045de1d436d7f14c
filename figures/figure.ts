/** What a figure is: its parameters, its data, and a vega-lite specification over the data. */
import { requireCallback, requireFlag, requireObject } from "../src/arguments.js";
import type { Table, TableColumn, TableRow } from "../src/table/table.js";

/** A parameter of a figure, as the command line offers it. */
interface ParameterOf<Kind extends string, Value> {
  readonly kind: Kind;
  /** What the parameter is, with unit and range. */
  readonly meaning: string;
  /** undefined where leaving it out has a meaning of its own. */
  readonly standard: Value | undefined;
  /** A cheaper value for a quick look. */
  readonly quick?: Value;
}

interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

type NumberParameter = ParameterOf<"number", number> & Range;
type NumberListParameter = ParameterOf<"numbers", readonly number[]> & Range;
type IntegerParameter = ParameterOf<"integer", number> & Range;
type IntegerListParameter = ParameterOf<"integers", readonly number[]> & Range;
type ChoiceParameter = ParameterOf<"choice", string> & { readonly choices: readonly string[] };
export type Parameter =
  | NumberParameter
  | NumberListParameter
  | IntegerParameter
  | IntegerListParameter
  | ChoiceParameter;

/** Parameters by their names in camel case; the option of `kMax` is `--k-max`. */
type Parameters = Readonly<Record<string, Parameter>>;

/** Values of parameters, erased. */
export type ParameterValues = Readonly<Record<string, Parameter["standard"]>>;

/** Told what has been computed, and how much there is. */
export type Step = (what: string, done: number, total: number) => void;

/** A vega-lite specification without its data; validity is a matter of tests. */
export type Specification = Readonly<Record<string, unknown>>;

/** How a terminal shows the figure: two columns, one curve for each value of a third. */
export interface AsciiView {
  readonly x: string;
  readonly y: string;
  readonly series?: string;
  readonly logX?: boolean;
  readonly logY?: boolean;
  /** The column whose entries name the rows, where every value is a row of its own in place of a curve. */
  readonly names?: string;
  /** Points only; otherwise they are joined. */
  readonly scattered?: boolean;
  /** Rows to show; all by default. */
  readonly where?: (row: Readonly<Record<string, unknown>>) => boolean;
  readonly xLabel: string;
  readonly yLabel: string;
}

/** A figure with its data computed. */
export interface DrawnFigure {
  readonly name: string;
  readonly title: string;
  readonly parameters: ParameterValues;
  readonly table: Table<TableRow>;
  readonly specification: Specification;
  /** What is shown, with source and equations. */
  readonly caption: string;
  /** The parameters of what is drawn, in a few words below the title. */
  readonly setting?: string;
  /** What the figure shows, for those who cannot see it. */
  readonly description: string;
  readonly ascii: AsciiView;
}

/** What `draw` makes of the parameters: the rows of the data, and the picture over them. */
export interface Drawn extends Omit<DrawnFigure, "name" | "title" | "parameters" | "table"> {
  readonly rows: readonly TableRow[];
}

/** A figure that can be drawn. */
export interface Figure {
  readonly name: string;
  readonly summary: string;
  readonly parameters: Parameters;
  readonly columns: readonly TableColumn[];
  readonly draw: (values: ParameterValues, step: Step) => DrawnFigure;
}

type ValueOf<P extends Parameter> = P extends { readonly choices: readonly (infer Word)[] }
  ? Word
  : NonNullable<Extract<Parameter, { readonly kind: P["kind"] }>["standard"]>;

type Values<P extends Parameters> = {
  readonly [Name in keyof P]: P[Name] extends { readonly standard: undefined }
    ? ValueOf<P[Name]> | undefined
    : ValueOf<P[Name]>;
};

/** A figure whose `draw` sees its own parameters by name and type. */
export function defineFigure<const P extends Parameters>(figure: {
  readonly name: string;
  readonly summary: string;
  readonly title: string;
  readonly parameters: P;
  /** The columns of its data. */
  readonly columns: readonly TableColumn[];
  readonly draw: (values: Values<P>, step: Step) => Drawn;
}): Figure {
  const { name, summary, title, parameters, columns } = figure;
  return {
    name,
    summary,
    parameters,
    columns,
    draw: (values, step) => {
      requireObject(values, "the values of the parameters");
      requireCallback(step, "step");
      return drawn({ name, title, parameters: values, columns }, figure.draw(values as Values<P>, step));
    },
  };
}

/** A drawing with its name and the meaning of its data. */
export function drawn(
  {
    columns,
    ...head
  }: Pick<DrawnFigure, "name" | "title" | "parameters"> & {
    readonly columns: readonly TableColumn[];
  },
  { rows, ...picture }: Drawn,
): DrawnFigure {
  return { ...head, table: { columns, rows }, ...picture };
}

/** @throws InputError unless this is a figure with its data. */
export function requireDrawn(figure: DrawnFigure): void {
  requireObject(figure, "the figure", ["title", "table", "specification", "caption", "description"]);
}

/**
 * The values of a figure's parameters that `draw` takes.
 * @param figure one of `FIGURES`
 * @param quick whether cheaper values are wanted, for a quick look
 * @returns standard or quick values by name
 * @throws InputError for what is no figure
 * @example
 * import { FIGURES, standardValues } from "relu-injectivity/figures";
 * const figure = FIGURES.find(({ name }) => name === "euler-rate");
 * Object.keys(standardValues(figure)).length; // 2
 */
export function standardValues(figure: Figure, quick = false): ParameterValues {
  requireObject(figure, "the figure", ["name", "parameters", "draw"]);
  requireFlag(quick, "quick");
  return Object.fromEntries(
    Object.entries(figure.parameters).map(([name, parameter]) => [
      name,
      quick && parameter.quick !== undefined ? parameter.quick : parameter.standard,
    ]),
  );
}
