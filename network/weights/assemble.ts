/** From bare tensors to layers: which belong together, in which order, in which orientation. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import { type Activation, IDENTITY, type NetworkLayer, type NetworkModel, RELU } from "../model.js";
import { commonType } from "./common-type.js";
import { LARGEST_COUNT } from "./limits.js";
import { transposed } from "./orientation.js";
import type { ReadOptions } from "./read-options.js";
import { countOf, finiteValues, type StoredTensor, shapeText } from "./tensor.js";
import { groupTensors, type TensorGroup } from "./tensor-names.js";

/** A layer without its activation. */
export interface AffineMap {
  readonly weights: DenseMatrix;
  readonly bias: Float64Array | null;
}

interface Context {
  readonly where: string;
  readonly options: ReadOptions;
}

/**
 * The network that tensors make under the options.
 * @param where the file, for messages
 * @throws InputError when tensors belong to no matrix, are no matrices, or do not fit together
 */
export function assembleModel(
  tensors: readonly StoredTensor[],
  options: ReadOptions,
  where: string,
): NetworkModel {
  const context = { where, options };
  const notes: string[] = [];
  const groups = chooseGroups(tensors, context, notes);
  requireMemory(groups, where);
  const maps = groups.map((group) => affineMap(group, context));
  if (options.biasFile !== undefined && maps.length > 1) {
    throw new InputError(`--bias with ${maps.length} matrices in ${where}: expected one matrix, or --layers`);
  }
  notes.push(
    options.transpose === true
      ? "Matrices stored as (inputs, outputs), transposed: columns as stored are neurons."
      : "Matrices read as (outputs, inputs): rows are neurons, as PyTorch stores them (Keras: --transpose).",
  );
  if (options.biasColumn === true) notes.push("The last column of each matrix is its bias.");
  requireChain(maps, groups, context);
  const activations = chooseActivations(maps.length, options, where, notes);
  return {
    layers: maps.map((map, i): NetworkLayer => ({ ...map, activation: activations[i] })),
    weightType: commonType(
      groups.flatMap(({ tensors }) =>
        [...tensors.values()].flatMap(({ type }) => (type === null ? [] : [type])),
      ),
    ),
    notes,
  };
}

/** The layers in order: as the options name them, or all in natural order of their names. */
function chooseGroups(tensors: readonly StoredTensor[], context: Context, notes: string[]): TensorGroup[] {
  const { where, options } = context;
  const named = options.layers;
  const groups = adoptVectors(groupTensors(tensors));
  if (named === undefined) {
    for (const group of groups) requireMatrix(group, context);
    if (groups.length === 0) throw new InputError(`no tensors in ${where}: expected at least one matrix`);
    if (groups.length > 1) {
      notes.push(
        `Order of the layers by name: ${groups.map(({ stem }) => stem).join(", ")} (else: --layers).`,
      );
    }
    return groups;
  }
  return named.map((name) => {
    const tensor = tensors.find((candidate) => candidate.name === name);
    const group =
      groups.find(({ stem, tensors: members }) => stem === name || members.get("weight")?.name === name) ??
      (tensor === undefined ? undefined : { stem: name, tensors: new Map([["weight" as const, tensor]]) });
    if (group === undefined) {
      const known = groups.map(({ stem }) => `'${stem}'`);
      const shown = known.length > 8 ? [...known.slice(0, 8), "…"] : known;
      throw new InputError(`no layer '${name}' in ${where}: expected one of ${shown.join(", ")}`);
    }
    requireMatrix(group, context);
    return group;
  });
}

/** Tensors whose names say nothing: a matrix is a layer of its own, a vector after it the bias that fits it. */
function adoptVectors(groups: readonly TensorGroup[]): TensorGroup[] {
  const adopted: TensorGroup[] = [];
  for (const group of groups) {
    const unknown = group.tensors.get("unknown");
    const before = adopted.at(-1);
    if (unknown === undefined || group.tensors.size > 1) adopted.push(group);
    else if (unknown.shape.length === 1 && before !== undefined && !before.tensors.has("bias")) {
      adopted[adopted.length - 1] = { ...before, tensors: new Map([...before.tensors, ["bias", unknown]]) };
    } else adopted.push({ stem: group.stem, tensors: new Map([["weight", unknown]]) });
  }
  return adopted;
}

/** All chosen tensors together, before any is decoded. */
function requireMemory(groups: readonly TensorGroup[], where: string): void {
  const shapes = groups.flatMap(({ tensors }) => [...tensors.values()].map(({ shape }) => shape));
  const total = shapes.reduce((sum, shape) => sum + countOf(shape, where), 0);
  if (total > LARGEST_COUNT) {
    throw new InputError(
      `${total} numbers in ${where}: expected at most ${LARGEST_COUNT}, or fewer layers by --layers`,
    );
  }
}

