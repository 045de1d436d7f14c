/** What the names of tensors say: which matrix and which vector are of one layer, and which layer comes first. */
import type { StoredTensor } from "./tensor.js";

/** What a tensor is in its layer. */
type TensorRole = "weight" | "bias" | "mean" | "variance" | "gain" | "direction" | "counter" | "unknown";

/** The tensors of one layer. */
export interface TensorGroup {
  /** What their names share: `fc1` of `fc1.weight` and `fc1.bias`. */
  readonly stem: string;
  readonly tensors: ReadonlyMap<TensorRole, StoredTensor>;
}

const ROLES: readonly (readonly [RegExp, TensorRole])[] = [
  [/^(?:weights?|kernel|w|gamma|scale)$/i, "weight"],
  [/^(?:bias(?:es)?|b|beta)$/i, "bias"],
  [/^(?:running|moving)_mean$/i, "mean"],
  [/^(?:running_var|moving_variance)$/i, "variance"],
  [/^weight_g$/i, "gain"],
  [/^weight_v$/i, "direction"],
  [/^num_batches_tracked$/i, "counter"],
];

/** Groups in natural order of their stems (2 before 10). */
export function groupTensors(tensors: readonly StoredTensor[]): TensorGroup[] {
  const groups = new Map<string, Map<TensorRole, StoredTensor>>();
  for (const tensor of tensors) {
    const { stem, role } = splitName(tensor.name);
    const group = groups.get(stem);
    // Two tensors of one role (W and kernel) cannot both be the matrix: the second keeps its full name.
    if (group === undefined) groups.set(stem, new Map([[role, tensor]]));
    else if (group.has(role)) groups.set(tensor.name, new Map([["unknown", tensor]]));
    else group.set(role, tensor);
  }
  return [...groups]
    .map(([stem, members]) => ({ stem, tensors: members }))
    .sort((a, b) => compareNatural(a.stem, b.stem));
}

/** `model.fc1.weight`, `fc1_bias`, `dense/kernel:0`, `W2`, `b_2`: what is before or after the word for the role. */
function splitName(name: string): { stem: string; role: TensorRole } {
  const bare = name.replace(/:\d+$/, "");
  // torch.nn.utils.parametrizations.weight_norm keeps g and v under these names.
  const parametrised = /^(.*)\.parametrizations\.weight\.original([01])$/s.exec(bare);
  if (parametrised !== null) {
    return { stem: parametrised[1], role: parametrised[2] === "0" ? "gain" : "direction" };
  }
  const ending = /^(?:(.*)[./])?([^./]*)$/s.exec(bare);
  const [head, tail] = [ending?.[1] ?? "", ending?.[2] ?? bare];
  const whole = roleOf(tail);
  if (whole !== "unknown") return { stem: head, role: whole };
  const numbered = /^([A-Za-z]+)_?(\d+)$/.exec(tail);
  if (numbered !== null && roleOf(numbered[1]) !== "unknown") {
    return { stem: [head, numbered[2]].filter((part) => part !== "").join("."), role: roleOf(numbered[1]) };
  }
  const suffixed = /^(.+?)_(weights?|kernel|w|bias(?:es)?|b)$/i.exec(tail);
  if (suffixed !== null) {
    return {
      stem: [head, suffixed[1]].filter((part) => part !== "").join("."),
      role: roleOf(suffixed[2]),
    };
  }
  return { stem: name, role: "unknown" };
}

function roleOf(word: string): TensorRole {
  return ROLES.find(([pattern]) => pattern.test(word))?.[1] ?? "unknown";
}

/** Alphabetical, runs of digits as numbers. */
function compareNatural(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] === right[i]) continue;
    const difference = Number(left[i]) - Number(right[i]);
    if (Number.isFinite(difference) && difference !== 0) return difference;
    return left[i] < right[i] ? -1 : 1;
  }
  return left.length - right.length;
}
