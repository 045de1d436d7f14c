/** The text format .nnet of Stanford's collision avoidance networks: ReLU after every layer but the last. */
import { InputError } from "../../src/result.js";
import { IDENTITY, type NetworkLayer, type NetworkModel, RELU } from "../model.js";
import { LARGEST_COUNT, LARGEST_DEPTH } from "./limits.js";

/** Whether a text begins as such a file does: comments, then lines of numbers that end in a comma. */
export function isNnet(path: string, text: string): boolean {
  return /\.nnet$/i.test(path) || /^\uFEFF?\s*\/\//.test(text);
}

/**
 * The network of a text: comments `//`; layers, inputs, outputs, largest size; sizes; a flag; minima and maxima of the
 * inputs; means and ranges of inputs and output; then weights and biases of each layer, one row a line.
 * The network is the one of the normalised inputs, (x − mean)/range, and of outputs before they are scaled back.
 * @throws InputError naming the line
 */
export function readNnet(text: string, where: string): NetworkModel {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  let at = 0;
  const next = (count: number | null, what: string): number[] => {
    while (at < lines.length && (/^\s*\/\//.test(lines[at]) || lines[at].trim() === "")) at++;
    if (at === lines.length) throw new InputError(`${where} ends before ${what}: expected it`);
    const place = `line ${at + 1} of ${where}`;
    const words = lines[at++].split(",").map((word) => word.trim());
    if (words[words.length - 1] === "") words.pop();
    const numbers = words.map((word) => (/^[-+.\d]/.test(word) ? Number(word) : Number.NaN));
    const bad = numbers.findIndex((value) => !Number.isFinite(value));
    if (bad !== -1)
      throw new InputError(`'${words[bad].slice(0, 40)}' in ${place}: expected a finite number`);
    if (count !== null && numbers.length !== count) {
      throw new InputError(`${numbers.length} numbers in ${place}: expected ${count}, ${what}`);
    }
    return numbers;
  };
  const [depth, inputs, outputs] = next(null, "layers, inputs, outputs");
  if (!(Number.isInteger(depth) && depth >= 1 && depth <= LARGEST_DEPTH)) {
    throw new InputError(`${depth} layers in ${where}: expected an integer from 1 to ${LARGEST_DEPTH}`);
  }
  const sizes = next(depth + 1, "the sizes of all layers");
  if (!sizes.every((size) => Number.isInteger(size) && size >= 1)) {
    throw new InputError(`sizes ${sizes.slice(0, 8).join(", ")} in ${where}: expected integers from 1`);
  }
  if (sizes[0] !== inputs || sizes[depth] !== outputs) {
    throw new InputError(
      `sizes of ${where} from ${sizes[0]} to ${sizes[depth]}: expected ${inputs} to ${outputs}`,
    );
  }
  const count = sizes.slice(1).reduce((sum, size, i) => sum + size * (sizes[i] + 1), 0);
  // Each number takes two characters at least.
  if (count > LARGEST_COUNT || 2 * count > text.length) {
    throw new InputError(`${count} weights in ${where}: expected as many as the text can hold`);
  }
  next(1, "a flag that is no longer used");
  const [minima, maxima] = [next(inputs, "minima of the inputs"), next(inputs, "maxima of the inputs")];
  const means = next(inputs + 1, "means of inputs and output");
  const ranges = next(inputs + 1, "ranges of inputs and output");
  const layers = sizes.slice(1).map((rows, i): NetworkLayer => {
    const columns = sizes[i];
    const values = new Float64Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      values.set(next(columns, `row ${row + 1} of the weights of layer ${i + 1}`), row * columns);
    }
    const bias = Float64Array.from(
      { length: rows },
      (_, row) => next(1, `bias ${row + 1} of layer ${i + 1}`)[0],
    );
    return { weights: { rows, columns, values }, bias, activation: i === depth - 1 ? IDENTITY : RELU };
  });
  const short = (numbers: readonly number[]): string => `(${numbers.join(", ")})`;
  return {
    layers,
    weightType: "float64",
    notes: [
      `.nnet: inputs are normalised, (x - mean)/range, mean ${short(means.slice(0, inputs))}, range ${short(ranges.slice(0, inputs))}, ` +
        `from ${short(minima)} to ${short(maxima)}; outputs are to be multiplied by ${ranges[inputs]} and moved by ${means[inputs]}.`,
    ],
  };
}
