/** One computation at a time in a worker of its own; whatever runs is ended by the next one, or by a click. */
import type { News, Request } from "../protocol.js";

let source: string | undefined;

/**
 * The worker's program lies in the page as text; a blob of it needs no server. It is a classic script: of a page opened from
 * disk, whose origin is opaque, Chromium refuses workers that are modules.
 */
function workerUrl(): string {
  source ??= URL.createObjectURL(
    new Blob([document.getElementById("worker")?.textContent ?? ""], { type: "text/javascript" }),
  );
  return source;
}

export class WorkerClient {
  private worker: Worker | undefined;
  private busy = false;

  constructor(private readonly hear: (news: News) => void) {}

  /** Ends what runs and starts this. */
  start(request: Request): void {
    if (this.busy) this.stop();
    this.worker ??= this.open();
    this.busy = true;
    this.worker.postMessage(request);
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.busy = false;
  }

  private open(): Worker {
    const worker = new Worker(workerUrl());
    worker.onmessage = ({ data }: MessageEvent<News>) => {
      if (data.type !== "block") this.busy = false;
      this.hear(data);
    };
    worker.onerror = ({ message }) => {
      this.stop();
      this.hear({ type: "failed", text: `The computation ended: ${message || "out of memory"}` });
    };
    return worker;
  }
}
