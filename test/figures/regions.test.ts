/** Pictures of subdivisions: complete, deterministic, well-formed. */
import { describe, expect, it } from "vitest";
import { planePicture, segmentPicture } from "../../figures/index.js";
import { subdividePlane, subdivideSegment } from "../../network/index.js";
import { modelOf, pointOf, REFERENCE, squareOf } from "../network/regions/reference.js";

/** Every opened element is closed, no attribute holds anything but finite numbers. */
function expectWellFormed(svg: string): void {
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  const open: string[] = [];
  for (const [, closing, name, alone] of svg.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
    if (closing === "/") expect(open.pop()).toBe(name);
    else if (alone !== "/") open.push(name);
  }
  expect(open).toEqual([]);
}

describe("plane", () => {
  const net = REFERENCE.nets[3];
  const subdivision = subdividePlane(modelOf(net), squareOf(net));
  const svg = planePicture(subdivision, ["s", "r"]);

  it("has one polygon per cell, one line per edge, dotted where the output shows nothing", () => {
    expectWellFormed(svg);
    expect(svg.match(/<polygon /g)).toHaveLength(28);
    const dotted = subdivision.commonEdges.filter(({ changesOutput }) => !changesOutput).length;
    expect(dotted).toBeGreaterThan(0);
    // One more in the legend.
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(dotted + 1);
    expect(svg).toContain("18 linear regions, 28 activation regions");
  });

  it("gives regions that meet different fills", () => {
    const fills = [...svg.matchAll(/<polygon [^>]*fill='(#\w+)'/g)].map(([, fill]) => fill);
    for (const { cells, changesOutput } of subdivision.commonEdges) {
      const [a, b] = cells;
      expect(fills[a] === fills[b]).toBe(!changesOutput);
    }
  });

  it("is the same every time", () => {
    expect(planePicture(subdividePlane(modelOf(net), squareOf(net)), ["s", "r"])).toBe(svg);
  });
});

describe("segment", () => {
  it("marks visible breakpoints on the curve and all breakpoints below it", () => {
    const net = REFERENCE.nets[2];
    const [start, end] = net.segment.map(pointOf);
    const svg = segmentPicture(subdivideSegment(modelOf(net), start, end));
    expectWellFormed(svg);
    expect(svg.match(/<circle /g)).toHaveLength(5);
    expect(svg.match(/stroke-width='1.4'/g)).toHaveLength(6);
    expect(svg.match(/stroke-opacity/g)).toHaveLength(1);
  });

  it("draws a constant output", () => {
    const [net] = REFERENCE.nets;
    const model = modelOf(net);
    const flat = {
      ...model,
      layers: model.layers.map((layer) => ({ ...layer, weights: zero(layer.weights) })),
    };
    expectWellFormed(segmentPicture(subdivideSegment(flat, [-1, 0], [1, 0])));
  });
});

function zero<Matrix extends { readonly values: Float64Array }>(matrix: Matrix): Matrix {
  return { ...matrix, values: new Float64Array(matrix.values.length) };
}
