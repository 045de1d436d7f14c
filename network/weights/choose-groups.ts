/** Which tensors of a file make its layers, in which order. */
import { InputError } from "../../src/result.js";
import { LARGEST_COUNT } from "./limits.js";
import { countOf, type StoredTensor, shapeText } from "./tensor.js";
import { groupTensors, type TensorGroup } from "./tensor-names.js";

/**
 * The layers in order: as named, or all in natural order of their names. Normalisations are among them; without
 * names they are only placed where the names are numbers, as those of torch.nn.Sequential.
 * @param notes receives the order that was assumed
 * @throws InputError for names that are not there, and for tensors that are not a layer
 */
export function chooseGroups(
  tensors: readonly StoredTensor[],
  named: readonly string[] | undefined,
  where: string,
  notes: string[],
): TensorGroup[] {
  const groups = adoptVectors(groupTensors(tensors));
  const chosen = named === undefined ? groups : named.map((name) => findGroup(name, groups, tensors, where));
  if (chosen.length === 0) throw new InputError(`no tensors in ${where}: expected at least one matrix`);
  for (const group of chosen) requireLayer(group, where);
  requireMemory(chosen, where);
  if (named === undefined && chosen.length > 1) {
    const numbered = new Set(chosen.map(({ stem }) => stem.replaceAll(/\d+/g, "#"))).size === 1;
    if (chosen.some(isNorm) && !numbered) {
      throw new InputError(
        `normalisations in ${where} whose place the names do not say: expected the order of all layers, option 'layers' fc1,bn1,…`,
      );
    }
    const stems = chosen.map(({ stem }) => stem);
    notes.push(`Order of the layers by name: ${stems.join(", ")} (else: option 'layers').`);
  }
  return chosen;
}

/** Whether a group is a batch normalisation with its running moments. */
export function isNorm({ tensors }: TensorGroup): boolean {
  return tensors.has("mean") || tensors.has("variance");
}

function findGroup(
  name: string,
  groups: readonly TensorGroup[],
  tensors: readonly StoredTensor[],
  where: string,
): TensorGroup {
  const group = groups.find(
    ({ stem, tensors: members }) => stem === name || members.get("weight")?.name === name,
  );
  if (group !== undefined) return group;
  const tensor = tensors.find((candidate) => candidate.name === name);
  if (tensor !== undefined) return { stem: name, tensors: new Map([["weight", tensor]]) };
  const known = groups.map(({ stem }) => `'${stem}'`);
  const shown = known.length > 8 ? [...known.slice(0, 8), "…"] : known;
  throw new InputError(`no layer '${name}' in ${where}: expected one of ${shown.join(", ")}`);
}

/** Tensors whose names say nothing: a matrix is a layer of its own, a vector after such a matrix its bias. */
function adoptVectors(groups: readonly TensorGroup[]): TensorGroup[] {
  const adopted: TensorGroup[] = [];
  let nameless = false;
  for (const group of groups) {
    const unknown = group.tensors.get("unknown");
    const before = adopted.at(-1);
    if (unknown === undefined || group.tensors.size > 1) {
      adopted.push(group);
      nameless = false;
    } else if (nameless && unknown.shape.length === 1 && before !== undefined) {
      adopted[adopted.length - 1] = { ...before, tensors: new Map([...before.tensors, ["bias", unknown]]) };
      nameless = false;
    } else {
      adopted.push({ stem: group.stem, tensors: new Map([["weight", unknown]]) });
      nameless = unknown.shape.length === 2;
    }
  }
  return adopted;
}

function requireLayer(group: TensorGroup, where: string): void {
  const { stem, tensors } = group;
  const weight = tensors.get("weight") ?? (tensors.has("gain") ? tensors.get("direction") : undefined);
  if (isNorm(group) ? tensors.has("mean") && tensors.has("variance") : weight?.shape.length === 2) return;
  const odd = weight ?? [...tensors.values()][0];
  throw new InputError(
    `tensor '${odd.name}' of shape ${shapeText(odd.shape)} in ${where} (layer '${stem}'): expected matrices with their ` +
      "biases; name those to use with option 'layers', or convert the model to ONNX, which says how layers connect",
  );
}

/** All chosen tensors together, before any is decoded. */
function requireMemory(groups: readonly TensorGroup[], where: string): void {
  const shapes = groups.flatMap(({ tensors }) => [...tensors.values()].map(({ shape }) => shape));
  const total = shapes.reduce((sum, shape) => sum + countOf(shape, where), 0);
  if (total <= LARGEST_COUNT) return;
  throw new InputError(
    `${total} numbers in ${where}: expected at most ${LARGEST_COUNT}, or fewer layers by option 'layers'`,
  );
}
