/** A page in Debian's Chromium that records what goes wrong and what is asked of the network. */
import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

const EXECUTABLE = "/usr/bin/chromium";

/** False, with the reason printed, where the binary is missing. */
export function chromiumIsHere(): boolean {
  if (existsSync(EXECUTABLE)) return true;
  console.warn(`skipped: no browser in ${EXECUTABLE} (Debian: apt-get install chromium)`);
  return false;
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}

export interface WatchedPage {
  readonly page: Page;
  /** Console warnings and errors, exceptions, and every request but the first. */
  readonly complaints: readonly string[];
}

/** Opens a file, at a place in it, and waits until it has loaded. */
export async function openWatched(
  browser: Browser,
  file: string,
  dark = false,
  hash = "",
): Promise<WatchedPage> {
  const page = await browser.newPage({ colorScheme: dark ? "dark" : "light" });
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    // What a page makes of its own text is no request of the network.
    if (url.split("#")[0] !== `file://${file}` && !url.startsWith("blob:"))
      complaints.push(`request of ${request.url().slice(0, 200)}`);
  });
  await page.goto(`file://${file}${hash}`, { waitUntil: "load" });
  return { page, complaints };
}
