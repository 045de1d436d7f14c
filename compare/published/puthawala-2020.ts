/** The numbers printed by Puthawala et al. (slides of 10 July 2020; paper as quoted by Paleka 2021), recomputed. */
import { printedRegionBound, regionBound, sumOfRowsBound } from "../../geometry/index.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import type { ComparedRow } from "./compared-row.js";
import { claimRows } from "./printed-claim.js";

/** ReLU(Wx) for W = (1, −1)ᵀ at x = ±1: distance of the outputs over that of the inputs, with σ = 1 on each side. */
function inverseLipschitzExample(): Quantity {
  const image = (x: number): readonly [number, number] => [Math.max(0, x), Math.max(0, -x)];
  const [a, b] = [image(1), image(-1)];
  const ratio = Math.hypot(a[0] - b[0], a[1] - b[1]) / 2;
  return quantity(ratio, roundingError(ratio));
}

/** All rows in the order of the slides, then the paper's threshold. */
export function puthawalaTable(): ComparedRow[] {
  const row = claimRows("puthawala", "slides");
  const factor = inverseLipschitzExample();
  const region = regionBound().value;
  const exact = (value: number): Quantity => quantity(value, 0);
  return [
    row("c*, formula as printed", "5.7", printedRegionBound().value, {
      note: "log2(ce) = c - 1 - H2(1/(c-1)); the digits are those of the formula",
      correction: "the entropy lacks its factor c - 1",
    }),
    row("c*, as upper bound", "5.7", region, {
      claim: "upper",
      note: "I(m,n) -> 1 for c >= c*",
      correction: `${region.value.toFixed(4)}, from log2(ce) = (c-1)(1 - H2(1/(c-1))); 5.7 is unsupported, and contradicts the replica threshold 6.698`,
    }),
    row("c dagger", "3.4", sumOfRowsBound().value, {
      note: "erfc(1/sqrt(2c))/2 = 1/c, below which I(m,n) -> 0",
    }),
    row("no injective layer below", "2", exact(2), {
      note: "any W; attained by [B; -DB], of whose antiparallel pairs one row each is active",
      correction: "for random W 3: none with m <= 3n - 2 is injective",
    }),
    row("inversion at a point", "2.1", exact(2), {
      claim: "upper",
      note: "Lei et al. 2019, sufficient: half of the m units are active at a fixed input, n are needed",
    }),
    row("exponentially many wedges", "2", exact(1), {
      claim: "upper",
      note: "m/n >= 2 (Winder 1966): the rate is H2(n/m) bits per row, and 1 bit for 1 < m/n <= 2",
    }),
    row("inverse Lipschitz", "1/sqrt(2m)", factor, {
      claim: "lower",
      // Largest at m = 1; true there, and so for every m.
      stated: Math.SQRT1_2,
      note: "theorem, factor of the least singular value; true, but falls with m",
      correction: "1/sqrt(2) for every m, attained by W = (1, -1)^T at x = 1, -1",
    }),
    row("adjacent wedges", "1/sqrt(2)", factor, {
      stated: Math.SQRT1_2,
      note: "lemma, attained by W = (1, -1)^T",
    }),
    row("line through N rows", "1/sqrt(2N)", factor, {
      claim: "lower",
      // N = 0 where rows only switch on: the printed factor is infinite.
      stated: Number.POSITIVE_INFINITY,
      note: "lemma with N = #S(x0) \\ S(x1), which is 0 where rows only switch on",
      correction: "1/sqrt(2) for every line; crossings would be the symmetric difference",
    }),
    row("projection, n = 1", "2n + 1", quantity(3, 0, "cited"), {
      stated: 3,
      note: "outputs of a random projection that keeps injectivity (Whitney); not computed; 2n suffice without biases",
    }),
    claimRows("puthawala", "paper")("c*, published", "10.5", region, {
      claim: "upper",
      note: "as quoted by Paleka 2021, Theorem 3.10; sufficient, rounded up",
    }),
  ];
}
