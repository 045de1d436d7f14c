/** Parisi functions φ_i(h) and field densities P_i(h) of a k-RSB ansatz, and the density after the response. */
import { type FieldProfiles, fieldProfiles, type LevelAt, profilesAt, solveKrsb } from "../rsb/index.js";
import { type Quantity, quantity } from "../src/result.js";
import type { TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, hoverLayer, panels, same, seriesEncoding } from "./style.js";

const RESPONDING = "u, after the response";

export const profilesFigure = defineFigure({
  name: "profiles",
  summary: "Parisi functions φ_i(h) and densities P_i(h) of the field; the hole of the ground state",
  title: "Fields of the ground state",
  parameters: {
    k: {
      kind: "integer",
      meaning: "steps of replica symmetry breaking, 1 … 16",
      standard: 4,
      minimum: 1,
      maximum: 16,
    },
    alpha: {
      kind: "number",
      meaning: "rows per column α = m/n, greater than 2 (default: the threshold)",
      standard: undefined,
      minimum: 2.01,
      maximum: 1000,
    },
    halfWidth: {
      kind: "number",
      meaning: "fields from −H to H standard deviations, at most 8",
      standard: 3,
      minimum: 0.5,
      maximum: 8,
    },
    points: {
      kind: "integer",
      meaning: "number of fields, 11 … 2001",
      standard: 241,
      quick: 121,
      minimum: 11,
      maximum: 2001,
    },
  },
  columns: [
    { name: "curve", unit: "", meaning: "level i of the hierarchy; or the field after the response" },
    { name: "level", unit: "1", meaning: "i = 0 … k" },
    { name: "overlap", unit: "1", meaning: "q_i", detail: true },
    { name: "field", unit: "standard deviation of (Wx)_μ at |x| = 1", meaning: "h" },
    {
      name: "phi",
      unit: "energy (1 = one active unit)",
      meaning:
        "φ_{i−1}(h) = (1/y_i) ln E exp(y_i φ_i(h + √(q_i − q_{i−1}) z)); φ_k = −min(1, h²/2χ) for h > 0",
    },
    {
      name: "density",
      unit: "1/field",
      meaning: "P_i = e^{y_i φ_i} [N(0, q_i − q_{i−1}) ⋆ P_{i−1} e^{−y_i φ_{i−1}}]",
    },
  ],
  draw({ k, alpha, halfWidth = 3, points }, step) {
    const problem =
      alpha === undefined ? ({ kind: "threshold" } as const) : ({ kind: "energy", alpha } as const);
    const { ansatz } = solveKrsb(problem, k);
    step(`${k}-RSB`, 1, 3);
    const options = { halfWidth, points, ...(alpha === undefined ? {} : { alpha }) };
    const fine = fieldProfiles(ansatz, options);
    step("profiles", 2, 3);
    const wanted = [0, Math.floor(fine.k / 2), fine.k];
    const levels = profilesAt(ansatz, fine.fields, { levels: wanted });
    step("between the grid points", 3, 3);
    const names = levels.map(({ level }) => levelName(level));
    const { satisfied, atom, errors, hole } = fine.responding;
    return {
      rows: [
        ...levels.flatMap((level) => levelRows(fine.fields, level)),
        ...respondingRows(fine, levels[levels.length - 1]),
      ],
      specification: specification(names, halfWidth, hole),
      caption:
        `Left: Parisi functions φ_i(h) of the field h = (Wx)_μ at levels i of the ${fine.k}-RSB ansatz. Right: densities P_i(h), and the density of the field u(h) once the ground state has responded: no field in the hole (0, √(2χ)) = (0, ${hole[1].toPrecision(4)}), an atom of weight ${atom.toPrecision(4)} at 0 (not drawn), ` +
        `weight ${satisfied.toPrecision(4)} below and ${errors.toPrecision(4)} above. α = ${fine.alpha.toPrecision(8)}, e = α ∫ P_k(h) dh over h > √(2χ) is ${fine.energy.toPrecision(8)}. Source: Maillard 2022, Parisi equations at zero temperature.`,
      description:
        "Parisi functions fall from 0 for negative fields to −1 for large positive ones, more steeply at higher levels. Densities are bell-shaped at level 0 and develop towards the last level a depletion above zero, where the final density vanishes altogether.",
      ascii: { x: "field", y: "density", series: "curve", xLabel: "h", yLabel: "P_i(h)" },
    };
  },
});

function levelName(level: number): string {
  return `i = ${level}`;
}

function levelRows(fields: Float64Array, { level, overlap, phi, density }: LevelAt): TableRow[] {
  return Array.from(fields, (field, j) => ({
    ...{ curve: levelName(level), level, overlap, field },
    ...{ phi: phi[j], density: density[j] },
  }));
}

/** Outside the hole the density of the last level. */
function respondingRows({ k, fields, responding }: FieldProfiles, { density }: LevelAt): TableRow[] {
  const [from, to] = responding.hole;
  const after = (field: number, before: Quantity): Quantity =>
    field > from && field < to ? quantity(0, 0) : before;
  return Array.from(fields, (field, j) => ({
    ...{ curve: RESPONDING, level: k, overlap: 1, field },
    ...{ phi: null, density: after(field, density[j]) },
  }));
}

function specification(
  names: readonly string[],
  halfWidth: number,
  [from, to]: readonly [number, number],
): Specification {
  const encoding = seriesEncoding("curve", [...names, RESPONDING], "lines");
  const domain = [-halfWidth, halfWidth];
  // The hole, and its name above its right end.
  const hole = [
    {
      data: { values: [{}] },
      mark: { type: "rect", color: "#e3e3e3" },
      encoding: { x: { datum: from }, x2: { datum: to } },
    },
    {
      data: { values: [{}] },
      mark: { type: "text", text: "hole (0, √(2χ))", align: "left", dx: 4, fontSize: 9 },
      encoding: { x: { datum: to }, y: { value: 10 } },
    },
  ];
  const panel = (
    field: string,
    title: string,
    label: string,
    curves: readonly string[],
    behind: readonly Specification[] = [],
  ): Specification => ({
    width: 230,
    height: 220,
    title,
    transform: [{ filter: { field: "curve", oneOf: curves } }],
    layer: [
      ...behind,
      {
        mark: { type: "line" },
        encoding: {
          x: axis("field", "field h  [standard deviations]", { scale: { domain, nice: false } }),
          y: axis(field, label),
          ...encoding.line,
        },
      },
      hoverLayer({
        x: same("field"),
        y: same(field),
        tooltip: [
          { field: "curve", type: "nominal" },
          { ...same("field"), format: ".4~g" },
          { ...same(field), format: ".8~g" },
          { ...same(`${field}Error`), format: ".1~g" },
        ],
      }),
    ],
  });
  return panels(
    panel("phi", "Parisi functions", "φᵢ(h)  [active units]", names),
    panel("density", "densities", "Pᵢ(h)  [1/field]", [...names, RESPONDING], hole),
  );
}
