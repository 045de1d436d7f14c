/** Blocks as elements of the page, each with its downloads. */
import { csvLines } from "../../src/table/csv.js";
import { formatQuantity } from "../../src/table/format-quantity.js";
import { isQuantity } from "../../src/table/table.js";
import type { Block, Cell, Label, RangeBlock, SentenceBlock } from "../block.js";
import { blockTable } from "../block-table.js";
import { drawMatrix } from "../draw/matrix.js";
import { PRINT, SCREEN } from "../draw/palette.js";
import { drawPlot } from "../draw/plot.js";
import { drawRange } from "../draw/range.js";
import { drawRegions } from "../draw/regions.js";
import { download, make } from "./dom.js";
import { labelled } from "./glossary.js";
import { type PlotOptions, plotView } from "./plot-view.js";
import { regionsView } from "./regions-view.js";

/** Width of drawings in files, in pixels: two columns of a paper. */
const FILE_WIDTH = 680;

export function blockView(slot: string, block: Block, options: PlotOptions): HTMLElement {
  if (block.kind === "sentence") return sentenceView(block);
  const title = "title" in block ? block.title : "Files";
  const content = contentOf(block, options);
  return make(
    "section",
    { class: `block ${block.kind}`, "aria-label": title },
    make("div", { class: "head" }, make("h3", {}, title), ...downloads(slot, block, options)),
    ...content,
  );
}

function contentOf(block: Exclude<Block, SentenceBlock>, options: PlotOptions): HTMLElement[] {
  const note = (text: string | undefined): HTMLElement[] =>
    text === undefined || text === "" ? [] : [make("p", { class: "note" }, text)];
  switch (block.kind) {
    case "plot":
      return [legend([block.x, block.y]), plotView(block, options), ...note(block.note)];
    case "range":
      return [rangeView(block, options)];
    case "table":
      return [tableView(block.columns, block.rows), ...(block.notes ?? []).flatMap(note)];
    case "numbers":
      return [
        make(
          "dl",
          {},
          ...block.numbers.flatMap(({ value, ...label }) => [
            make("dt", {}, labelled(label)),
            make("dd", {}, typeof value === "string" ? value : formatQuantity(value, "all")),
          ]),
        ),
      ];
    case "matrix":
      return [drawn(drawMatrix(block, options.width, SCREEN)), ...note(block.text)];
    case "regions":
      return [regionsView(block, options)];
    case "files":
      return block.files.map(({ name, text, label }) => {
        const button = make("button", { type: "button" }, name);
        button.addEventListener("click", () => download(name, text, "application/json"));
        return make("p", {}, button, ` ${label}`);
      });
    default:
      return [];
  }
}

function drawn(svg: string): HTMLElement {
  const figure = make("div", { class: "drawing" });
  figure.innerHTML = svg;
  return figure;
}

/** The words of the axes, where they can be hovered. */
function legend(axes: readonly Label[]): HTMLElement {
  return make("p", { class: "axes" }, labelled(axes[1]), " over ", labelled(axes[0]));
}

function sentenceView({ text, tone, details = [] }: SentenceBlock): HTMLElement {
  return make(
    "div",
    { class: `sentence ${tone}`, role: "status" },
    make("p", {}, text),
    ...details.map((detail) => make("p", { class: "note" }, detail)),
  );
}

function rangeView(block: RangeBlock, { width, values }: PlotOptions): HTMLElement {
  return drawn(drawRange(block, width, SCREEN, values).svg);
}

function tableView(columns: readonly Label[], rows: readonly (readonly Cell[])[]): HTMLElement {
  return make(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": "table" },
    make(
      "table",
      {},
      make(
        "thead",
        {},
        make("tr", {}, ...columns.map((column) => make("th", { scope: "col" }, labelled(column)))),
      ),
      make(
        "tbody",
        {},
        ...rows.map((row) =>
          make(
            "tr",
            {},
            ...row.map((cell) => make("td", { class: isText(cell) ? "text" : "number" }, cellText(cell))),
          ),
        ),
      ),
    ),
  );
}

const isText = (cell: Cell): boolean => typeof cell === "string";

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (isQuantity(cell)) return formatQuantity(cell, "all");
  return String(cell);
}

function downloads(
  slot: string,
  block: Exclude<Block, SentenceBlock>,
  { values }: PlotOptions,
): HTMLElement[] {
  const button = (text: string, act: () => void): HTMLElement => {
    const made = make("button", { type: "button", class: "small" }, text);
    made.addEventListener("click", act);
    return made;
  };
  const table = blockTable(block);
  return [
    ...(isDrawing(block)
      ? [button("SVG", () => download(`${slot}.svg`, fileDrawing(block, values), "image/svg+xml"))]
      : []),
    ...(table === undefined
      ? []
      : [
          button("CSV", () =>
            download(`${slot}.csv`, [...csvLines(table.header, table.rows)].join(""), "text/csv"),
          ),
        ]),
  ];
}

type Drawing = Extract<Block, { kind: "plot" | "range" | "matrix" | "regions" }>;

function isDrawing(block: Block): block is Drawing {
  return ["plot", "range", "matrix", "regions"].includes(block.kind);
}

function fileDrawing(block: Drawing, values: PlotOptions["values"]): string {
  switch (block.kind) {
    case "plot":
      return drawPlot(block, FILE_WIDTH, PRINT, values).svg;
    case "range":
      return drawRange(block, FILE_WIDTH, PRINT, values).svg;
    case "matrix":
      return drawMatrix(block, FILE_WIDTH, PRINT);
    case "regions":
      return drawRegions(block, FILE_WIDTH, PRINT);
  }
}
