/** Gauss–Legendre rules by Newton's method on the three-term recurrence (nodes to about 1e-16). */

/** Nodes and weights of a quadrature rule on [−1, 1]. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const cache = new Map<number, QuadratureRule>();

/** The rule with `count` nodes, exact for polynomials of degree 2·count − 1. */
export function gaussLegendre(count: number): QuadratureRule {
  const known = cache.get(count);
  if (known !== undefined) return known;
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < Math.ceil(count / 2); i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 0;
    // Newton from this start is inside the basin of its root and quadratic; six steps are plenty.
    for (let step = 0; step < 6; step++) {
      let previous = 1;
      let value = x;
      for (let degree = 2; degree <= count; degree++) {
        const next = ((2 * degree - 1) * x * value - (degree - 1) * previous) / degree;
        previous = value;
        value = next;
      }
      slope = (count * (x * value - previous)) / (x * x - 1);
      x -= value / slope;
    }
    nodes[i] = -x;
    nodes[count - 1 - i] = x;
    const weight = 2 / ((1 - x * x) * slope * slope);
    weights[i] = weight;
    weights[count - 1 - i] = weight;
  }
  if (count % 2 === 1) nodes[(count - 1) / 2] = 0;
  const rule = { nodes, weights };
  cache.set(count, rule);
  return rule;
}
