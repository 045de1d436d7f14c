/** The neighbouring solution that `rsb` may start from, read back from the results of another point. */
import * as z from "zod";
import { type Ansatz, ansatzFrom } from "../../rsb/index.js";
import { InputError } from "../../src/result.js";

const Converged = z.object({ value: z.number(), status: z.literal("converged") });
const NeighbourSchema = z.tuple([
  z.object({
    k: z.number(),
    energy: Converged.optional(),
    threshold: Converged.optional(),
    overlaps: z.array(z.object({ value: z.number() })),
    breakingPoints: z.array(z.object({ value: z.number() })),
    chi: z.object({ value: z.number() }),
  }),
]);

/** Its ansatz; undefined unless the results are those of one converged energy or threshold with k breaking points. */
export function neighbourAnsatz(results: unknown, k: number): Ansatz | undefined {
  const parsed = NeighbourSchema.safeParse(results);
  if (!parsed.success) return undefined;
  const [{ energy, threshold, overlaps, breakingPoints, chi }] = parsed.data;
  if (breakingPoints.length !== k || (energy ?? threshold) === undefined) return undefined;
  const values = (list: readonly { readonly value: number }[]): number[] => list.map(({ value }) => value);
  try {
    return ansatzFrom(values(overlaps), values(breakingPoints), chi.value);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
