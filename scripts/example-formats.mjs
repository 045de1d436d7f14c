// File formats of the sample weights: JSON, CSV, .npy, safetensors and ONNX, as bytes or text.

/** A number as short as it reads back; -0 as 0. */
const text = (value) => `${value === 0 ? 0 : value}`;

/** One matrix, one row per line. */
export function csv(rows) {
  return rows.map((row) => `${row.map(text).join(",")}\n`).join("");
}

/** A network, one row of weights a line. */
export function jsonNetwork(layers) {
  const list = (entries, indent) =>
    `[\n${entries.map((entry) => `${indent}  ${entry}`).join(",\n")}\n${indent}]`;
  const vector = (values) => `[${values.map(text).join(", ")}]`;
  const members = layers.map(({ weights, bias, activation }) =>
    [
      "{",
      `      "weights": ${list(weights.map(vector), "      ")},`,
      `      "bias": ${vector(bias)},`,
      `      "activation": "${activation}"`,
      "    }",
    ].join("\n"),
  );
  return `{\n  "layers": ${list(members, "  ")}\n}\n`;
}

/** NumPy's format, version 1.0: one matrix of doubles in C order. */
export function npy(rows) {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows.length}, ${rows[0].length}), }`;
  const padded = `${header.padEnd(64 * Math.ceil((header.length + 11) / 64) - 11)}\n`;
  const preamble = Buffer.from([
    0x93,
    ...Buffer.from("NUMPY"),
    1,
    0,
    padded.length % 256,
    padded.length >> 8,
  ]);
  return Buffer.concat([preamble, Buffer.from(padded), doubles(rows.flat())]);
}

function doubles(values) {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [i, value] of values.entries()) bytes.writeDoubleLE(value, 8 * i);
  return bytes;
}

function singles(values) {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeFloatLE(value, 4 * i);
  return bytes;
}

/** safetensors: named tensors of single precision. */
export function safetensors(tensors) {
  const header = {};
  let offset = 0;
  for (const { name, shape, values } of tensors) {
    const end = offset + 4 * values.length;
    header[name] = { dtype: "F32", shape, data_offsets: [offset, end] };
    offset = end;
  }
  const words = Buffer.from(JSON.stringify(header).padEnd(8 * Math.ceil(JSON.stringify(header).length / 8)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(words.length));
  return Buffer.concat([length, words, singles(tensors.flatMap(({ values }) => values))]);
}

// ONNX is a protobuf: fields of a tag and a varint (type 0) or of a tag, a length and bytes (type 2).
function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Buffer.from([...bytes, value]);
}
const integer = (number, value) => Buffer.concat([varint(8 * number), varint(value)]);
const field = (number, body) => {
  const bytes = Buffer.from(body);
  return Buffer.concat([varint(8 * number + 2), varint(bytes.length), bytes]);
};
const message = (...fields) => Buffer.concat(fields.flat());

/**
 * An ONNX model x → y of nodes in a row: `operation`, `inputs`, `output`, and `transB` for Gemm; tensors of single precision.
 * The batch length of x and y is open.
 */
export function onnx({ nodes, tensors, inputs, outputs }) {
  const [INT, FLOAT] = [2, 1];
  const node = ({ operation, inputs: names, output, transB }) =>
    message(
      names.map((name) => field(1, name)),
      field(2, output),
      field(4, operation),
      transB ? field(5, message(field(1, "transB"), integer(3, 1), integer(20, INT))) : [],
    );
  const tensor = ({ name, shape, values }) =>
    message(
      shape.map((length) => integer(1, length)),
      integer(2, FLOAT),
      field(8, name),
      field(9, singles(values)),
    );
  const value = (name, length) => {
    const shape = message(field(1, field(2, "N")), field(1, integer(1, length)));
    return message(field(1, name), field(2, field(1, message(integer(1, FLOAT), field(2, shape)))));
  };
  const graph = message(
    nodes.map((entry) => field(1, node(entry))),
    field(2, "encoder"),
    tensors.map((entry) => field(5, tensor(entry))),
    field(11, value("x", inputs)),
    field(12, value("y", outputs)),
  );
  const opset = integer(2, 17);
  return message(integer(1, 8), field(2, "relu-injectivity"), field(7, graph), field(8, opset));
}
