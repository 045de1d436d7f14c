/** Subdivision of segments in doubles. */
import { describe, expect, it } from "vitest";
import {
  fractionToNumber,
  parseFraction,
  subdivideSegment,
  subdivideSegmentExactly,
} from "../../../network/index.js";
import { modelOf, pointOf, REFERENCE } from "./reference.js";

describe("reference networks along their segments", () => {
  it.each(REFERENCE.nets.map((net) => [net.widths.join("-"), net] as const))("%s", (_, net) => {
    const [start, end] = net.segment.map(pointOf);
    const found = subdivideSegment(modelOf(net), start, end);
    expect(found.breakpoints).toHaveLength(net.activation_breakpoints);
    expect(found.linearRegions).toBe(net.linear_breakpoints + 1);
    expect(found.unresolved).toBe(0);
    found.breakpoints.forEach(({ t, error }, i) => {
      expect(Math.abs(t - net.activation_t[i])).toBeLessThanOrEqual(error + 1e-16);
      expect(error).toBeLessThan(1e-13);
    });
    const visible = found.breakpoints.filter(({ changesOutput }) => changesOutput);
    visible.forEach(({ t }, i) => {
      expect(t).toBeCloseTo(net.linear_t[i], 13);
    });
  });

  it.each(REFERENCE.nets.map((net) => [net.widths.join("-"), net] as const))("%s in fractions", (_, net) => {
    const [start, end] = net.segment.map((point) => point.map((entry) => parseFraction(entry, "fixture")));
    const found = subdivideSegmentExactly(modelOf(net), start, end);
    expect(found.breakpoints.map(({ t }) => fractionToNumber(t))).toEqual(net.activation_t);
    const visible = found.breakpoints.filter(({ changesOutput }) => changesOutput);
    expect(visible.map(({ t }) => fractionToNumber(t))).toEqual(net.linear_t);
  });
});
