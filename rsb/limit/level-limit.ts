/** The limit of a family of values in the number of levels, v + c K⁻⁴ + d K⁻⁵. */
import { type Quantity, quantity } from "../../src/result.js";

/** The optimum at one number of levels. */
export interface LevelValue {
  readonly levels: number;
  readonly value: number;
  readonly decrement: number;
}

/** The limit of three values; its error adds the change from one tail term to two and twice the truncation of the family. */
export function limitOfLevels(a: LevelValue, b: LevelValue, c: LevelValue, truncation: number): Quantity {
  const limit = tailOfTwo(a, b, c);
  const decrement = Math.max(...[a, b, c].map((value) => value.decrement));
  // Differences of three values amplify their optimiser errors some twenty-fold.
  return quantity(limit, Math.abs(limit - tailOfOne(b, c)) + 2 * truncation + 20 * decrement);
}

/** The limit of v + c K⁻⁴ through two values. */
function tailOfOne(a: LevelValue, b: LevelValue): number {
  const ratio = (b.levels / a.levels) ** 4;
  return b.value + (b.value - a.value) / (ratio - 1);
}

/** The limit of v + c K⁻⁴ + d K⁻⁵ through three values: the K⁻⁴ limits of neighbours differ like K⁻⁵. */
function tailOfTwo(a: LevelValue, b: LevelValue, c: LevelValue): number {
  const [x, y, z] = [a, b, c].map(({ levels }) => c.levels / levels);
  // Solve [1, t⁴, t⁵] for the three points by elimination of the constant.
  const [u, v] = [a.value - c.value, b.value - c.value];
  const [u4, u5, v4, v5] = [x ** 4 - z ** 4, x ** 5 - z ** 5, y ** 4 - z ** 4, y ** 5 - z ** 5];
  const determinant = u4 * v5 - u5 * v4;
  const c4 = (u * v5 - v * u5) / determinant;
  const c5 = (u4 * v - v4 * u) / determinant;
  return c.value - c4 - c5;
}
