/** The version in the package's manifest. */
import { packageFile } from "./package-file.js";

let version: string | undefined;

/** Read once. */
export function packageVersion(): string {
  version ??= manifestVersion();
  return version;
}

function manifestVersion(): string {
  const manifest: unknown = JSON.parse(packageFile("package.json") ?? "null");
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "unknown";
}
