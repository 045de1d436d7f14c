/** Gauss–Hermite quadrature for the standard normal law, by eigenvalues of the Jacobi matrix (Golub and Welsch). */
import { symmetricEigen } from "../src/linear-algebra/symmetric.js";

/** Nodes and weights with Σ w f(x) = E f(z) for polynomials of degree below 2·count. */
export function gaussHermite(count: number): { nodes: number[]; weights: number[] } {
  const jacobi = Array.from({ length: count }, (_, i) =>
    Float64Array.from({ length: count }, (__, j) => (Math.abs(i - j) === 1 ? Math.sqrt(Math.max(i, j)) : 0)),
  );
  const { values, vectors } = symmetricEigen(jacobi);
  return { nodes: Array.from(values), weights: vectors.map((vector) => vector[0] ** 2) };
}
