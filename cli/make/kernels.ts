/** `network make kernels`: kernels of an injective convolution. */
import { injectiveKernels, layerCertificate, sealedCertificate } from "../../network/index.js";
import { defineCommand, field } from "../definition/command.js";
import { integer, value } from "../definition/option.js";
import { parseSizes } from "../network/convolution-report.js";
import { layerModel, MADE_FIELDS, MADE_OPTIONS, madeOutcome, WEIGHT_TYPE } from "./made.js";

const OWN_FIELDS = {
  box: field("Box on which all placements of the kernels are injective.", "integer[]"),
};

export const kernels = defineCommand({
  description:
    "Pairs of kernels k, -k of a convolution followed by ReLU, injective with stride 1 on every signal that boxes of the " +
    "printed size cover.",
  examples: [
    ["network make kernels --kernel 2x2 --model kernels.csv"],
    ["network make kernels --kernel 3 --type float16 --save proof.json"],
  ],
  options: {
    kernel: value(
      "box of the kernels, e.g. 3 or 3x3",
      {
        placeholder: "sizes",
        list: true,
        parse: parseSizes,
      },
      { required: true },
    ),
    channels: integer("input channels", { from: 1, to: 256, default: 1 }),
    type: WEIGHT_TYPE,
    ...MADE_OPTIONS,
  },
  fields: { ...MADE_FIELDS, ...OWN_FIELDS },
  run({ kernel: shape, channels, type, ...asked }, { files }) {
    const { seed } = asked;
    const made = injectiveKernels({ channels, shape }, { type, seed });
    const { box, question, answer } = made;
    const proof = layerCertificate(question, answer, { layer: 1, activation: "relu", weightType: type });
    const making = {
      title: "Kernels",
      model: layerModel({ weights: made.kernels, bias: null }, type),
      verdict: answer.verdict,
      certificate: proof === undefined ? null : sealedCertificate([proof]),
      fields: OWN_FIELDS,
      own: { box },
      parameters: { kernel: shape, channels, type, seed },
      notes: [
        `Injective with stride 1 on every signal that boxes ${box.join("x")} cover, of every size from that on.`,
        "The certificate is about the matrix of all placements in that box. Kernels are rows, channels first.",
      ],
    };
    return madeOutcome(making, asked, files);
  },
});
