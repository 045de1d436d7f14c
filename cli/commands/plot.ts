/** `plot`: figures as SVG, PDF, PNG, interactive HTML, vega-lite, data, or characters in a terminal. */
import {
  DEEP_COLUMNS,
  type DrawnFigure,
  FIGURES,
  type Figure,
  MINIMUM_COLUMNS,
  STABILITY_COLUMNS,
  STUDY_COLUMNS,
  SUCCESS_COLUMNS,
} from "../../figures/index.js";
import type { TableColumn } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import {
  type Children,
  type CommandDefinition,
  defineCommand,
  defineGroup,
  field,
  type Outcome,
} from "../definition/command.js";
import { flag, inputFile, type Options, text, value } from "../definition/option.js";
import { CELL } from "../definition/value-type.js";
import type { Files } from "../files/files.js";
import { figureFiles, requireFigureFile, writeFigure } from "../plot/files.js";
import { plotFiniteSize } from "../plot/finite-size.js";
import { plotRecord } from "../plot/iterations.js";
import { LAYOUT_OPTIONS, type LayoutValues } from "../plot/layout.js";
import { parameterOptions, parameterValues } from "../plot/options.js";
import { asciiOutcome, figureOutcome, writtenOutcome } from "../plot/report.js";
import { plotStore } from "../plot/store.js";

const OUTPUT = {
  output: value<string, Record<never, never>>(
    "write FILE.svg, .pdf, .png, .html or .vl.json, or the data as FILE.csv, .json, .md, .tex or .parquet",
    { placeholder: "FILE", file: "output", parse: requireFigureFile },
  ),
  data: flag("with --output: the data as FILE.csv and FILE.json beside the drawing"),
  ascii: flag("a plot of characters in place of the table"),
  ...LAYOUT_OPTIONS,
};

const CONFLICTS = [
  { options: ["data"] as const, only: ["output"] as const, expected: "--output FILE.svg" },
  { together: ["ascii", "output"] as const },
  {
    options: ["width", "font", "fontSize", "title", "caption", "resolution"] as const,
    only: ["output"] as const,
    expected: "--output FILE.svg, .pdf or .png",
  },
];

interface Shown extends LayoutValues {
  readonly output: string | undefined;
  readonly data: boolean;
  readonly ascii: boolean;
}

const STORE = inputFile("the store, a .jsonl file", { required: true, placeholder: "STORE" });

/** The figure in the files, or the characters, or the table that the options ask for; files are tried before it is drawn. */
async function shown(
  draw: () => DrawnFigure,
  { output, data, ascii, ...layout }: Shown,
  files: Files,
): Promise<Outcome> {
  if (output === undefined) return ascii ? asciiOutcome(draw()) : figureOutcome(draw());
  const written = figureFiles(output, data, layout, files);
  const figure = draw();
  await writeFigure(written, figure, layout, files);
  return writtenOutcome(figure, written);
}

function fieldsOf(described: readonly TableColumn[]): CommandDefinition["fields"] {
  return Object.fromEntries(
    described.map(({ name, unit, meaning, equation, source }) => [
      name,
      field(meaning, CELL, {
        ...(unit === undefined ? {} : { unit }),
        ...(equation === undefined ? {} : { equation }),
        ...(source === undefined ? {} : { source }),
      }),
    ]),
  );
}

/** Figures that a file can be drawn as, instead of a run: the option that names it, and what reads it. */
const FROM_FILES: Readonly<
  Record<string, { readonly option: string; readonly meaning: string; readonly draw: typeof plotRecord }>
> = {
  iterations: {
    option: "record",
    meaning: "draw the iterates of a file of rsb --method fixed-point --record",
    draw: plotRecord,
  },
};

/** The command of a figure that a file can be drawn as. */
function recordedCommand(figure: Figure): CommandDefinition {
  const { option, meaning, draw } = FROM_FILES[figure.name];
  const computed = figureCommand(figure);
  return {
    ...computed,
    examples: [...computed.examples, [`plot ${figure.name} --${option} FILE --output ${figure.name}.svg`]],
    options: { ...computed.options, [option]: inputFile(meaning) },
    conflicts: [
      ...(computed.conflicts ?? []),
      ...Object.keys(figure.parameters).map((name) => ({
        together: [option, name] as const,
        expected: "one of them, the file is of one run",
      })),
    ],
    async run({ [option]: path, ...values }, context) {
      if (path === undefined) return computed.run(values, context);
      const { figure: drawn, warnings } = draw(String(path));
      const outcome = await shown(() => drawn, values as unknown as Shown, context.files);
      return { ...outcome, parameters: { figure: figure.name, [option]: path }, warnings };
    },
  };
}

