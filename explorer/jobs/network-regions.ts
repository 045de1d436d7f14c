/** Linear regions of the network on a square or a segment through chosen inputs, with the active set of each. */
import {
  activate,
  type NetworkLayer,
  type NetworkModel,
  polygonCentre,
  preActivation,
  subdividePlane,
  subdivideSegment,
} from "../../network/index.js";
import { InputError } from "../../src/result.js";
import type { Parameters, Post, RegionsBlock } from "../block.js";
import { type Job, numberOf, textOf } from "./job.js";
import { networkOf, parameterCount } from "./network-file.js";

/** Parameters and regions up to which the page draws. */
const [MOST_DRAWN, MOST_REGIONS] = [1_000_000, 5000];
/** Units of a layer whose numbers are listed. */
const LISTED = 40;

export const networkRegions: Job = async (parameters, post, file) => {
  const model = await networkOf(parameters, file);
  const count = parameterCount(model);
  if (count > MOST_DRAWN) {
    post("regions", {
      kind: "sentence",
      tone: "plain",
      text: `Regions are drawn for networks of at most ${MOST_DRAWN} parameters; this one has ${count}.`,
    });
    return;
  }
  const inputs = model.layers[0].weights.columns;
  const frame = frameOf(parameters, inputs);
  if (textOf(parameters, "shape") === "segment" || inputs === 1) onSegment(model, frame, post);
  else onSquare(model, frame, post);
};

/** x(s, r) = origin + s u + r v, |s|, |r| ≤ 1. */
interface Frame {
  readonly origin: readonly number[];
  readonly u: readonly number[];
  readonly v: readonly number[];
}

function frameOf(parameters: Parameters, inputs: number): Frame {
  const [centre, u, v] = ["centre", "u", "v"].map((name) => vectorOf(textOf(parameters, name), name, inputs));
  const [s, r, radius] = ["s", "r", "radius"].map((name) => numberOf(parameters, name));
  return {
    origin: centre.map((entry, j) => entry + s * u[j] + r * v[j]),
    u: u.map((entry) => radius * entry),
    v: v.map((entry) => radius * entry),
  };
}

/** @throws InputError unless the text is a list of at most so many finite numbers */
function vectorOf(text: string, name: string, length: number): number[] {
  const entries =
    text.trim() === ""
      ? []
      : text
          .trim()
          .split(/[\s,;]+/)
          .map(Number);
  if (entries.length > length || !entries.every(Number.isFinite)) {
    throw new InputError(`${name}: expected at most ${length} numbers, one per input`);
  }
  return [...entries, ...new Array<number>(length - entries.length).fill(0)];
}

function onSquare(model: NetworkModel, { origin, u, v }: Frame, post: Post): void {
  const polygon = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const;
  const { cells, activationRegions, linearRegions, omittedCuts } = subdividePlane(
    model,
    { origin, u, v, polygon },
    { largestCount: MOST_REGIONS },
  );
  const described = cells.map((cell) => {
    const [s, r] = polygonCentre(cell.polygon);
    return describe(
      model,
      origin.map((entry, j) => entry + s * u[j] + r * v[j]),
    );
  });
  post(
    "regions",
    regionsBlock(
      "square",
      cells.map((cell) => cell.polygon.corners),
      described,
    ),
  );
  postCounts(post, activationRegions, linearRegions, [["cuts left out", String(omittedCuts)]]);
}

function onSegment(model: NetworkModel, { origin, u }: Frame, post: Post): void {
  const at = (s: number): number[] => origin.map((entry, j) => entry + s * u[j]);
  const { breakpoints, activationRegions, linearRegions, outputError } = subdivideSegment(
    model,
    at(-1),
    at(1),
  );
  const ends = [-1, ...breakpoints.map(({ t }) => 2 * t - 1), 1];
  const kept = ends.slice(0, MOST_REGIONS + 1);
  const pieces = kept.slice(1).map((end, i) => [kept[i], end] as const);
  const described = pieces.map(([from, to]) => describe(model, at((from + to) / 2)));
  const corners = pieces.map(([from, to]) => Float64Array.of(from, -0.2, to, -0.2, to, 0.2, from, 0.2));
  post("regions", regionsBlock("segment", corners, described));
  postCounts(post, activationRegions, linearRegions, [
    ["output recomputed to", outputError.toExponential(1)],
  ]);
}

interface Described {
  readonly text: string;
  /** Active units of all layers. */
  readonly active: number;
}

/** The active units of every layer at a point. */
function describe({ layers }: NetworkModel, point: readonly number[]): Described {
  let values: ArrayLike<number> = point;
  const lines = [
    `at (${point
      .slice(0, 6)
      .map((entry) => entry.toPrecision(4))
      .join(", ")}${point.length > 6 ? ", …" : ""})`,
  ];
  let all = 0;
  layers.forEach((layer, i) => {
    const before = preActivation(layer, values);
    if (layer.activation.breakpoints.length > 0) {
      const active = activeUnits(layer, before);
      all += active.length;
      const listed = active.slice(0, LISTED).map((unit) => unit + 1);
      lines.push(
        `layer ${i + 1}: ${active.length} of ${before.length} active${i === 0 && active.length < point.length ? ", fewer than inputs" : ""}: ${listed.join(" ")}${active.length > LISTED ? " …" : ""}`,
      );
    }
    values = before.map((value) => activate(layer.activation, value));
  });
  return { text: lines.join("\n"), active: all };
}

/** Units on the last piece of their activation: beyond 0 for ReLU. */
function activeUnits({ activation: { breakpoints } }: NetworkLayer, before: Float64Array): number[] {
  const edge = breakpoints[breakpoints.length - 1];
  return Array.from(before.keys()).filter((unit) => before[unit] > edge);
}

function regionsBlock(
  shape: RegionsBlock["shape"],
  polygons: readonly Float64Array[],
  described: readonly Described[],
): RegionsBlock {
  return {
    kind: "regions",
    title:
      shape === "square"
        ? "Linear regions in a square of the inputs"
        : "Linear regions on a segment of the inputs",
    shape,
    polygons,
    texts: described.map(({ text }) => text),
    shades: described.map(({ active }) => active),
  };
}

function postCounts(
  post: Post,
  activation: number,
  linear: number,
  more: readonly (readonly [string, string])[],
): void {
  post("region-counts", {
    kind: "numbers",
    title: "Regions",
    numbers: [
      { text: "activation regions", word: "activationRegions", value: String(activation) },
      { text: "linear regions", word: "linearRegions", value: String(linear) },
      ...more.map(([text, value]) => ({ text, value })),
    ],
  });
}
