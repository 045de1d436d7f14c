/** `certify finite`: a bound on the probability of non-injectivity at given sizes, or the size for a probability. */
import { leastCertifiedRows, mostCertifiedColumns, searchFinite } from "../../certified/index.js";
import { expectedBadCells } from "../../geometry/index.js";
import { dyadicToNumber } from "../../src/exact/dyadic.js";
import { InputError, quantity, roundingError } from "../../src/result.js";
import { defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { integer, number } from "../definition/option.js";
import { MARGIN_CONFLICTS } from "../replica/margin-options.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";
import { certified, PROOF_FIELDS, saveOption } from "./fields.js";
import { EXACT_MARGIN_OPTIONS, exactMargin } from "./margin.js";

const LARGEST_SIZE = 20_000;

const FIELDS = {
  ...PROOF_FIELDS,
  ...pick(GEOMETRY_WORDS, "rows", "columns"),
  union: field(
    "Expected number of cells with fewer than n active units, by exact counting: another upper bound; null with a bias or for another number of active units.",
    ["quantity", "null"],
    { source: "Paleka 2021, thesis, eq. (3.4)" },
  ),
  smaller: field("Which of both bounds is the smaller one: duality or union.", "text"),
};

export const certifyFinite = defineCommand({
  description:
    "A theorem at finite size: the probability that some input leaves at most k active units of a Gaussian m x n " +
    "layer. k = n - 1 bounds the probability that x -> ReLU(Wx) is not injective; the exact union bound stands beside it, " +
    "without a bias: none was derived with one.",
  examples: [
    ["certify finite --rows 800 --columns 100"],
    ["certify finite --rows 800 --columns 100 --active 120"],
    ["certify finite --columns 100 --probability 1e-6", "the fewest rows"],
    ["certify finite --rows 500 --columns 100 --bias 0.5", "bias R/2 on the ball of radius R"],
    ["certify finite --rows 800 --probability 1e-6", "the most columns"],
  ],
  options: {
    rows: integer("outputs", { from: 1, to: LARGEST_SIZE, placeholder: "m" }),
    columns: integer("inputs", { from: 1, to: LARGEST_SIZE, placeholder: "n" }),
    active: integer("active units that are not exceeded", {
      alias: "positives",
      from: 0,
      to: LARGEST_SIZE,
      placeholder: "k",
      defaultText: "n - 1",
    }),
    probability: number("find the fewest rows, or the most columns, for a bound of at most this", {
      above: 0,
      to: 1,
      placeholder: "p",
    }),
    ...EXACT_MARGIN_OPTIONS,
    save: saveOption,
  },
  conflicts: [...MARGIN_CONFLICTS, { together: ["probability", "active"] }],
  fields: FIELDS,
  run({ rows, columns, active, probability, bias, margin: given, save }, { files }): Outcome {
    const margin = exactMargin(bias, given) ?? "0";
    const parameters = {
      rows,
      columns,
      active,
      probability,
      bias,
      margin: given,
    };
    const proof = (() => {
      if (probability === undefined) {
        if (rows === undefined || columns === undefined)
          throw new InputError(
            "certify finite: expected --rows and --columns, or one of them and --probability",
          );
        return searchFinite({ rows, columns, margin, ...(active === undefined ? {} : { active }) });
      }
      if ((rows === undefined) === (columns === undefined))
        throw new InputError("--probability: expected either --rows or --columns beside it");
      if (columns !== undefined) return leastCertifiedRows(columns, probability, margin);
      return mostCertifiedColumns(rows ?? 0, probability, margin);
    })();
    const [m, n] = [Number(proof.m), Number(proof.n)];
    const counts = Number(margin) === 0 && (active === undefined || active === n - 1);
    const union = counts && m >= n ? dyadicToNumber(expectedBadCells(m, n)) : null;
    const smaller = union !== null && union < Number(proof.bound) ? "union" : "duality";
    return certified(() => proof, {
      title: `Certified bound on the probability, ${m} rows, ${n} columns`,
      parameters,
      save,
      files,
      more: {
        rows: m,
        columns: n,
        union: union === null ? null : quantity(union, roundingError(union)),
        smaller,
      },
      notes: [
        ...(probability === undefined
          ? []
          : [
              `${columns === undefined ? `${n} columns are the most` : `${m} rows are the fewest`} for which this bound is at most ${probability}.`,
            ]),
        ...(union === null
          ? []
          : [
              `The union bound, counted exactly, is ${union.toPrecision(3)}: ${smaller === "union" ? "smaller, and the bound to quote" : union < 1 ? "larger" : "larger, and says nothing"}.`,
            ]),
      ],
    });
  },
});
