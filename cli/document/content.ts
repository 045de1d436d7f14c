/** The report: every figure drawn, every table made, in sections. */

import {
  auditStojnic,
  certifiedWidth,
  PUBLISHED_SOURCES,
  publishedNumbers,
  SOURCE_TITLES,
} from "../../compare/index.js";
import { type DrawnFigure, FIGURES, renderSvg, type Step, standardValues } from "../../figures/index.js";
import { constantWidth, liftedConstantWidth, type Notion } from "../../rdt/index.js";
import type { Quantity } from "../../src/result.js";
import { isQuantity, type Table } from "../../src/table/table.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { toJson } from "../output/json.js";
import { auditTables } from "../rdt/audit.js";
import { type Block, list, paragraph, type ReportDocument, type Section, table } from "./document.js";
import {
  agreementTable,
  boundsTable,
  capacitiesTable,
  type PublishedRows,
  publishedTable,
  thresholdsTable,
  widthsTables,
} from "./tables.js";
import * as words from "./text.js";

/** The document, and whether every number in it converged. */
export interface ComposedReport {
  readonly document: ReportDocument;
  readonly figures: readonly DrawnFigure[];
  readonly exitCode: number;
}

/** Computes and draws everything. @param quick coarser figures, for a look at the whole */
export async function composeReport(quick: boolean, step: Step): Promise<ComposedReport> {
  const total = FIGURES.length + PUBLISHED_SOURCES.length + 1;
  let done = 0;
  const advance = (what: string): void => step(what, ++done, total);
  const drawn = new Map<string, DrawnFigure>();
  const pictures = new Map<string, Block>();
  for (const figure of FIGURES) {
    const result = figure.draw(standardValues(figure, quick), (what, part, parts) =>
      step(`${figure.name}: ${what}`, done + Math.min(1, part / parts), total),
    );
    drawn.set(figure.name, result);
    pictures.set(figure.name, { kind: "figure", figure: result, svg: await renderSvg(result) });
    advance(figure.name);
  }
  const published = PUBLISHED_SOURCES.map((source) => {
    const title = SOURCE_TITLES[source];
    const computed = { source, title, rows: publishedNumbers(source) };
    advance(title);
    return computed;
  });
  const audit = auditStojnic();
  advance("audit");
  const figures = [...drawn.values()];
  const quantities = [
    ...figures.flatMap(({ table: { rows } }) => rows.flatMap((row) => Object.values(row).filter(isQuantity))),
    ...published.flatMap(({ rows }) => rows.map((row) => row.computed)),
    ...audit.map(({ converged }) => converged),
  ];
  return {
    document: {
      title: "Injectivity of random ReLU networks: what every theory says",
      answer: answerOf(found(drawn, "bounds")),
      abstract: words.ABSTRACT,
      sections: sections(drawn, pictures, published, auditTables(audit)),
    },
    figures,
    exitCode: exitCodeFor(quantities),
  };
}

function sections(
  drawn: ReadonlyMap<string, DrawnFigure>,
  pictures: ReadonlyMap<string, Block>,
  published: readonly PublishedRows[],
  audit: readonly Table[],
): Section[] {
  const figure = (name: string): DrawnFigure => found(drawn, name);
  const picture = (name: string): Block => found(pictures, name);
  const [summary, ...details] = audit;
  const placed = new Set<string>();
  const place = (...names: readonly string[]): Block[] =>
    names.map((name) => {
      placed.add(name);
      return picture(name);
    });
  const written: Section[] = [
    section("headline", "Headline", [
      table(headline(figure("bounds"), figure("capacity"))),
      table(agreementTable(published)),
    ]),
    section("one-layer", "One layer: all bounds", [
      paragraph(words.ONE_LAYER),
      ...place("bounds"),
      table(boundsTable(figure("bounds"))),
    ]),
    section("replica", "One layer: replica theory", [
      paragraph(words.REPLICA),
      ...place("energy", "order-parameter", "profiles", "convergence"),
      ...place("iterations", "published-energy", "published-fields"),
      table(thresholdsTable(figure("convergence"))),
    ]),
    section("deep", "Deep networks", [
      paragraph(words.DEEP),
      ...place("comparison", "comparison-over-depth", "capacity"),
      table(capacitiesTable(figure("capacity"))),
      ...place("width"),
      ...widthsTables(figure("width")).map((contents) => table(contents)),
    ]),
    section("geometry", "Integral geometry and finite sizes", [
      paragraph(words.GEOMETRY),
      ...FIGURES.filter(({ name }) => !placed.has(name)).flatMap(({ name }) => place(name)),
    ]),
    section("published", "Published numbers", [
      paragraph(words.PUBLISHED),
      ...published.map((rows) => table(publishedTable(rows), true)),
    ]),
    section("audit", "Audit of the published parameter sets", [
      paragraph(words.AUDIT),
      table(summary),
      ...details.map((contents) => table(contents, true)),
    ]),
    section("methods", "Methods", [list(...words.METHODS)]),
    section("claims", "What is claimed, and what is not", [list(...words.CLAIMS)]),
    provenance(),
  ];
  return written;
}

