/** The joint law of preactivation and auxiliary field of every hidden layer and level, as a described table. */
import type { TableColumn } from "../../src/table/table.js";
import type { ProfileTable } from "../profiles/profile-tables.js";
import { deepLayout, hiddenStep } from "./deep-functional.js";
import { COARSE } from "./deep-settings.js";
import type { DeepSolution } from "./deep-solution.js";
import { hiddenLayerWithLaws } from "./hidden-layer.js";

const column = (name: string, unit: string, meaning: string, equation: string): TableColumn => ({
  name,
  unit,
  meaning,
  equation,
});

const COLUMNS: readonly TableColumn[] = [
  column("layer", "1", "hidden layer", "i = 1 … l−1"),
  column("level", "1", "level of the hierarchy", "j = 0 … k−1"),
  column("preactivation", "norm of the layer's input over sqrt(n)", "preactivation field", "g"),
  column("auxiliary", "1/preactivation", "field conjugate to the overlaps of the layer's output", "b"),
  column(
    "phi",
    "energy (1 = one error)",
    "Parisi function of the layer",
    "phi_{j−1} = (1/y_j) ln E exp(y_j phi_j(g + dg, b + db))",
  ),
  column(
    "density",
    "1/(preactivation auxiliary)",
    "joint density of the fields at this level",
    "P_j = e^{y_j phi_j} [N ⋆ P_{j−1} e^{−y_j phi_{j−1}}]",
  ),
];

/**
 * One row for each layer, level and grid point (g, b), on coarse grids: about 1e-6 of the largest density. Empty at
 * k = 0, where the law is N(0, 1) × N(0, ĥ_0), and where the solution is none.
 */
export function fieldLawTable({ problem, ansatz, k }: DeepSolution): ProfileTable {
  const layout = deepLayout(problem, ansatz, COARSE);
  const rows = ansatz.hidden.flatMap((_, layer) => {
    if (layout === undefined) return [];
    const found = hiddenLayerWithLaws(hiddenStep(problem, ansatz, layer), layout.hidden[layer]);
    return (found?.laws ?? []).flatMap(({ g, b, phi, probabilities }, level) => {
      const cell = layout.hidden[layer].g[level].spacing * layout.hidden[layer].b[level].spacing;
      return Array.from(probabilities, (probability, place) => ({
        layer: layer + 1,
        level,
        preactivation: g[Math.floor(place / b.length)],
        auxiliary: b[place % b.length],
        phi: Number.isFinite(phi[place]) ? phi[place] : null,
        density: probability / cell,
      }));
    });
  });
  return { title: `Fields of the hidden layers at ${k}-RSB`, columns: COLUMNS, rows };
}
