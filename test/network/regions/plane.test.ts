/** Subdivision of squares in doubles and in rational arithmetic. */
import { describe, expect, it } from "vitest";
import {
  exactDomain,
  fractionToNumber,
  subdividePlane,
  subdividePlaneExactly,
} from "../../../network/index.js";
import { modelOf, REFERENCE, squareOf } from "./reference.js";

const NETS = REFERENCE.nets.filter(({ activation_regions }) => activation_regions !== undefined);

describe("reference networks on their squares", () => {
  it.each(NETS.map((net) => [net.widths.join("-"), net] as const))("%s in doubles", (_, net) => {
    const found = subdividePlane(modelOf(net), squareOf(net));
    expect(found.activationRegions).toBe(net.activation_regions);
    expect(found.linearRegions).toBe(net.linear_regions);
    expect(found.distinctMaps).toBe(net.distinct_affine_maps);
    expect(found.areaSum).toBeCloseTo(4, 13);
    expect(found.omittedCuts).toBe(0);
  });

  it.each(NETS.map((net) => [net.widths.join("-"), net] as const))("%s in fractions", (_, net) => {
    const found = subdividePlaneExactly(modelOf(net), exactDomain(squareOf(net)));
    expect(found.activationRegions).toBe(net.activation_regions);
    expect(found.linearRegions).toBe(net.linear_regions);
    expect(found.distinctMaps).toBe(net.distinct_affine_maps);
    expect(fractionToNumber(found.area)).toBe(4);
    expect(found.vertices - found.edges + found.activationRegions).toBe(1);
  });
});
