/** The descriptions of the commands on finite sizes: every key and every printed header has a meaning. */
import { it } from "vitest";
import { expectDescribed } from "./described.js";

it.each([
  "geometry euler --rows 40 --columns 4",
  "geometry euler --rows 10 --columns 2",
  "geometry terms --rows 20 --columns 5",
  "geometry union --rows 40 --columns 4",
  "geometry wendel --rows 8 --columns 4",
  "geometry volumes --rows 12 --columns 4",
  "geometry regions --rows 40 --columns 4",
  "geometry crossing --columns 10",
  "geometry sum-of-rows --rows 34 --columns 10 --trials 20",
  "geometry deep --depth 5",
  "geometry deep --depth 5 --width 50 --columns 20",
  "geometry angle --columns 1 --width 2 --depth 4 --points 5 --seeds 9",
  "emin --rows 12 --columns 3",
  "emin --rows 30 --columns 6 --method search --restarts 1",
  "certificate search --rows 60 --columns 20 --seed 3",
  "finite-size injectivity --columns 2 --rows 9 --samples 50",
  "finite-size layers --expansions 6.7,6.4 --sizes 3,4,5 --samples 2 --work 0.1 --k 1",
  "finite-size minimum --columns 2 --rows 9 --samples 50",
  "finite-size minimum --columns 3 --rows 12 --samples 3 --method search --restarts 2",
  "finite-size success --columns 10 --rows 30 --samples 5",
  "finite-size verdicts --rows 12 --columns 3 --samples 5",
  "finite-size verdicts --rows 8 --columns 2",
])("%s", (line) => expectDescribed(line));
