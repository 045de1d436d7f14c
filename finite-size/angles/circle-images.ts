/** The image of a great circle of inputs in a random network: arcs on which it is linear, cut unit by unit. */
import { gatesOf, type Layer, multiply } from "../random-network/random-network.js";

/** On angles from … to the image is cosine · cos θ + sine · sin θ. */
export interface ImageArc {
  readonly from: number;
  readonly to: number;
  readonly cosine: Float64Array;
  readonly sine: Float64Array;
}

/** The circle p cos θ + q sin θ itself, in quarters, so that every arc is shorter than π and so is each of its images. */
export function circleArcs(p: Float64Array, q: Float64Array): ImageArc[] {
  return [0, 1, 2, 3].map((quarter) => ({
    from: (quarter * Math.PI) / 2,
    to: ((quarter + 1) * Math.PI) / 2,
    cosine: p,
    sine: q,
  }));
}

/** The arcs after the weights of a layer. */
export function throughWeights(layer: Layer, arcs: readonly ImageArc[]): ImageArc[] {
  return arcs.map(({ from, to, cosine, sine }) => {
    const open = gatesOf(cosine.map((value, i) => (value !== 0 || sine[i] !== 0 ? 1 : 0)));
    const image = { cosine: new Float64Array(layer.units), sine: new Float64Array(layer.units) };
    multiply(layer, cosine, open, image.cosine);
    multiply(layer, sine, open, image.sine);
    return { from, to, ...image };
  });
}

/** The arcs after the ReLU: cut where a coordinate changes its sign, negative coordinates set to 0. */
export function throughRelu(arcs: readonly ImageArc[]): ImageArc[] {
  return arcs.flatMap((arc) => {
    const cuts = [arc.from, ...zerosOf(arc), arc.to];
    return cuts.slice(1).map((to, k) => gated(arc, cuts[k], to));
  });
}

/** The image at the angle. */
export function imageAt({ cosine, sine }: ImageArc, angle: number): Float64Array {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return cosine.map((value, i) => c * value + s * sine[i]);
}

/** The angles inside the arc at which a coordinate vanishes, ascending. */
function zerosOf({ from, to, cosine, sine }: ImageArc): number[] {
  const zeros: number[] = [];
  for (let i = 0; i < cosine.length; i++) {
    if (cosine[i] === 0 && sine[i] === 0) continue;
    // a cos θ + b sin θ vanishes at π/2 from the direction of (a, b), modulo π.
    const zero = Math.atan2(sine[i], cosine[i]) + Math.PI / 2;
    const first = zero + Math.PI * Math.ceil((from - zero) / Math.PI);
    if (first > from && first < to) zeros.push(first);
  }
  return zeros.sort((a, b) => a - b).filter((zero, i, all) => i === 0 || zero > all[i - 1]);
}

function gated({ cosine, sine }: ImageArc, from: number, to: number): ImageArc {
  const [c, s] = [Math.cos((from + to) / 2), Math.sin((from + to) / 2)];
  const gate = gatesOf(cosine.map((value, i) => c * value + s * sine[i]));
  return {
    from,
    to,
    cosine: cosine.map((value, i) => (gate[i] === 1 ? value : 0)),
    sine: sine.map((value, i) => (gate[i] === 1 ? value : 0)),
  };
}
