import { expect, test } from "vitest";
import { Jet } from "../../src/differentiation/jet.js";

/** A function that uses every operation. */
function everything(x: Jet, y: Jet): Jet {
  const mixed = Jet.compose(
    [x, y],
    x.value * y.value ** 2,
    [y.value ** 2, 2 * x.value * y.value],
    [0, 2 * y.value, 2 * x.value],
  );
  return x
    .times(y)
    .plus(x.over(y))
    .minus(y.sqrt())
    .plus(x.atan2(y))
    .plus(x.plus(y).log())
    .plus(x.minus(1).exp())
    .plus(mixed.times(0.5));
}

function at(x: number, y: number): Jet {
  const [a, b] = Jet.variables([x, y]);
  return everything(a, b);
}

test("values, gradients and Hessians agree with differences", () => {
  const [x, y, step] = [0.7, 1.9, 1e-5];
  const centre = at(x, y);
  const plain =
    x * y + x / y - Math.sqrt(y) + Math.atan2(x, y) + Math.log(x + y) + Math.exp(x - 1) + 0.5 * x * y * y;
  expect(centre.value).toBeCloseTo(plain, 14);
  const pairs = [
    [at(x + step, y), at(x - step, y)],
    [at(x, y + step), at(x, y - step)],
  ];
  pairs.forEach(([up, down], i) => {
    expect((up.value - down.value) / (2 * step)).toBeCloseTo(centre.gradient[i], 8);
    for (let j = 0; j < 2; j++) {
      expect((up.gradient[j] - down.gradient[j]) / (2 * step)).toBeCloseTo(centre.hessian[2 * i + j], 8);
    }
  });
});
