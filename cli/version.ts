/** The version in the package's manifest. */
import { readFileSync } from "node:fs";

let version: string | undefined;

/** Read once. */
export function packageVersion(): string {
  version ??= manifestVersion();
  return version;
}

/** Found upwards from this module (source tree, dist, or the build of the tests). */
function manifestVersion(): string {
  for (const up of ["../", "../../", "../../../", "../../../../"]) {
    try {
      const manifest: unknown = JSON.parse(
        readFileSync(new URL(`${up}package.json`, import.meta.url), "utf8"),
      );
      if (typeof manifest === "object" && manifest !== null && "version" in manifest)
        return String(manifest.version);
    } catch {
      // Not at this height.
    }
  }
  return "unknown";
}
