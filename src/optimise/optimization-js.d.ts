/** optimization-js ships no types; these are the members used here. */
declare module "optimization-js" {
  /** Anything with a `random_sample` is accepted as a dimension; that is where the seed comes in. */
  interface Dimension {
    random_sample(): number;
  }
  const optimization: {
    dummy_minimize(objective: (point: number[]) => number, dimensions: Dimension[], calls: number): unknown;
    minimize_L_BFGS(
      objective: (point: number[]) => number,
      gradient: (point: number[]) => number[],
      start: number[],
    ): unknown;
  };
  export default optimization;
}
