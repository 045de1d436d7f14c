/** The plane of α and β: where replica symmetry is stable, and lines of equal energy. */
import { almeidaThoulessLine, almeidaThoulessPoint, almeidaThoulessTurningPoint } from "../../rs/index.js";
import { type EnergyPoint, expansionAtEnergy } from "../../rsb/index.js";
import { given, type TableRow } from "../../src/table/table.js";
import type { Drawn, Specification, Step } from "../figure.js";
import { axis, COLOURS, hoverLayer, logAxis, same, seriesEncoding } from "../style.js";

const COOLING = "stability line, cooling";
const REENTRANT = "stability line, re-entrant";
const POINT = "α_dAT, energy 1";
const ISOLINE = "lines of equal energy";

/** Inverse temperatures of the picture, and its largest α. */
const BETAS: readonly [number, number] = [1, 100];
const ALPHAS: readonly [number, number] = [0, 10];
const LINE_POINTS = 60;
/** Where the lines of equal energy are computed. */
const ISOLINE_BETAS = [1, 1.3, 1.7, 2.3, 3, 4, 5.5, 8, 15, 40, 100];

/** The columns of the other kind. */
const NO_BIAS = { bias: null, columns: null };

/** What the picture is asked for. */
interface Request {
  readonly energy: readonly number[];
  readonly k: number;
}

/** The diagram in the plane of expansion and inverse temperature. */
export function temperatureDiagram({ energy, k }: Request, step: Step): Drawn {
  const total = energy.length + 1;
  const line = stabilityLine();
  step("stability line", 1, total);
  const isolines = energy.flatMap((value, i) => {
    const rows = isoline(value, k);
    step(`energy ${value}`, i + 2, total);
    return rows;
  });
  const point = almeidaThoulessPoint();
  const turning = almeidaThoulessTurningPoint();
  const rows: TableRow[] = [...line, { curve: POINT, ...pointOf(point), k: 0, ...NO_BIAS }, ...isolines];
  return {
    rows,
    specification: specification(energy),
    caption:
      "Phases of the Gibbs measure exp(−βE), E the number of active units, in the plane of the expansion α = m/n and the inverse temperature β. Right of the stability line (de Almeida–Thouless) replica symmetry is unstable and the state is full RSB (shaded); left of it RS is stable. " +
      `The line comes in from α → ∞ at high temperature, turns at α = ${turning.alpha.value.toFixed(4)}, β = ${turning.beta.value.toFixed(2)}, and returns to α = 2 as β → ∞: below α = 2 every constraint can be met. ` +
      `Circle: the point of the line with energy 1, α = ${point.alpha.value.toFixed(4)}. Lines of equal energy e(α, β) by RS left of the line and ${k}-RSB right of it; at β → ∞ the line of energy 1 ends at the injectivity threshold α_${k}. Source: Maillard 2022 (finite temperature).`,
    description: `In the plane of alpha and beta a line separates a stable region on the left from a broken one on the right. It falls from large alpha at high temperature to ${turning.alpha.value.toFixed(2)} and bends back to 2 at low temperature. Lines of equal energy rise to the right and become vertical at large beta.`,
    ascii: {
      x: "alpha",
      y: "beta",
      series: "curve",
      logY: true,
      where: (row) => typeof row.alpha === "number" && row.alpha <= ALPHAS[1],
      xLabel: "α",
      yLabel: "β",
    },
  };
}

function stabilityLine(): TableRow[] {
  const turning = almeidaThoulessTurningPoint();
  const [first, last] = BETAS.map(Math.log);
  const betas = Array.from({ length: LINE_POINTS + 1 }, (_, i) =>
    Math.exp(first + ((last - first) * i) / LINE_POINTS),
  );
  const rows = (curve: string, points: readonly ReturnType<typeof almeidaThoulessLine>[]): TableRow[] =>
    points.map((point) => ({ curve, ...pointOf(point), k: 0, ...NO_BIAS }));
  const on = (chosen: readonly number[]) => chosen.map((beta) => almeidaThoulessLine(beta));
  const at = turning.beta.value;
  return [
    ...rows(COOLING, [...on(betas.filter((beta) => beta < at)), turning]),
    ...rows(REENTRANT, [turning, ...on(betas.filter((beta) => beta > at))]),
  ];
}

function pointOf({ alpha, beta, energy, overlap, breakingPoint }: ReturnType<typeof almeidaThoulessLine>) {
  return { alpha, beta, energy, overlap, breakingPoint };
}

function isoline(energy: number, k: number): TableRow[] {
  let before: EnergyPoint | undefined;
  return ISOLINE_BETAS.map((beta) => {
    before = expansionAtEnergy({ energy, beta, k, neighbour: before?.ansatz });
    return {
      curve: ISOLINE,
      alpha: before.alpha,
      beta: given(beta),
      energy: given(energy),
      overlap: null,
      breakingPoint: null,
      k: before.k,
      ...NO_BIAS,
    };
  });
}

function specification(energies: readonly number[]): Specification {
  const encoding = seriesEncoding("curve", [COOLING, REENTRANT, ISOLINE], "lines", 2);
  const [x, y] = [
    axis("alpha", "α = m/n", { scale: { domain: ALPHAS, nice: false } }),
    logAxis("beta", "inverse temperature β", BETAS),
  ];
  const only = (curve: string): Specification[] => [{ filter: { field: "curve", equal: curve } }];
  const line = { filter: { field: "curve", oneOf: [COOLING, REENTRANT] } };
  const tooltip = [
    { field: "curve", type: "nominal" },
    ...["alpha", "beta", "energy", "overlap"].map((field) => ({ ...same(field), format: ".8~g" })),
  ];
  const label = (text: readonly string[], alpha: number, beta: number): Specification => ({
    data: { values: [{}] },
    mark: { type: "text", align: "left", color: "#444444", text, lineHeight: 13 },
    encoding: { x: { datum: alpha }, y: { datum: beta } },
  });
  return {
    width: 380,
    height: 280,
    layer: [
      {
        transform: [line],
        mark: { type: "area", orient: "horizontal", color: COLOURS.sky, opacity: 0.18, clip: true },
        encoding: { x, x2: { datum: ALPHAS[1] }, y },
      },
      {
        transform: [line],
        mark: { type: "line", clip: true },
        encoding: { x: same("alpha"), y: same("beta"), order: same("beta"), ...encoding.line },
      },
      ...energies.map((energy) => ({
        transform: [...only(ISOLINE), { filter: { field: "energy", equal: energy } }],
        mark: { type: "line", strokeWidth: 1.1, clip: true },
        encoding: { x: same("alpha"), y: same("beta"), order: same("beta"), ...encoding.line },
      })),
      {
        transform: [...only(ISOLINE), { filter: { field: "beta", equal: BETAS[0] } }],
        mark: { type: "text", dy: -5, dx: 14, fontSize: 9, clip: true },
        encoding: {
          x: same("alpha"),
          y: same("beta"),
          text: { ...same("energy"), format: "~g" },
        },
      },
      {
        transform: only(POINT),
        mark: { type: "point", filled: true, size: 60, opacity: 1, color: COLOURS.black },
        encoding: { x: same("alpha"), y: same("beta"), tooltip },
      },
      label(["RS stable"], 0.3, 1.6),
      label(["RS unstable:", "full RSB"], 7.1, 30),
      hoverLayer({ x: same("alpha"), y: same("beta"), tooltip }),
    ],
  };
}
