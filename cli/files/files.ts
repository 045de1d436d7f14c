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
import { basename, dirname, join } from "node:path";
import { InputError } from "../../src/result.js";
import { isOwnFile } from "./own-formats.js";

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
  /** Writes under a temporary name in the same folder and renames. @throws InputError as `require`, and for a full disk */
  readonly write: (path: string, option: string, content: string | Uint8Array) => void;
}

/** @param force whether files that this program did not write may be replaced */
export function filesOf(inputs: readonly NamedFile[], force: boolean): Files {
  const known = inputs.flatMap(({ path, by }) => {
    const status = statSync(path, { throwIfNoEntry: false });
    return status === undefined ? [] : [{ path, by, status }];
  });
  const require = (path: string, option: string): void => {
    const target = targetOf(path, option);
    const existing = statSync(target, { throwIfNoEntry: false });
    if (existing !== undefined) requireReplaceable(path, target, option, existing);
    tryFolder(path, target, option);
  };
  const requireReplaceable = (path: string, target: string, option: string, existing: Stats): void => {
    const input = known.find(({ status }) => status.dev === existing.dev && status.ino === existing.ino);
    if (input !== undefined) {
      throw new InputError(
        `'${path}' in ${option} is the file that ${input.by} reads: expected another file`,
      );
    }
    if (!existing.isFile()) {
      throw unwritable(
        path,
        option,
        existing.isDirectory() ? "it is a directory" : "it is not a regular file",
      );
    }
    if (!force && !isOwnFile(target)) {
      throw new InputError(
        `'${path}' in ${option} exists and was not written by this program: expected another name, or --force to replace it`,
      );
    }
  };
  return {
    require,
    write: (path, option, content) => {
      require(path, option);
      replace(path, targetOf(path, option), option, content);
    },
  };
}

/** The file itself, behind links. */
function targetOf(path: string, option: string): string {
  if (path === "") throw unwritable(path, option, "no name");
  let isLink: boolean | undefined;
  try {
    isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
    return isLink === true ? realpathSync(path) : path;
  } catch (error) {
    throw unwritable(path, option, isLink === true ? "it is a link to nothing" : reasonOf(error));
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
    throw unwritable(path, option, reasonOf(error));
  }
}

function replace(path: string, target: string, option: string, content: string | Uint8Array): void {
  const temporary = temporaryName(target);
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  try {
    const file = openSync(temporary, "w");
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw unwritable(path, option, reasonOf(error));
  }
}

function unwritable(path: string, option: string, reason: string): InputError {
  return new InputError(`'${path}' in ${option}: expected a file that can be written (${reason})`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
