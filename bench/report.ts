/** How benchmark rows are printed. */

/** One measurement and its ratio to a named yardstick of the same run. */
export interface BenchmarkRow {
  readonly name: string;
  readonly milliseconds: number;
  /** This row's time over the yardstick's. */
  readonly ratio: number;
  readonly yardstick: string;
  readonly remark?: string;
}

/** Aligned lines. */
export function formatRows(rows: readonly BenchmarkRow[]): string {
  const width = Math.max(...rows.map((row) => row.name.length));
  return rows
    .map(({ name, milliseconds, ratio, yardstick, remark }) => {
      const time = `${milliseconds.toPrecision(3)} ms`.padStart(10);
      return `${name.padEnd(width)}  ${time}  ${ratio.toPrecision(3).padStart(8)} × ${yardstick}${remark === undefined ? "" : `  (${remark})`}`;
    })
    .join("\n");
}
