// A plugin of esbuild: what a module imports from the index of a room is imported from where it stands. esbuild shares
// out chunks by file, so that otherwise whoever imports one name of a room loads all of it.
import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";

/** `import { … } from "…/index.js"`, likewise with export; imports of types alone are erased anyway. */
const FROM_INDEX = /^(import|export) \{([^}]*)\} from "(\.[^"]*\/index\.js)";/gm;
const RE_EXPORTS = /^export (?:\*|\{([^}]*)\}) from "(\.[^"]+)";/gm;

/** The plugin; every index must be a list of re-exports or define what it exports itself. */
export const directImports = {
  name: "direct-imports",
  setup({ onLoad }) {
    const exportsOf = new Map();
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path.includes("node_modules")) return undefined;
      const text = readFileSync(path, "utf8");
      return {
        loader: "ts",
        contents: text.replace(FROM_INDEX, (_, ...match) => rewritten(path, match, exportsOf)),
      };
    });
  },
};

/** One line, as the other lines of the file keep their numbers. */
function rewritten(path, [keyword, names, index], exportsOf) {
  const folder = dirname(path);
  const known = exportedNames(sourceOf(folder, index), exportsOf);
  const lines = specifiers(names).map(({ name, as }) => {
    const home = known.get(name);
    if (home === undefined) throw new Error(`${path}: ${index} exports no ${name}`);
    const place = relative(folder, home.file).replace(/\.ts$/, ".js");
    return `${keyword} { ${home.name} as ${as} } from "${place.startsWith(".") ? place : `./${place}`}";`;
  });
  return lines.join(" ") + "\n".repeat(names.split("\n").length - 1);
}

/** Values among the names of a list; types are erased. */
function specifiers(names) {
  return names
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "" && !entry.startsWith("type "))
    .map((entry) => {
      const [name, as = name] = entry.split(" as ");
      return { name, as };
    });
}

/** Every value that a file exports: where it is defined, and under which name. */
function exportedNames(file, exportsOf) {
  const seen = exportsOf.get(file);
  if (seen !== undefined) return seen;
  const found = new Map();
  exportsOf.set(file, found);
  const text = readFileSync(file, "utf8");
  for (const [, name] of text.matchAll(/^export (?:async )?(?:const|function\*?|class) (\w+)/gm))
    found.set(name, { file, name });
  for (const [, names, from] of text.matchAll(RE_EXPORTS)) {
    const below = exportedNames(sourceOf(dirname(file), from), exportsOf);
    if (names === undefined) for (const [name, home] of below) found.set(name, home);
    else for (const { name, as } of specifiers(names)) found.set(as, below.get(name));
  }
  // What an index imports in order to export it.
  for (const [, names] of text.matchAll(/^export \{([^}]*)\};/gm))
    for (const { as } of specifiers(names)) found.set(as, { file, name: as });
  return found;
}

function sourceOf(folder, from) {
  const path = resolve(folder, from.replace(/\.js$/, ".ts"));
  if (!existsSync(path)) throw new Error(`${folder}: no source for ${from}`);
  return path;
}
