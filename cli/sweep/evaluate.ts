/** One point of a study: runs its command line in this thread and returns what is to be stored. */

import { CommanderError } from "commander";
import { causeText } from "../../src/cause.js";
import type { PointOutcome, PointTask } from "../../sweep/index.js";
import { commandsFor } from "../command-modules.js";
import { withFlags } from "../flags.js";
import { toPlainData } from "../output/json.js";
import { PLAIN } from "../output/look.js";
import { SILENT } from "../output/progress.js";
import type { Report } from "../output/report.js";
import { createProgram } from "../program.js";

/** Computes a point; whatever goes wrong becomes a failed outcome with the message. */
export async function evaluatePoint({ id, argv, start }: PointTask): Promise<PointOutcome> {
  let complaint = "";
  try {
    let report: Report | undefined;
    // Only the command of the point: what the others load would cost every thread its time.
    const commands = await commandsFor(argv);
    const program = createProgram(
      async (makeReport) => {
        report = await makeReport(SILENT, start);
      },
      commands,
      { ...PLAIN, pointwise: true },
    );
    const output = {
      writeOut: () => undefined,
      writeErr: (text: string) => {
        complaint += text;
      },
    };
    for (
      let commands = [program];
      commands.length > 0;
      commands = commands.flatMap(({ commands }) => commands)
    ) {
      for (const command of commands) command.configureOutput(output);
    }
    await program.parseAsync([...argv], { from: "user" });
    if (report === undefined) throw new Error(`${argv.join(" ")} computes nothing`);
    return { id, state: "done", ...toPlainData(report), exitCode: report.exitCode };
  } catch (error) {
    const message = error instanceof CommanderError && complaint !== "" ? complaint : causeText(error);
    return {
      id,
      state: "failed",
      error: withFlags(message)
        .replace(/^error: /, "")
        .replace(/\s+/g, " ")
        .trim(),
    };
  }
}
