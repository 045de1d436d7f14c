/** `finite-size success`: how often the search finds a certificate for a random layer. */
import { successBesideTheory } from "../../compare/index.js";
import { LARGEST_RESTARTS, SEARCH_METHODS } from "../../finite-size/index.js";
import { columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { choice, integer } from "../definition/option.js";
import { lawOf, weights } from "../input/weights-option.js";
import { CERTIFICATE_WORDS } from "../vocabulary/certificates.js";
import {
  intervalText,
  onSample,
  POINT_CONFLICTS,
  POINT_FIELDS,
  pointExamples,
  pointOptions,
  sizeOf,
  titleOf,
} from "./point-options.js";

const SUCCESS_FIELDS = {
  ...POINT_FIELDS,
  ...pick(CERTIFICATE_WORDS, "interval95", "limit", "sum-of-rows", "normalised", "gnc", "anneal"),
  success: field("Share of the layers for which a certificate was found.", "quantity", {
    header: "share",
  }),
  successes: field("Number of layers for which a certificate was found.", "integer", { header: "found" }),
  by: field("Certificates by what found them.", "record"),
  activePerColumn: field(
    "Mean number of rows active at the best x found, over n; a certificate ends the search.",
    "quantity",
    { header: "active/n" },
  ),
};

/** Certificates found. */
export const success = defineCommand({
  description: "Share of random layers for which certificate search finds a certificate.",
  examples: pointExamples("success", "--columns 100 --ratio 5.4 --samples 20"),
  options: {
    ...pointOptions(20),
    weights,
    method: choice("how they are searched", SEARCH_METHODS, { default: "gnc" }),
    restarts: integer("restarts of the search, per sample", { from: 0, to: LARGEST_RESTARTS, default: 8 }),
  },
  conflicts: [...POINT_CONFLICTS, { options: ["restarts"], only: ["method", "auto", "gnc", "anneal"] }],
  fields: SUCCESS_FIELDS,
  sweep: {},
  run({ method, restarts, weights: law, ...options }, { progress }) {
    const drawn = lawOf(law);
    const size = { ...sizeOf(options), ...drawn.size };
    const point = successBesideTheory(size, method, restarts, onSample(size, progress));
    return {
      parameters: { ...sizeOf(options), ...drawn.parameters, method, restarts },
      results: [point],
      judged: [point.limit],
      tables: () => [
        {
          title: `Certificates for ${titleOf(point)}${drawn.title}`,
          columns: columns(SUCCESS_FIELDS, "successes", "success", "interval95", "activePerColumn", "limit"),
          rows: [
            {
              ...point,
              successes: `${point.successes} of ${point.samples}`,
              interval95: intervalText(point.interval95),
            },
          ],
        },
      ],
      notes: () => [
        `By ${Object.entries(point.by)
          .map(([name, count]) => `${name} ${count}`)
          .join(", ")}.`,
        "active/n: rows active at the best x found, over n; a certificate ends the search.",
      ],
    };
  },
});
