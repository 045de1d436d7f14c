/** `finite-size`: seeded Gaussian layers of finite size beside exact values and theory, one point per command line. */
import { defineGroup } from "../definition/command.js";
import { injectivity } from "../finite-size/injectivity.js";
import { layers } from "../finite-size/layers.js";
import { minimum } from "../finite-size/minimum.js";
import { stability } from "../finite-size/stability.js";
import { success } from "../finite-size/success.js";
import { transition } from "../finite-size/transition.js";
import { verdicts } from "../finite-size/verdicts.js";

export const finiteSize = defineGroup({
  description: "Seeded Gaussian layers of finite size, with error bars, beside exact values and theory.",
  commands: {
    injectivity: {
      summary: "probability that a random layer or network is injective, exact per sample",
      definition: injectivity,
    },
    minimum: { summary: "law of E_min, exact or by search, beside full RSB", definition: minimum },
    success: { summary: "how often the certificate search succeeds", definition: success },
    stability: {
      summary: "least singular value over the cells and condition number of random layers",
      definition: stability,
    },
    transition: {
      summary: "widths at which deep networks turn weak, injective, strong",
      definition: transition,
    },
    layers: {
      summary: "least active units of deep networks, extrapolated, beside deep k-RSB",
      definition: layers,
    },
    verdicts: {
      summary: "every theory's verdict at m/n beside the answer at finite size",
      definition: verdicts,
    },
  },
});
