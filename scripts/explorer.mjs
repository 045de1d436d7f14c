// Builds the explorer: one HTML file with its style, its script, the script of its workers as text, and the descriptions of
// the words it uses, which are those that `explain` prints.
//   node scripts/explorer.mjs [CLI [OUTPUT]]   by default dist/cli/main.js and dist/explorer.html
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleForBrowser } from "./browser-bundle.mjs";

/** The page as text; `cli` is the built program whose words it explains. */
export async function explorerPage({ root, cli }) {
  const [page, worker, words] = await Promise.all([
    bundled(root, "explorer/page/main.ts"),
    bundled(root, "explorer/worker.ts", "iife"),
    bundled(root, "explorer/words.ts"),
  ]);
  const { WORDS } = await import(`data:text/javascript,${encodeURIComponent(words.text)}`);
  const glossary = JSON.stringify(glossaryOf(WORDS, cli));
  const licences = bundledLicences(root, worker.packages);
  const style = readFileSync(join(root, "explorer/page/style.css"), "utf8").trim();
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="relu-injectivity">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src blob:; img-src data: blob:">
<title>relu-injectivity: the explorer</title>
<link rel="icon" href="data:,">
<style>
${style}
</style>
</head>
<body>
<header><h1>When is a ReLU network injective?</h1><p>Everything is computed on this page; nothing leaves it.</p></header>
<main id="view" role="tabpanel"></main>
<noscript>This page computes: it needs JavaScript.</noscript>
<script type="text/plain" id="worker">${inScript(worker.text)}</script>
<script type="text/plain" id="licences">${inScript(licences)}</script>
<script type="module">const GLOSSARY = ${inScript(glossary)};
${inScript(page.text)}</script>
</body>
</html>
`;
}

async function bundled(root, entry, format = "esm") {
  const { outputFiles, metafile } = await bundleForBrowser({
    root,
    entryPoints: [entry],
    format,
    charset: "utf8",
  });
  const packages = Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  return { text: outputFiles[0].text, packages: [...new Set(packages)].sort() };
}

/** The licences of the packages inside, each text once. */
function bundledLicences(root, packages) {
  const byText = new Map();
  for (const name of packages) {
    const folder = join(root, "node_modules", name);
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const { license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), "utf8").trim();
    byText.set(text, [...(byText.get(text) ?? []), name]);
  }
  return [...byText].map(([text, names]) => `== ${names.join(", ")} ==\n${text}\n`).join("\n");
}

/** A script's text must not end its element. */
function inScript(text) {
  return text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
}

/** The first meaning of each word, or with "word@command" that of this command's output. */
function glossaryOf(words, cli) {
  const printed = execFileSync(process.execPath, [cli, "explain", "--json"], { maxBuffer: 1 << 26 });
  const { results } = JSON.parse(printed.toString());
  return Object.fromEntries(
    words.map((key) => {
      const [word, command] = key.split("@");
      const found = results.find(
        (known) => known.word === word && (command === undefined || known.commands.includes(command)),
      );
      if (found === undefined) throw new Error(`${key}: expected a word that explain knows`);
      const { meaning, equation, unit, source } = found;
      return [key, { meaning, equation, unit, source }];
    }),
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const [cli = join(root, "dist/cli/main.js"), output = join(root, "dist/explorer.html")] =
    process.argv.slice(2);
  writeFileSync(output, await explorerPage({ root, cli }));
  console.log(`${output} written`);
}
