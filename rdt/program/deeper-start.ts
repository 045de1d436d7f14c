/** A rough start for one layer more, from the saddle of a network. */
import type { ProgramParameters } from "./program-parameters.js";

/**
 * The same network with its last layer doubled: the copy becomes hidden, with the parameters of the hidden layer below
 * it.
 * @param shallow a point of at least two layers
 */
export function deeperStart(shallow: ProgramParameters): ProgramParameters {
  const l = shallow.expansions.length;
  const norms = shallow.dualNorms ?? shallow.r.map(() => 1);
  const ratio = (values: readonly number[]): number => values[l - 2] / (l > 2 ? values[l - 3] : 1);
  const growth = ratio(shallow.r);
  return {
    expansions: [...shallow.expansions, shallow.expansions[l - 1] * 1.1],
    r: [...shallow.r, shallow.r[l - 2] * growth],
    gammaBar: [...shallow.gammaBar.slice(0, -1), shallow.gammaBar[l - 2], shallow.gammaBar[l - 1] * growth],
    nu: shallow.nu * growth,
    gamma: [...shallow.gamma, shallow.gamma[l - 2]],
    dualNorms: [...norms, norms[l - 2] * ratio(norms)],
  };
}
