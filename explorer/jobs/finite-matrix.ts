/** One random matrix and the search for the input that leaves the fewest of its rows active, input by input. */
import {
  exactMinimum,
  gaussianMatrix,
  largestRows,
  makeCertificate,
  openSearch,
  type RestartMethod,
  type RestartResult,
  runRestart,
} from "../../finite-size/index.js";
import { dot } from "../../src/linear-algebra/vectors.js";
import { type DenseMatrix, rowOf } from "../../src/matrix/dense-matrix.js";
import type { MatrixBlock, PlotBlock, SentenceBlock } from "../block.js";
import { requireTall } from "./finite-bounds.js";
import { type Job, numberOf } from "./job.js";

interface Restart {
  readonly method: RestartMethod;
  readonly restart: number;
  readonly name: string;
}

/** Descents from different points, then annealing from one of them. */
const RESTARTS: readonly Restart[] = [
  ...Array.from({ length: 8 }, (_, restart) => ({
    method: "gnc" as const,
    restart,
    name: `Descent ${restart + 1}`,
  })),
  { method: "anneal", restart: 0, name: "Annealing" },
];
/** Sets of rows that enumeration visits here at most: some seconds. */
const LARGEST_EXACT_ROWS = 60;

export const finiteMatrix: Job = async (parameters, post) => {
  const [rows, columns] = [numberOf(parameters, "rows"), numberOf(parameters, "columns")];
  const [seed, pause] = [numberOf(parameters, "seed"), numberOf(parameters, "pause")];
  requireTall(rows, columns);
  const matrix = gaussianMatrix(rows, columns, seed, 0);
  const trace: { name: string; active: number }[] = [];
  const workspace = openSearch(matrix);
  let best: RestartResult | undefined;
  for (const [index, { method, restart, name }] of RESTARTS.entries()) {
    let target = method === "gnc" ? rows : (best?.active ?? rows) - 1;
    // The same restart, ended ever later: its inputs as they get better.
    while (target >= 0) {
      const found = runRestart(matrix, workspace, { method, seed, firstStream: 0, restart, target });
      trace.push({ name, active: found.active });
      if (best === undefined || found.active < best.active) best = found;
      const said = `${name}: ${found.active} of ${rows} rows are active, least so far ${best.active}.`;
      post("matrix", matrixBlock(matrix, found.x, said));
      if (index === 0 || found === best) post("minimum", verdictOf(rows, columns, best.active));
      post("search", traceOf(trace, columns));
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      if (found.active > target) break;
      target = found.active - 1;
    }
  }
  if (best === undefined) return;
  post(
    "matrix",
    matrixBlock(matrix, best.x, `The best input found leaves ${best.active} of ${rows} rows active.`),
  );
  if (rows <= Math.min(LARGEST_EXACT_ROWS, largestRows(columns))) {
    const { minimum } = exactMinimum(matrix);
    post("minimum", verdictOf(rows, columns, best.active, minimum));
  }
  if (best.active < columns) {
    // With its entries: engines differ in the last bits of logarithms, so that another may draw another matrix of this seed.
    const certificate = makeCertificate(matrix, "entries", best.x);
    post("certificate", {
      kind: "files",
      files: [
        {
          name: `certificate-${rows}x${columns}-seed${seed}.json`,
          text: `${JSON.stringify(certificate, null, 2)}\n`,
          label: "Certificate that this layer is not injective; relu-injectivity verify checks it",
        },
      ],
    });
  }
};

function matrixBlock(matrix: DenseMatrix, x: Float64Array, text: string): MatrixBlock {
  const { rows, columns, values } = matrix;
  return {
    kind: "matrix",
    title: `A random ${rows} × ${columns} matrix and an input`,
    rows,
    columns,
    values,
    products: Float64Array.from({ length: rows }, (_, i) => dot(rowOf(matrix, i), x)),
    text,
  };
}

function verdictOf(rows: number, columns: number, found: number, minimum?: number): SentenceBlock {
  const size = `This ${rows} × ${columns} layer`;
  if (minimum !== undefined) {
    const enough = minimum >= columns;
    return {
      kind: "sentence",
      tone: enough ? "yes" : "no",
      text: `${size} has E_min = ${minimum} by enumeration, ${enough ? `at least n = ${columns}: it is injective` : `below n = ${columns}: it is not injective`}.`,
      details: [`The search found ${found}.`],
    };
  }
  return found < columns
    ? {
        kind: "sentence",
        tone: "no",
        text: `${size} is not injective: an input leaves ${found} < ${columns} rows active.`,
      }
    : {
        kind: "sentence",
        tone: "open",
        text: `${size}: the best input so far leaves ${found} rows active, n = ${columns}.`,
      };
}

function traceOf(trace: readonly { name: string; active: number }[], columns: number): PlotBlock {
  let least = Number.POSITIVE_INFINITY;
  const record = trace.map(({ active }) => {
    least = Math.min(least, active);
    return least;
  });
  const x = trace.map((_, i) => i + 1);
  return {
    kind: "plot",
    title: "The search",
    x: { text: "inputs tried" },
    y: { text: "active rows", word: "active@emin", from: 0 },
    series: [
      { name: "least so far", mode: "line", x, y: record },
      {
        name: "this input",
        mode: "marks",
        x,
        y: trace.map(({ active }) => active),
        names: trace.map(({ name }) => name),
      },
    ],
    horizontals: [{ y: columns, text: `n = ${columns}` }],
  };
}
