/** All views, in the order of their tabs. */
import { DEEP } from "./deep.js";
import { ONE_LAYER } from "./one-layer.js";
import type { View } from "./view.js";

export const VIEWS: readonly View[] = [ONE_LAYER, DEEP];