function requireMatrix({ stem, tensors }: TensorGroup, { where }: Context): void {
  const weight = tensors.get("weight");
  if (weight?.shape.length === 2 && !tensors.has("mean")) return;
  const odd = weight ?? [...tensors.values()][0];
  throw new InputError(
    `tensor '${odd.name}' of shape ${shapeText(odd.shape)} in ${where} (layer '${stem}'): expected matrices with their ` +
      "biases; name those to use with --layers, or convert the model to ONNX, which says how layers connect",
  );
}

/** The stored numbers of one group as W and b. */
function affineMap({ tensors }: TensorGroup, { where, options }: Context): AffineMap {
  const weight = tensors.get("weight");
  if (weight === undefined) throw new Error("a group without weights");
  const stored: DenseMatrix = {
    rows: weight.shape[0],
    columns: weight.shape[1],
    values: finiteValues(weight, where),
  };
  const oriented = options.transpose === true ? transposed(stored) : stored;
  const storedBias = tensors.get("bias");
  if (options.biasColumn === true) {
    if (storedBias !== undefined) {
      throw new InputError(
        `--bias-column with a bias '${storedBias.name}' in ${where}: expected only one of them`,
      );
    }
    return requireSize(splitLastColumn(oriented, where), weight.name, where);
  }
  const bias = storedBias === undefined ? null : finiteValues(storedBias, where);
  return requireSize(withBias(oriented, bias, `'${storedBias?.name}' in ${where}`), weight.name, where);
}

/** @throws InputError unless the bias has one entry a row */
export function withBias(weights: DenseMatrix, bias: Float64Array | null, where: string): AffineMap {
  if (bias !== null && bias.length !== weights.rows) {
    const hint = bias.length === weights.columns ? ", or --transpose" : "";
    throw new InputError(
      `bias ${where} has ${bias.length} entries: expected ${weights.rows}, one a row of the weights${hint}`,
    );
  }
  return { weights, bias };
}

function requireSize(map: AffineMap, name: string, where: string): AffineMap {
  const { rows, columns } = map.weights;
  if (rows > 0 && columns > 0) return map;
  throw new InputError(
    `'${name}' in ${where} is ${rows} x ${columns}: expected at least one row and one column`,
  );
}

function splitLastColumn({ rows, columns, values }: DenseMatrix, where: string): AffineMap {
  if (columns < 2)
    throw new InputError(`--bias-column with ${columns} column in ${where}: expected 2 or more`);
  const weights = { rows, columns: columns - 1, values: new Float64Array(rows * (columns - 1)) };
  const bias = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    weights.values.set(values.subarray(i * columns, (i + 1) * columns - 1), i * (columns - 1));
    bias[i] = values[(i + 1) * columns - 1];
  }
  return { weights, bias };
}

/** @throws InputError unless each layer takes what the one before gives, saying whether the other orientation fits */
function requireChain(maps: readonly AffineMap[], groups: readonly TensorGroup[], { where }: Context): void {
  const misfit = maps.findIndex((map, i) => i > 0 && map.weights.columns !== maps[i - 1].weights.rows);
  if (misfit === -1) return;
  const turned = maps.every((map, i) => i === 0 || map.weights.rows === maps[i - 1].weights.columns);
  const [before, after] = [maps[misfit - 1].weights, maps[misfit].weights];
  throw new InputError(
    `'${groups[misfit].stem}' in ${where} takes ${after.columns} inputs where '${groups[misfit - 1].stem}' gives ` +
      `${before.rows} outputs: expected ${turned ? "--transpose, with which they fit" : "an order that fits, --layers"}`,
  );
}

/** One activation a layer. @throws InputError when a list has another length */
export function chooseActivations(
  count: number,
  { activations }: ReadOptions,
  where: string,
  notes: string[],
): Activation[] {
  if (activations !== undefined && activations.length > 1) {
    if (activations.length !== count) {
      throw new InputError(
        `--activation with ${activations.length} words for the ${count} layers of ${where}: expected one word a layer, or one for all`,
      );
    }
    return [...activations];
  }
  const chosen = activations?.[0] ?? RELU;
  const assumed = activations === undefined ? " assumed, as the file names none" : "";
  notes.push(
    count === 1
      ? `Activation ${chosen.name}${assumed}.`
      : `Activation ${chosen.name}${assumed}; the last layer is the identity (else: --activation, one word a layer).`,
  );
  return Array.from({ length: count }, (_, i) => (count > 1 && i === count - 1 ? IDENTITY : chosen));
}
