/** Reading weights against copying the same bytes; inverting against evaluating the same network. */
import { deflateRawSync } from "node:zlib";
import { evaluate, gaussianProjection, invertNetwork, type NetworkModel, RELU } from "../network/index.js";
import { modelFromBytes } from "../network/weights/model-from-bytes.js";
import { crc32 } from "../network/weights/zip.js";
import { randomSource } from "../src/random/normal.js";
import type { BenchmarkRow } from "./report.js";
import { medianMilliseconds, timed } from "./timing.js";

const SIZE = 1024;

/** A square matrix in each format, then inversions of growing layers. */
export function networkWeightsBenchmark(): BenchmarkRow[] {
  return [...readingRows(), ...inversionRows()];
}

function readingRows(): BenchmarkRow[] {
  const values = gaussianProjection(SIZE, SIZE, 1).values;
  const bytes = new Uint8Array(values.buffer);
  const copy = medianMilliseconds(() => values.slice(), 20);
  const npy = npyFile(bytes);
  const files: readonly (readonly [string, Uint8Array])[] = [
    ["w.npy", npy],
    ["w.npz", zipFile(npy, false)],
    ["deflated.npz", zipFile(npy, true)],
    ["w.safetensors", safetensorsFile(bytes)],
    ["w.csv", textFile(values)],
  ];
  return files.map(([path, contents]) => {
    const milliseconds = medianMilliseconds(() => modelFromBytes({ path, bytes: contents }, {}), 5);
    return {
      name: `${path}, ${SIZE} x ${SIZE} doubles`,
      milliseconds,
      ratio: milliseconds / copy,
      yardstick: "a copy of the numbers",
      remark: `${(contents.length / 1e6).toFixed(1)} MB`,
    };
  });
}

function inversionRows(): BenchmarkRow[] {
  return [4, 16, 64].map((columns) => {
    const weights = gaussianProjection(4 * columns, columns, 2);
    const source = randomSource(3);
    const bias = Float64Array.from({ length: 4 * columns }, () => source.normal());
    const model: NetworkModel = {
      layers: [{ weights, bias, activation: RELU }],
      weightType: "float64",
      notes: [],
    };
    const x = Float64Array.from({ length: columns }, () => source.normal());
    const y = evaluate(model, x);
    const forward = medianMilliseconds(() => evaluate(model, x), 50);
    const { result, milliseconds } = timed(() => invertNetwork(model, y));
    const error = Math.hypot(...result.input.map(({ value }, j) => value - x[j]));
    return {
      name: `inversion, ${4 * columns} x ${columns}`,
      milliseconds,
      ratio: milliseconds / forward,
      yardstick: "one evaluation",
      remark: `error ${error.toExponential(1)}`,
    };
  });
}

function npyFile(data: Uint8Array): Uint8Array {
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${SIZE}, ${SIZE}), }`.padEnd(117);
  return Buffer.concat([Buffer.from("\x93NUMPY\x01\x00\x76\x00", "latin1"), Buffer.from(`${text}\n`), data]);
}

/** An archive of one file. */
function zipFile(data: Uint8Array, deflate: boolean): Uint8Array {
  const name = Buffer.from("W.npy");
  const stored = deflate ? deflateRawSync(data) : data;
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(deflate ? 8 : 0, 4);
  fields.writeUInt32LE(crc32(data), 10);
  fields.writeUInt32LE(stored.length, 14);
  fields.writeUInt32LE(data.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, name, stored]);
  const entry = Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

function safetensorsFile(data: Uint8Array): Uint8Array {
  const header = Buffer.from(
    JSON.stringify({ "fc.weight": { dtype: "F64", shape: [SIZE, SIZE], data_offsets: [0, data.length] } }),
  );
  const length = Buffer.alloc(8);
  length.writeUInt32LE(header.length);
  return Buffer.concat([length, header, data]);
}

function textFile(values: Float64Array): Uint8Array {
  const lines = Array.from({ length: SIZE }, (_, i) => values.subarray(i * SIZE, (i + 1) * SIZE).join(","));
  return Buffer.from(lines.join("\n"));
}
