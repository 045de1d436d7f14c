/** ψ(b, σ) of plain duality in doubles, for the searches. */

export interface Psi {
  readonly value: number;
  /** M and S of docs/theorems.md. */
  readonly held: number;
  readonly edge: number;
}

export function psi(b: number, sigma: number): Psi {
  const s = Math.sqrt(sigma);
  const first = b / (1 + s);
  const second = (b * s) / (1 + s + b * b);
  const held = 1 - sector(second) / Math.PI;
  const value = 0.5 * (1 + sector(first) / Math.PI - ((1 + b * b) * held) / sigma);
  return { value, held, edge: (second * second) / (1 + second * second) / Math.PI };
}

function sector(t: number): number {
  return Math.atan(t) - t / (1 + t * t);
}
