import { defineConfig } from "vitest/config";
import { builtSources } from "./test/built-sources.js";

/** Tests that start other programs: Redis, Slurm, Chromium, shells. `npm run test:services` runs them. */
const SERVICES = [
  "test/sweep/bullmq-processes.test.ts",
  "test/sweep/bullmq.test.ts",
  "test/sweep/slurm.test.ts",
  "test/cli/completion.test.ts",
  "test/cli/plot-browser.test.ts",
  "test/cli/plot-pdf.test.ts",
  "test/cli/report-browser.test.ts",
  "test/explorer/explorer-browser.test.ts",
];

/** Tests that change what the whole process sees (modules loaded anew, the engine, the environment). */
const ISOLATED = ["test/src/kernel-choice.test.ts", "test/sweep/numerics-version.test.ts"];

const shared = {
  globalSetup: ["test/global-setup.ts"],
  setupFiles: ["test/setup.ts"],
  testTimeout: 60_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [builtSources],
        test: {
          ...shared,
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [...SERVICES, ...ISOLATED],
          // Modules are loaded once per process, not once per file.
          isolate: false,
        },
      },
      { test: { ...shared, name: "isolated", include: ISOLATED } },
      { test: { ...shared, name: "services", include: SERVICES } },
    ],
  },
});
