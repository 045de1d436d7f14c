/** `network make`: layers that are injective by construction, each with its proof, as files of weights. */
import { defineGroup } from "../definition/command.js";
import { kernels } from "../make/kernels.js";
import { mend } from "../make/mend.js";
import { pairs } from "../make/pairs.js";
import { projection } from "../make/projection.js";

export const make = defineGroup({
  description:
    "Layers that are injective by construction, with the exact check of the very numbers that are written.",
  commands: {
    pairs: { summary: "[B; -DB], 2n rows, the fewest there are", definition: pairs },
    mend: { summary: "a given layer with as few rows as make it injective", definition: mend },
    kernels: { summary: "kernels of an injective convolution", definition: kernels },
    projection: { summary: "a network and a generic matrix with 2n + 1 rows", definition: projection },
  },
});
