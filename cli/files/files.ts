/** The files of one call: no output lands on an input, or on a file that somebody else wrote, or half. */
import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { causeLine } from "../../src/cause.js";
import { InputError } from "../../src/result.js";
import { isOwnFile, type ResultFields } from "./own-formats.js";

/** A file that a call reads, and the operand or option that names it. */
export interface NamedFile {
  readonly path: string;
  readonly by: string;
}

export interface Files {
  /**
   * Asked before the work, so that its result is not lost at the end: tries that the file can be written.
   * @throws InputError naming the option for a directory, a device, a folder that takes no file, an input of the same
   * call (by whatever name or link), and a file that this program did not write, unless --force
   */
  readonly require: (path: string, option: string) => void;
  /** The same for a file that is added to, such as a store: what it holds is kept. @throws InputError for an input of the same call */
  readonly requireOther: (path: string, option: string) => void;
  /**
   * Writes under a temporary name in the same folder and renames.
   * @param content whole, or in pieces
   * @throws InputError as `require`, and for a full disk
   */
  readonly write: (path: string, option: string, content: string | Uint8Array | Iterable<string>) => void;
  /** The same for what only knows how to write a file of its own: `make` is given the temporary name. */
  readonly writeBy: (
    path: string,
    option: string,
    make: (temporary: string) => void | Promise<void>,
  ) => Promise<void>;
  /** The same, begun now and awaited before the command counts as done. */
  readonly begin: (path: string, option: string, make: (temporary: string) => Promise<void>) => void;
  /** Settles with everything that was begun; undefined where nothing was. */
  readonly begun: () => Promise<void> | undefined;
}

/**
 * @param force whether files that this program did not write may be replaced
 * @param fields of the command's results, by whose names its tables are known
 */
export function filesOf(inputs: readonly NamedFile[], force: boolean, fields: ResultFields = {}): Files {
  const known = inputs.flatMap(({ path, by }) => {
    const status = statusOf(path);
    return status === undefined ? [] : [{ path, by, status }];
  });
  const taken = new Map<string, string>();
  const open: Promise<void>[] = [];
  const require = (path: string, option: string): void => {
    const target = targetOf(path, option);
    const name = resolve(target);
    const other = taken.get(name) ?? option;
    if (other !== option) throw new InputError(`'${path}' in ${option} and in ${other}: expected two files`);
    taken.set(name, option);
    const existing = statSync(target, { throwIfNoEntry: false });
    if (existing !== undefined) requireReplaceable(path, target, option, existing);
    tryFolder(path, target, option);
  };
  const requireNoInput = (path: string, option: string, existing: Stats): void => {
    const input = known.find(({ status }) => status.dev === existing.dev && status.ino === existing.ino);
    if (input !== undefined) {
      throw new InputError(
        `'${path}' in ${option} is the file that ${input.by} reads: expected another file`,
      );
    }
  };
  const requireReplaceable = (path: string, target: string, option: string, existing: Stats): void => {
    requireNoInput(path, option, existing);
    if (!existing.isFile()) {
      throw unwritable(
        path,
        option,
        existing.isDirectory() ? "it is a directory" : "it is not a regular file",
      );
    }
    if (!force && !isOwnFile(target, fields)) {
      throw new InputError(
        `'${path}' in ${option} exists and was not written by this program: expected another name, or --force to replace it`,
      );
    }
  };
  return {
    require,
    requireOther: (path, option) => {
      const existing = statSync(path, { throwIfNoEntry: false });
      if (existing !== undefined) requireNoInput(path, option, existing);
    },
    write: (path, option, content) => {
      require(path, option);
      replace(path, targetOf(path, option), option, content);
    },
    writeBy: async (path, option, make) => {
      require(path, option);
      await replaceBy(path, targetOf(path, option), option, make);
    },
    begin: (path, option, make) => {
      require(path, option);
      const writing = replaceBy(path, targetOf(path, option), option, make);
      // Whoever asks what was begun hears of a failure.
      writing.catch(() => undefined);
      open.push(writing);
    },
    begun: () => (open.length === 0 ? undefined : Promise.all(open.splice(0)).then(() => undefined)),
  };
}

/** Undefined for what cannot be found; whoever reads it will say so. */
function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The file itself, behind links. */
function targetOf(path: string, option: string): string {
  if (path === "") throw unwritable(path, option, "no name");
  let isLink: boolean | undefined;
  try {
    isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
    return isLink === true ? realpathSync(path) : path;
  } catch (error) {
    throw unwritable(path, option, isLink === true ? "it is a link to nothing" : causeLine(error));
  }
}

function temporaryName(target: string): string {
  return join(dirname(target), `.${basename(target).slice(0, 200)}.${process.pid}.part`);
}

function tryFolder(path: string, target: string, option: string): void {
  const temporary = temporaryName(target);
  try {
    closeSync(openSync(temporary, "w"));
    rmSync(temporary);
  } catch (error) {
    throw unwritable(path, option, causeLine(error));
  }
}

function replace(
  path: string,
  target: string,
  option: string,
  content: string | Uint8Array | Iterable<string>,
): void {
  const temporary = temporaryName(target);
  const pieces = typeof content === "string" || content instanceof Uint8Array ? [content] : content;
  try {
    const file = openSync(temporary, "w");
    try {
      for (const piece of pieces) writeAll(file, typeof piece === "string" ? Buffer.from(piece) : piece);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    throw undone(path, option, temporary, error);
  }
}

async function replaceBy(
  path: string,
  target: string,
  option: string,
  make: (temporary: string) => void | Promise<void>,
): Promise<void> {
  const temporary = temporaryName(target);
  try {
    await make(temporary);
    renameSync(temporary, target);
  } catch (error) {
    throw undone(path, option, temporary, error);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** Leaves no temporary file; what went wrong beside writing is said as it is. */
function undone(path: string, option: string, temporary: string, error: unknown): unknown {
  rmSync(temporary, { force: true });
  const system = error instanceof Error && "syscall" in error;
  return system ? unwritable(path, option, causeLine(error)) : error;
}

function unwritable(path: string, option: string, reason: string): InputError {
  return new InputError(`'${path}' in ${option}: expected a file that can be written (${reason})`);
}
