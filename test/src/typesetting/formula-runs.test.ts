/** Formulas in text: which letters are symbols, what stands below and above. */
import { describe, expect, it } from "vitest";
import { formulaRuns } from "../../../src/typesetting/formula-runs.js";

/** Symbols as *x*, subscripts as _{x}, superscripts as ^{x}. */
function marked(text: string): string {
  return formulaRuns(text)
    .map(({ text: part, italic, level }) => {
      const set = italic ? `*${part}*` : part;
      return level === "base" ? set : `${level === "sub" ? "_" : "^"}{${set}}`;
    })
    .join("");
}

describe("formulaRuns", () => {
  it.each([
    ["α = m/n", "*α* = *m*/*n*"],
    ["y = lim βx", "*y* = lim *β**x*"],
    ["αₗ = mₗ/n", "*α*_{*l*} = *m*_{*l*}/*n*"],
    ["E_min/n", "*E*_{min}/*n*"],
    ["q_{m,n+1}", "*q*_{*m*}_{,}_{*n*}_{+1}"],
    ["log₂|U(m, n, 2i)|", "log_{2}|*U*(*m*, *n*, 2*i*)|"],
    ["10⁻³", "10^{−3}"],
    ["k^{−4}", "*k*^{−4}"],
    ["4-RSB of a layer's rows", "4-RSB of a layer's rows"],
    ["d'Almeida-Thouless, e.g. 3e-5, (4.48d)", "d'Almeida-Thouless, e.g. 3e-5, (4.48d)"],
    ["A network: I see a = 2", "A network: I see *a* = 2"],
    ["", ""],
  ])("%s", (text, expected) => {
    expect(marked(text)).toBe(expected);
  });
});