function figureCommand(figure: Figure): CommandDefinition {
  const { name, summary } = figure;
  const options: Options = { ...parameterOptions(figure), ...OUTPUT };
  return defineCommand({
    description: `${summary[0].toUpperCase()}${summary.slice(1)}.`,
    examples: [[`plot ${name} --output ${name}.svg`], [`plot ${name} --ascii`]],
    options,
    conflicts: CONFLICTS,
    fields: fieldsOf(figure.columns),
    run(values, { progress, files }) {
      const { output, data, ascii, width, font, fontSize, title, caption, resolution, ...given } =
        values as Shown & Parameters<typeof parameterValues>[1];
      const layout = { width, font, fontSize, title, caption, resolution };
      const draw = (): DrawnFigure =>
        figure.draw(parameterValues(figure, given), (what, done, total) =>
          progress.update({ what: `${name}: ${what}`, done, total }),
        );
      return shown(draw, { output, data, ascii, ...layout }, files);
    },
  });
}

const store = defineCommand({
  description: "Points of a store that sweep has written, with their errors as bars.",
  examples: [
    ["plot store energies.jsonl --x alpha --y energy --output energies.svg"],
    ["plot store energies.jsonl --x alpha --y chi --series k --ascii"],
  ],
  operands: { store: STORE },
  options: {
    x: text("parameter or result field on the horizontal axis", { required: true, placeholder: "parameter" }),
    y: text("result field on the vertical axis; overlaps.0 for an entry of a list", {
      required: true,
      placeholder: "field",
    }),
    series: text("one curve for each value of this parameter", { placeholder: "parameter" }),
    ...OUTPUT,
  },
  fields: fieldsOf(STUDY_COLUMNS),
  conflicts: CONFLICTS,
  async run({ store: path, x, y, series, ...asked }, { files }) {
    const axes = { x, y, ...(series === undefined ? {} : { series }) };
    const { figure, warnings } = plotStore(path, axes);
    const outcome = await shown(() => figure, asked, files);
    return { ...outcome, parameters: { figure: "store", store: path, ...axes }, warnings };
  },
});

const finiteSize = defineCommand({
  description: "A sweep of finite-size minimum, success, injectivity --widths or stability beside the limit.",
  examples: [
    ["plot finite-size minimum.jsonl --output minimum.svg"],
    ["plot finite-size deep.jsonl --output deep.svg"],
  ],
  operands: { store: STORE },
  options: OUTPUT,
  fields: fieldsOf([...STABILITY_COLUMNS, ...DEEP_COLUMNS, ...SUCCESS_COLUMNS, ...MINIMUM_COLUMNS]),
  conflicts: CONFLICTS,
  async run({ store: path, ...asked }, { files }) {
    const { figure, warnings } = plotFiniteSize(path);
    const outcome = await shown(() => figure, asked, files);
    return { ...outcome, parameters: { figure: "finite-size", store: path }, warnings };
  },
});

const LIST_FIELDS = {
  figure: field("The name of a figure, as plot takes it.", "text"),
  summary: field("What the figure shows.", "text", { header: "shows" }),
};

const OF_STORES = [
  { figure: "store", summary: "any result field of a sweep against any parameter" },
  {
    figure: "finite-size",
    summary: "a sweep of finite-size minimum, success, injectivity --widths or stability",
  },
];

function listing(): Outcome {
  const results = FIGURES.map(({ name, summary }) => ({ figure: name, summary }));
  return {
    parameters: {},
    results,
    tables: () => [
      {
        title: "Figures",
        columns: [...columns(LIST_FIELDS, "figure"), column(LIST_FIELDS, "summary", { wrap: true })],
        rows: [...results, ...OF_STORES],
      },
    ],
    notes: () => ["plot FIGURE --help: its parameters; --output FILE.svg, .pdf, .png or .html draws it."],
  };
}

const list = defineCommand({
  description: "The figures, one line each.",
  examples: [["plot list --json"]],
  options: {},
  fields: LIST_FIELDS,
  run: listing,
});

const [{ summary: ofStore }, { summary: ofFiniteSize }] = OF_STORES;

const FIGURE_COMMANDS: Children = Object.fromEntries(
  FIGURES.map((figure) => {
    const definition = Object.hasOwn(FROM_FILES, figure.name)
      ? recordedCommand(figure)
      : figureCommand(figure);
    return [figure.name, { summary: figure.summary, definition }];
  }),
);

export const plot = defineGroup({
  description: "Figures of the theories and of the published work. Without a figure: the list of them.",
  examples: [
    ["plot", "lists the figures"],
    ["plot energy --output energy.svg"],
    ["plot energy --output energy.svg --data", "with energy.csv and energy.json beside it"],
    ["plot bounds --width 86 --output bounds.pdf", "one column of a journal, fonts embedded"],
    ["plot bounds --width 178 --font serif --no-title --output bounds.png", "300 pixels per inch"],
    ["plot width --output width.html", "interactive, needs no network"],
    ["plot convergence --ascii", "a quick look in the terminal"],
    ["plot energy --alpha 3,4,5,6,7 --csv"],
  ],
  commands: {
    list: { summary: "the figures, one line each", definition: list },
    store: { summary: ofStore, definition: store },
    "finite-size": { summary: ofFiniteSize, definition: finiteSize },
    ...FIGURE_COMMANDS,
  },
  alone: "list",
});
