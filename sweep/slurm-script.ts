/** The script that runs a study as a Slurm job array: it submits itself, computes a part, and merges the parts. */
import { InputError } from "../src/result.js";

export interface SlurmStudy {
  /** The words that start this program on every node. */
  readonly program: readonly string[];
  /** Absolute paths. */
  readonly study: string;
  readonly store: string;
  /** Number of array tasks, one a part of the plan. */
  readonly parts: number;
  readonly jobName: string;
  /** Options of sbatch, as `--name` or `--name=value`. */
  readonly sbatch: readonly string[];
  /** Further options of every `sweep`. */
  readonly sweep: readonly string[];
}

/** Options that the script sets itself. */
const OWN_OPTIONS = ["array", "dependency", "parsable", "wrap", "wait"];

/** An option of sbatch from `name` or `name=value`. @throws InputError */
export function parseSbatchOption(text: string, place = "option 'sbatch'"): string {
  const match = /^(?:--)?([a-z][a-z0-9-]*)(=[^\n\r\0]*)?$/.exec(text);
  if (match === null) {
    throw new InputError(`'${text}' in ${place}: expected name=value or name, such as time=02:00:00`);
  }
  if (OWN_OPTIONS.includes(match[1])) {
    throw new InputError(
      `'${text}' in ${place}: expected another option, as the script sets --${match[1]} itself`,
    );
  }
  return `--${match[1]}${match[2] ?? ""}`;
}

/** The script; bash, to be started on a machine that has sbatch. */
export function slurmScript(study: SlurmStudy): string {
  const { program, parts, jobName, sbatch, sweep } = study;
  const array = (words: readonly string[]): string => `(${words.map(quoteForShell).join(" ")})`;
  return `#!/usr/bin/env bash
# A parameter study of relu-injectivity in ${parts} parts. Submit it with: bash THIS_FILE
# One array task a part, then a job that merges the parts into the store. Submitting again continues with what is
# missing. On a single machine: SLURM_ARRAY_TASK_ID=1 bash THIS_FILE part, …, then bash THIS_FILE merge.
set -euo pipefail

relu_injectivity=${array(program)}
study=${quoteForShell(study.study)}
store=${quoteForShell(study.store)}
parts=${parts}
sbatch_options=${array([`--job-name=${jobName}`, ...sbatch])}
sweep_options=${array(sweep)}

part_store() {
  printf '%s.part-%s-of-%s' "$store" "$1" "$parts"
}

case "\${1:-submit}" in
submit)
  # Slurm takes % for the beginning of a pattern.
  log="\${store//%/%%}"
  array=$(sbatch --parsable --output="$log.part-%a.log" \${sbatch_options[@]+"\${sbatch_options[@]}"} --array="1-$parts" "$0" part)
  merge=$(sbatch --parsable --output="$log.merge.log" \${sbatch_options[@]+"\${sbatch_options[@]}"} --dependency="afterany:\${array%%;*}" "$0" merge)
  echo "submitted job array \${array%%;*} and, after it, merge job \${merge%%;*}"
  ;;
part)
  part="\${SLURM_ARRAY_TASK_ID:?expected to run as a task of a job array}"
  # A task that Slurm has started again finds the lock of its former life, perhaps from another node.
  if [ "\${SLURM_RESTART_COUNT:-0}" -gt 0 ]; then rm -f -- "$(part_store "$part").lock"; fi
  exec "\${relu_injectivity[@]}" sweep --config none --study "$study" --shard "$part/$parts" \\
    --store "$(part_store "$part")" --workers "\${SLURM_CPUS_PER_TASK:-1}" \${sweep_options[@]+"\${sweep_options[@]}"}
  ;;
merge)
  stores=()
  for ((part = 1; part <= parts; part++)); do
    if [ -e "$(part_store "$part")" ]; then stores+=("$(part_store "$part")"); fi
  done
  exec "\${relu_injectivity[@]}" merge --config none --study "$study" --output "$store" \${stores[@]+"\${stores[@]}"}
  ;;
*)
  echo "error: '$1' as what to do: expected submit, part or merge" >&2
  exit 2
  ;;
esac
`;
}

/** A word that the shell takes as it is. */
export function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
