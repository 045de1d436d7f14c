/** From bare tensors to layers: which belong together, in which order, in which orientation. */
import { InputError } from "../../src/result.js";
import { type Activation, IDENTITY, type NetworkLayer, type NetworkModel, RELU } from "../model.js";
import { foldBefore, foldingNote } from "../normalisation/batch-norm.js";
import { type AffineMap, affineMap, normMap } from "./affine-map.js";
import { chooseGroups, isNorm } from "./choose-groups.js";
import { commonType } from "./common-type.js";
import type { TensorOptions } from "./read-options.js";
import type { StoredTensor } from "./tensor.js";
import type { TensorGroup } from "./tensor-names.js";

/**
 * The network that tensors make under the options.
 * @param where the file, for messages
 * @throws InputError when tensors belong to no matrix, are not matrices, or do not fit together
 */
export function assembleModel(
  tensors: readonly StoredTensor[],
  options: TensorOptions,
  where: string,
): NetworkModel {
  const notes: string[] = [];
  const groups = chooseGroups(tensors, options.layers, where, notes);
  notes.push(
    options.transpose === true
      ? "Matrices stored as (inputs, outputs), transposed: columns as stored are neurons."
      : "Matrices read as (outputs, inputs): rows are neurons, as PyTorch stores them (Keras: option 'transpose').",
  );
  if (options.biasColumn === true) notes.push("The last column of each matrix is its bias.");
  const maps = affineMaps(groups, options, where, notes);
  const activations = chooseActivations(maps.length, options.activations, where, notes);
  return {
    layers: maps.map((map, i): NetworkLayer => ({ ...map, activation: activations[i] })),
    weightType: commonType(
      groups.flatMap(({ tensors: members }) =>
        [...members.values()].flatMap(({ type }) => (type === null ? [] : [type])),
      ),
    ),
    folded: groups.some((group) => isNorm(group) || !group.tensors.has("weight")),
    notes,
  };
}

/** The matrices in order, each normalisation folded into the one before it. */
function affineMaps(
  groups: readonly TensorGroup[],
  options: TensorOptions,
  where: string,
  notes: string[],
): AffineMap[] {
  const maps: AffineMap[] = [];
  const matrices: TensorGroup[] = [];
  for (const group of groups) {
    const before = maps.at(-1);
    if (!isNorm(group)) {
      maps.push(affineMap(group, options, where));
      if (!group.tensors.has("weight")) {
        notes.push(`Weight normalisation of '${group.stem}' folded, in double precision: rows g v/|v|.`);
      }
      matrices.push(group);
      continue;
    }
    if (before === undefined) {
      throw new InputError(
        `normalisation '${group.stem}' before any matrix of ${where}: expected option 'layers' in order`,
      );
    }
    const { map, epsilon } = normMap(group, before.weights.rows, where);
    maps[maps.length - 1] = foldBefore(before.weights, before.bias, map);
    notes.push(
      `${foldingNote(`Normalisation '${group.stem}'`, map)} It is taken to come before the activation, with epsilon ${epsilon}.`,
    );
  }
  requireChain(maps, matrices, where);
  return maps;
}

/** @throws InputError unless each layer takes what the one before gives, saying whether the other orientation fits */
function requireChain(maps: readonly AffineMap[], groups: readonly TensorGroup[], where: string): void {
  const misfit = maps.findIndex((map, i) => i > 0 && map.weights.columns !== maps[i - 1].weights.rows);
  if (misfit === -1) return;
  const turned = maps.every((map, i) => i === 0 || map.weights.rows === maps[i - 1].weights.columns);
  const [before, after] = [maps[misfit - 1].weights, maps[misfit].weights];
  throw new InputError(
    `'${groups[misfit].stem}' in ${where} takes ${after.columns} inputs where '${groups[misfit - 1].stem}' gives ` +
      `${before.rows} outputs: expected ${turned ? "option 'transpose', with which they fit" : "an order that fits, option 'layers'"}`,
  );
}

/** One activation a layer. @throws InputError when a list has another length */
function chooseActivations(
  count: number,
  given: readonly Activation[] | undefined,
  where: string,
  notes: string[],
): Activation[] {
  if (given !== undefined && given.length > 1) {
    if (given.length === count) return [...given];
    throw new InputError(
      `option 'activations' with ${given.length} words for the ${count} layers of ${where}: expected one word per layer, or one for all`,
    );
  }
  const chosen = given?.[0] ?? RELU;
  const assumed = given === undefined ? " assumed, as the file names none" : "";
  notes.push(
    count === 1
      ? `Activation ${chosen.name}${assumed}.`
      : `Activation ${chosen.name}${assumed}; the last layer is the identity (else: option 'activations', one word per layer).`,
  );
  return Array.from({ length: count }, (_, i) => (count > 1 && i === count - 1 ? IDENTITY : chosen));
}
