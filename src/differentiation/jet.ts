/** Second-order forward differentiation: a value with its gradient and Hessian, carried through arithmetic. */

/**
 * A function of `dimension` variables known at one point to second order. Exact to rounding: every operation
 * applies the chain rule, nothing is differenced. Immutable.
 */
export class Jet {
  private constructor(
    readonly value: number,
    readonly gradient: number[],
    /** Row-major, symmetric, dimension × dimension. */
    readonly hessian: number[],
  ) {}

  /** The constant `value` in `dimension` variables. */
  static constant(value: number, dimension: number): Jet {
    return new Jet(value, zeros(dimension), zeros(dimension * dimension));
  }

  /** The coordinates of `point`, one jet a variable. */
  static variables(point: ArrayLike<number>): Jet[] {
    return Array.from({ length: point.length }, (_, i) => {
      const jet = Jet.constant(point[i], point.length);
      jet.gradient[i] = 1;
      return jet;
    });
  }

  get dimension(): number {
    return this.gradient.length;
  }

  plus(other: Jet | number): Jet {
    if (typeof other === "number") return new Jet(this.value + other, this.gradient, this.hessian);
    return this.sum(other, 1);
  }

  minus(other: Jet | number): Jet {
    if (typeof other === "number") return new Jet(this.value - other, this.gradient, this.hessian);
    return this.sum(other, -1);
  }

  private sum(other: Jet, sign: 1 | -1): Jet {
    return new Jet(
      this.value + sign * other.value,
      sum(this.gradient, other.gradient, sign),
      sum(this.hessian, other.hessian, sign),
    );
  }

  times(other: Jet | number): Jet {
    if (typeof other === "number") {
      return new Jet(this.value * other, scaled(this.gradient, other), scaled(this.hessian, other));
    }
    return this.binary(other, this.value * other.value, other.value, this.value, 0, 1, 0);
  }

  over(other: Jet | number): Jet {
    return typeof other === "number"
      ? this.times(1 / other)
      : this.times(other.unary(...reciprocal(other.value)));
  }

  /** f(this) from f, f′, f″ at this value. */
  unary(value: number, first: number, second: number): Jet {
    const n = this.dimension;
    const p = this.gradient;
    const gradient = zeros(n);
    const hessian = zeros(n * n);
    for (let i = 0, k = 0; i < n; i++) {
      const along = second * p[i];
      gradient[i] = first * p[i];
      for (let j = 0; j < n; j++, k++) hessian[k] = first * this.hessian[k] + along * p[j];
    }
    return new Jet(value, gradient, hessian);
  }

  /** f(this, other) from f and its first (x, y) and second (xx, xy, yy) derivatives there. */
  binary(other: Jet, value: number, fx: number, fy: number, fxx: number, fxy: number, fyy: number): Jet {
    const n = this.dimension;
    const p = this.gradient;
    const q = other.gradient;
    const gradient = zeros(n);
    const hessian = zeros(n * n);
    for (let i = 0, k = 0; i < n; i++) {
      const alongX = fxx * p[i] + fxy * q[i];
      const alongY = fxy * p[i] + fyy * q[i];
      gradient[i] = fx * p[i] + fy * q[i];
      for (let j = 0; j < n; j++, k++) {
        hessian[k] = fx * this.hessian[k] + fy * other.hessian[k] + alongX * p[j] + alongY * q[j];
      }
    }
    return new Jet(value, gradient, hessian);
  }

  /** f(arguments) from its value, gradient and Hessian (rows of the upper triangle) at their values. */
  static compose(
    inner: readonly Jet[],
    value: number,
    gradient: readonly number[],
    upperHessian: readonly number[],
  ): Jet {
    const result = Jet.constant(value, inner[0].dimension);
    const n = result.dimension;
    let entry = 0;
    inner.forEach((u, a) => {
      for (let i = 0; i < n; i++) result.gradient[i] += gradient[a] * u.gradient[i];
      for (let k = 0; k < n * n; k++) result.hessian[k] += gradient[a] * u.hessian[k];
      for (let c = a; c < inner.length; c++) {
        const second = upperHessian[entry++] * (a === c ? 0.5 : 1);
        const w = inner[c].gradient;
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            result.hessian[i * n + j] += second * (u.gradient[i] * w[j] + w[i] * u.gradient[j]);
          }
        }
      }
    });
    return result;
  }

  /** `outer`, a jet in its own variables, with those variables replaced by `inner`. */
  static chain(inner: readonly Jet[], outer: Jet): Jet {
    const n = outer.dimension;
    const upper: number[] = [];
    for (let i = 0; i < n; i++) for (let j = i; j < n; j++) upper.push(outer.hessian[i * n + j]);
    return Jet.compose(inner, outer.value, Array.from(outer.gradient), upper);
  }

  sqrt(): Jet {
    const root = Math.sqrt(this.value);
    return this.unary(root, 0.5 / root, -0.25 / (root * this.value));
  }

  log(): Jet {
    return this.unary(Math.log(this.value), 1 / this.value, -1 / (this.value * this.value));
  }

  exp(): Jet {
    const value = Math.exp(this.value);
    return this.unary(value, value, value);
  }

  /** The angle of the vector (x, y) = (other, this), in (−π, π]. */
  atan2(other: Jet): Jet {
    const [y, x] = [this.value, other.value];
    const square = x * x + y * y;
    const quartic = square * square;
    const xx = (2 * x * y) / quartic;
    const mixed = (y * y - x * x) / quartic;
    return other.binary(this, Math.atan2(y, x), -y / square, x / square, xx, mixed, -xx);
  }
}

function scaled(entries: number[], factor: number): number[] {
  const result = zeros(entries.length);
  for (let i = 0; i < entries.length; i++) result[i] = factor * entries[i];
  return result;
}

/** a + sign·b. */
function sum(a: number[], b: number[], sign: number): number[] {
  const result = zeros(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i] + sign * b[i];
  return result;
}

function reciprocal(x: number): [number, number, number] {
  const inverse = 1 / x;
  return [inverse, -inverse * inverse, 2 * inverse * inverse * inverse];
}

/** Plain arrays: small typed ones cost more to allocate than to fill. */
function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}
