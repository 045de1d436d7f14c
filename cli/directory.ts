/** Every command by name, with its line in the list of commands and the module that describes it. */
import type { Definition } from "./definition/command.js";

/** A command that is loaded when it is needed. */
export interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Definition>;
}

export const DIRECTORY = {
  overview: {
    summary: "the answer in one screen",
    load: async () => (await import("./commands/overview.js")).overviewCommand,
  },
  tables: {
    summary: "published tables beside computed values",
    load: async () => (await import("./commands/tables.js")).tables,
  },
  rs: {
    summary: "replica-symmetric threshold, energy, stability",
    load: async () => (await import("./commands/rs.js")).rs,
  },
  rsb: {
    summary: "k-step replica symmetry breaking: threshold, energies",
    load: async () => (await import("./commands/rsb.js")).rsb,
  },
  frsb: {
    summary: "full replica symmetry breaking: threshold, energies",
    load: async () => (await import("./commands/frsb.js")).frsb,
  },
  rdt: {
    summary: "random duality theory: capacities of deep networks",
    load: async () => (await import("./commands/rdt.js")).rdt,
  },
  width: {
    summary: "least constant width n, Cn, …, Cn at a depth, or at every depth",
    load: async () => (await import("./commands/width.js")).width,
  },
  bridge: {
    summary: "lifted duality against k-RSB, level by level, one layer",
    load: async () => (await import("./commands/bridge.js")).bridge,
  },
  simulate: {
    summary: "least active units found in random networks, against the bounds",
    load: async () => (await import("./commands/simulate.js")).simulate,
  },
  geometry: {
    summary: "exact counts at finite size, Euler surrogate, deep networks, angles",
    load: async () => (await import("./commands/geometry.js")).geometry,
  },
  emin: {
    summary: "least number of positive outputs of a given layer, exact or bounded",
    load: async () => (await import("./commands/emin.js")).emin,
  },
  certificate: {
    summary: "certificates of non-injectivity: search, verify",
    load: async () => (await import("./commands/certificate.js")).certificate,
  },
  "finite-size": {
    summary: "experiments on random layers: injectivity, E_min, certificates",
    load: async () => (await import("./commands/finite-size.js")).finiteSize,
  },
  network: {
    summary: "a given network: injectivity, stability, inversion, linear regions",
    load: async () => (await import("./commands/network.js")).network,
  },
  certify: {
    summary: "bounds as theorems: proofs that verify and a second program check",
    load: async () => (await import("./commands/certify.js")).certify,
  },
  compare: {
    summary: "all bounds of one layer side by side",
    load: async () => (await import("./commands/compare.js")).compare,
  },
  plot: {
    summary: "figures as SVG, interactive HTML, data or text",
    load: async () => (await import("./commands/plot.js")).plot,
  },
  report: {
    summary: "all tables and figures in one file, HTML or Markdown",
    load: async () => (await import("./commands/report.js")).report,
  },
  explore: {
    summary: "one page on which every theory is computed live, in the browser",
    load: async () => (await import("./commands/explore.js")).explore,
  },
  sweep: {
    summary: "any solver over a grid of parameters, into a store",
    load: async () => (await import("./commands/sweep.js")).sweep,
  },
  verify: {
    summary: "check a store, a certificate or a proof; recompute points and compare",
    load: async () => (await import("./commands/verify.js")).verify,
  },
  worker: {
    summary: "computes points for sweeps on other machines, through Redis",
    load: async () => (await import("./commands/worker.js")).worker,
  },
  merge: {
    summary: "joins stores of separate runs into one, verified",
    load: async () => (await import("./commands/merge.js")).merge,
  },
  export: {
    summary: "results of a store as CSV, Markdown, LaTeX or Parquet",
    load: async () => (await import("./commands/export.js")).exportCommand,
  },
  explain: {
    summary: "what a status or a quantity means",
    load: async () => (await import("./commands/explain.js")).explain,
  },
  completion: {
    summary: "completion script for bash, zsh or fish",
    load: async () => (await import("./commands/completion.js")).completion,
  },
} as const satisfies Readonly<Record<string, Entry>>;
