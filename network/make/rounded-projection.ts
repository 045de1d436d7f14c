/** A network with a generic linear map behind it, of as many rows as keep injectivity for almost every map. */
import { roundTo } from "../injectivity/weight-arithmetic.js";
import type { NetworkModel } from "../model.js";
import { gaussianProjection, projected, sufficientDimension } from "../projection/index.js";

/**
 * x ↦ B f(x), B Gaussian with 2n + 1 rows, 2n where no layer has a bias, its entries rounded to the number format of the
 * network. No more rows than outputs help where B would be injective by itself: B is square then.
 */
export function roundedProjection(model: NetworkModel, seed: number): NetworkModel {
  const outputs = model.layers[model.layers.length - 1].weights.rows;
  const { dimension } = sufficientDimension(model);
  const matrix = gaussianProjection(Math.min(dimension, outputs), outputs, seed);
  const type = model.folded === true ? "float64" : model.weightType;
  return projected(
    { ...model, weightType: type },
    { ...matrix, values: matrix.values.map((x) => roundTo(x, type)) },
  );
}
