/** Maximum of a concave function of one variable by golden sections. */

const RATIO = (Math.sqrt(5) - 1) / 2;

/** The maximiser in [low, high]; NaN values count as −∞. */
export function maximiser(f: (x: number) => number, low: number, high: number, steps = 60): number {
  const value = (x: number): number => {
    const y = f(x);
    return Number.isNaN(y) ? Number.NEGATIVE_INFINITY : y;
  };
  let [a, b] = [low, high];
  let [c, d] = [b - RATIO * (b - a), a + RATIO * (b - a)];
  let [fc, fd] = [value(c), value(d)];
  for (let i = 0; i < steps; i++) {
    if (fc >= fd) {
      [b, d, fd] = [d, c, fc];
      c = b - RATIO * (b - a);
      fc = value(c);
    } else {
      [a, c, fc] = [c, d, fd];
      d = a + RATIO * (b - a);
      fd = value(d);
    }
  }
  return (a + b) / 2;
}