/** What is known of one layer, in a sentence. */
function answerOf(bounds: DrawnFigure): string {
  const { rows } = bounds.table;
  const proved = (side: string): number[] =>
    rows.flatMap(({ side: where, kind, value }) =>
      where === side && (kind === "certified" || kind === "rigorous") ? [(value as Quantity).value] : [],
    );
  const threshold = rows.find(({ side }) => side === "threshold")?.value as Quantity;
  const [low, high] = [Math.max(...proved("lower bound")), Math.min(...proved("upper bound"))];
  return (
    `A wide Gaussian layer is injective from α = m/n ≈ ${threshold.value.toFixed(5)} on (full RSB, conjectured to be exact); ` +
    `theorems leave ${low.toFixed(4)} to ${high.toFixed(4)}.`
  );
}

/** The numbers to quote. */
function headline(bounds: DrawnFigure, capacity: DrawnFigure): Table {
  const bound = (name: string): Quantity =>
    bounds.table.rows.find((row) => row.bound === name)?.value as Quantity;
  const expansion = (notion: string, series: string, depth: number): Quantity =>
    capacity.table.rows.find((row) => row.notion === notion && row.series === series && row.depth === depth)
      ?.expansion as Quantity;
  const everyDepth = (notion: Notion): Quantity =>
    constantWidth({ depth: Number.POSITIVE_INFINITY, notion, dualNorms: "optimal" }).width;
  const lifted = (notion: Notion): Quantity =>
    liftedConstantWidth({ depth: Number.POSITIVE_INFINITY, notion }).width;
  const theorem = (notion: Notion, isLifted: boolean): string =>
    `certified: theorem from ${certifiedWidth(notion, isLifted)} on`;
  const proved = (name: string): string =>
    `certified: theorem from ${bounds.table.rows.find((row) => row.bound === name)?.certified} on`;
  const rows: [string, Quantity, string][] = [
    ["full-RSB threshold of one layer", bound("full RSB"), "physics, conjectured exact"],
    ["1-RSB threshold", bound("1-RSB"), "physics"],
    ["partially lifted duality, one layer", bound("partially lifted RDT"), proved("partially lifted RDT")],
    [
      "RS = plain duality = Gordon, one layer",
      bound("RS = plain RDT = Gordon"),
      proved("RS = plain RDT = Gordon"),
    ],
    ["2 layers, weak, unit norms", expansion("weak", "unit norms", 2), "upper bound at α_1 of 2-RSB"],
    ["2 layers, strong, unit norms", expansion("strong", "unit norms", 2), "upper bound at α_1 of 2-RSB"],
    [
      "2 layers, strong, optimal norms",
      expansion("strong", "optimal norms", 2),
      "upper bound at α_1 of 2-RSB",
    ],
    ["constant width, every depth, weak, optimal norms", everyDepth("weak"), theorem("weak", false)],
    ["constant width, every depth, strong, optimal norms", everyDepth("strong"), theorem("strong", false)],
    ["constant width, every depth, strong, lifted", lifted("strong"), theorem("strong", true)],
  ];
  return {
    title: "Widths over input dimension, n → ∞",
    columns: [
      { name: "quantity", meaning: "What is bounded or computed." },
      { name: "value", meaning: "Width over input dimension." },
      { name: "kind", meaning: "What kind of statement it is." },
    ],
    rows: rows.map(([quantity, value, kind]) => ({ quantity, value, kind })),
  };
}

function provenance(): Section {
  const envelope = JSON.parse(toJson({ command: "report", parameters: {}, results: [] })) as {
    readonly provenance: Readonly<Record<string, string | null>>;
  };
  const { version, commit } = envelope.provenance;
  const shown = Object.entries(envelope.provenance).map(([name, value]) => `${name}: ${value ?? "unknown"}`);
  return section("provenance", "Provenance and how to cite", [
    paragraph("Made by `relu-injectivity report`. The same version on the same engine makes the same file."),
    paragraph(
      "`relu-injectivity explore` writes the page on which all of it is computed live, explorer.html.",
    ),
    { kind: "listing", text: shown.join("\n") },
    paragraph("This software:"),
    { kind: "listing", text: words.softwareCitation(version ?? "unknown", commit) },
    paragraph("The work it computes:"),
    { kind: "listing", text: words.SOURCES },
  ]);
}

function section(id: string, title: string, blocks: readonly Block[]): Section {
  return { id, title, blocks };
}

function found<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new Error(`the report has no figure ${name}`);
  return value;
}
