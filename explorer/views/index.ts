/** All views, in the order of their tabs. */
import { DEEP } from "./deep.js";
import { FINITE_SIZE } from "./finite-size.js";
import { NETWORK } from "./network.js";
import { ONE_LAYER } from "./one-layer.js";
import type { View } from "./view.js";

export const VIEWS: readonly View[] = [ONE_LAYER, DEEP, FINITE_SIZE, NETWORK];
