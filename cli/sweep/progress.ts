/** How far a sweep is: done, failed, left, and what is being computed. */
import type { PointOutcome, PointTask } from "../../sweep/index.js";
import type { Progress } from "../output/progress.js";

export interface SweepProgress {
  onStart(point: PointTask): void;
  onOutcome(outcome: PointOutcome): void;
  close(): void;
}

/** The display is refreshed this often while long points are under way. */
const REFRESH_MILLISECONDS = 1000;

/**
 * @param left points that this run has to compute
 * @param stored points that it does not
 * @param even whether they take about the same time
 */
export function sweepProgress(
  progress: Progress,
  left: number,
  stored: number,
  even: boolean,
): SweepProgress {
  const running = new Map<string, string>();
  let done = 0;
  let failed = 0;
  const show = (): void => {
    const [longest] = running.values();
    progress.update({
      what: [
        `${done} done`,
        ...(failed > 0 ? [`${failed} failed`] : []),
        `${left - done - failed} left`,
        ...(stored > 0 ? [`${stored} stored before`] : []),
        ...(longest === undefined
          ? []
          : [`running ${longest}${running.size > 1 ? ` and ${running.size - 1} more` : ""}`]),
      ].join(" · "),
      done: done + failed,
      total: left,
      ...(even ? { even } : {}),
      unit: "points",
    });
  };
  const timer = setInterval(show, REFRESH_MILLISECONDS);
  timer.unref();
  return {
    onStart: ({ id, argv }) => {
      running.set(id, argv.join(" "));
      show();
    },
    onOutcome: ({ id, state }) => {
      running.delete(id);
      if (state === "done") done += 1;
      else failed += 1;
      // The next point starts at once and shows both, unless there is none.
      if (running.size === 0) show();
    },
    close: () => clearInterval(timer),
  };
}
