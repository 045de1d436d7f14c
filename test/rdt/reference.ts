/** Reference values of random duality theory, read from the fixture. */
import { readFileSync } from "node:fs";

interface ReferenceLayer {
  readonly layer: number;
  readonly alpha: number;
  readonly T_in: number;
  readonly rho: number;
  readonly gammaBar: number;
  readonly gamma: number;
}

export interface Reference {
  readonly minimal_weak: readonly ReferenceLayer[];
  readonly minimal_strong: readonly ReferenceLayer[];
  readonly lifted_2_layers_weak: readonly number[];
  readonly lifted_2_layers_strong: readonly number[];
  readonly lifted_1_layer_gammaBar_nu_c3_bound: readonly number[];
  readonly published_settings: Readonly<Record<string, number>>;
}

export const reference = JSON.parse(
  readFileSync(new URL("../fixtures/rdt.json", import.meta.url), "utf8"),
) as Reference;
