/** `plot`: figures as SVG, interactive HTML, vega-lite, data, or characters in a terminal. */
import type { Command } from "commander";
import { type DrawnFigure, FIGURES, type Figure, type Step } from "../../figures/index.js";
import { InputError } from "../../src/result.js";
import { EXIT } from "../output/exit-codes.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";
import { requireFigureFile, writeFigure } from "../plot/files.js";
import { plotFiniteSize } from "../plot/finite-size.js";
import { addParameterOptions, parameterValues } from "../plot/options.js";
import { asciiReport, figureReport, writtenReport } from "../plot/report.js";
import { plotStore } from "../plot/store.js";

type Run = (report: (progress: Progress) => Report | Promise<Report>) => void | Promise<void>;

interface PlotOptions {
  readonly output?: string;
  readonly ascii?: boolean;
  readonly markdown?: boolean;
}

/** Registers the command, with a subcommand for each figure. */
export function registerPlot(program: Command, run: Run): void {
  const plot = program
    .command("plot")
    .summary("figures as SVG, interactive HTML, data or text")
    .description("Figures of the theories and of the published work. Without a figure: the list of them.")
    .argument("[figure]", "one of the figures below")
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity plot                               lists the figures
  relu-injectivity plot energy --output energy.svg    with energy.csv and energy.json beside it
  relu-injectivity plot width --output width.html     interactive, needs no network
  relu-injectivity plot convergence --ascii           a quick look in the terminal
  relu-injectivity plot energy --alpha 3,4,5,6,7 --csv
`,
    )
    .action((name: string | undefined) => run(() => listing(name)));
  plot
    .command("list")
    .summary("the figures, one line each")
    .addHelpText("before", "Examples:\n  relu-injectivity plot list --json\n")
    .action(() => run(() => listing(undefined)));
  registerStore(plot, run);
  registerFiniteSizeStore(plot, run);
  for (const figure of FIGURES) {
    const command = addOutputOptions(plot.command(figure.name).summary(figure.summary)).addHelpText(
      "before",
      `Examples:
  relu-injectivity plot ${figure.name} --output ${figure.name}.svg
  relu-injectivity plot ${figure.name} --ascii
`,
    );
    addParameterOptions(command, figure).action((options: PlotOptions & Record<string, unknown>) =>
      run((progress) => report(figure, options, progress)),
    );
  }
}

function registerStore(plot: Command, run: Run): void {
  addOutputOptions(plot.command("store").summary("any result field of a sweep against any parameter"))
    .description("Points of a store that sweep has written, with their errors as bars.")
    .argument("<store>", "the store, a .jsonl file")
    .requiredOption("--x <parameter>", "parameter or result field on the horizontal axis")
    .requiredOption("--y <field>", "result field on the vertical axis; overlaps.0 for an entry of a list")
    .option("--series <parameter>", "one curve for each value of this parameter")
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity plot store energies.jsonl --x alpha --y energy --output energies.svg
  relu-injectivity plot store energies.jsonl --x alpha --y chi --series k --ascii
`,
    )
    .action((store: string, options: StoreOptions) =>
      run(async () => {
        const { x, y, series } = options;
        const axes = { x, y, ...(series === undefined ? {} : { series }) };
        const { figure, warnings } = plotStore(store, axes);
        const shown = await output(figure, options);
        return { ...shown, parameters: { figure: "store", store, ...axes }, warnings };
      }),
    );
}

function registerFiniteSizeStore(plot: Command, run: Run): void {
  addOutputOptions(
    plot.command("finite-size").summary("a sweep of finite-size minimum or success beside the limit"),
  )
    .argument("<store>", "the store, a .jsonl file")
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity plot finite-size minimum.jsonl --output minimum.svg
`,
    )
    .action((store: string, options: PlotOptions) =>
      run(async () => {
        const { figure, warnings } = plotFiniteSize(store);
        const shown = await output(figure, options);
        return { ...shown, parameters: { figure: "finite-size", store }, warnings };
      }),
    );
}

interface StoreOptions extends PlotOptions {
  readonly x: string;
  readonly y: string;
  readonly series?: string;
}

function addOutputOptions(command: Command): Command {
  return command
    .option(
      "--output <file>",
      "write FILE.svg, .html or .vl.json with FILE.csv and .json beside it, or only FILE.csv, FILE.json",
      requireFigureFile,
    )
    .option("--ascii", "a plot of characters in place of the table");
}

async function report(
  figure: Figure,
  options: PlotOptions & Record<string, unknown>,
  progress: Progress,
): Promise<Report> {
  const step: Step = (what, done, total) => progress.update({ what: `${figure.name}: ${what}`, done, total });
  return output(figure.draw(parameterValues(figure, options), step), options);
}

/** The figure in the files, or the characters, or the table that the options ask for. */
async function output(figure: DrawnFigure, options: PlotOptions): Promise<Report> {
  if (options.output !== undefined) {
    return writtenReport(figure, await writeFigure(options.output, figure, figureReport(figure)));
  }
  // Characters are for people; a Markdown reader gets the table.
  return options.ascii === true && options.markdown !== true ? asciiReport(figure) : figureReport(figure);
}

function listing(name: string | undefined): Report {
  if (name !== undefined) {
    throw new InputError(
      `unknown figure '${name}': expected one of ${["list", "store", "finite-size", ...FIGURES.map((figure) => figure.name)].join(", ")}`,
    );
  }
  return {
    command: "plot",
    parameters: {},
    results: FIGURES.map((figure) => ({ figure: figure.name, summary: figure.summary })),
    tables: [
      {
        title: "Figures",
        columns: [{ header: "figure" }, { header: "shows", wrap: true }],
        rows: [
          ...FIGURES.map((figure) => [figure.name, figure.summary]),
          ["store", "any result field of a sweep against any parameter"],
          ["finite-size", "a sweep of finite-size minimum or success beside the limit"],
        ],
      },
    ],
    notes: ["plot FIGURE --help: its parameters; --output FILE.svg or FILE.html draws it."],
    exitCode: EXIT.ok,
  };
}
