/** Second-order forward differentiation: a value with its gradient and Hessian, carried through arithmetic. */

/**
 * A function of `dimension` variables known at one point to second order. Exact to rounding: every operation
 * applies the chain rule, nothing is differenced. Immutable.
 */
export class Jet {
  private constructor(
    readonly value: number,
    readonly gradient: Float64Array,
    /** Row-major, symmetric, dimension × dimension. */
    readonly hessian: Float64Array,
  ) {}

  /** The constant `value` in `dimension` variables. */
  static constant(value: number, dimension: number): Jet {
    return new Jet(value, new Float64Array(dimension), new Float64Array(dimension * dimension));
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
    return combine(this, other, this.value + other.value, 1, 1);
  }

  minus(other: Jet | number): Jet {
    if (typeof other === "number") return new Jet(this.value - other, this.gradient, this.hessian);
    return combine(this, other, this.value - other.value, 1, -1);
  }

  times(other: Jet | number): Jet {
    if (typeof other === "number") {
      return new Jet(
        this.value * other,
        this.gradient.map((x) => x * other),
        this.hessian.map((x) => x * other),
      );
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
    const hessian = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      const gi = second * this.gradient[i];
      for (let j = 0; j < n; j++)
        hessian[i * n + j] = first * this.hessian[i * n + j] + gi * this.gradient[j];
    }
    return new Jet(
      value,
      this.gradient.map((x) => first * x),
      hessian,
    );
  }

  /** f(this, other) from f and its first (x, y) and second (xx, xy, yy) derivatives there. */
  binary(other: Jet, value: number, fx: number, fy: number, fxx: number, fxy: number, fyy: number): Jet {
    const n = this.dimension;
    const [p, q] = [this.gradient, other.gradient];
    const hessian = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      const alongX = fxx * p[i] + fxy * q[i];
      const alongY = fxy * p[i] + fyy * q[i];
      for (let j = 0; j < n; j++) {
        const k = i * n + j;
        hessian[k] = fx * this.hessian[k] + fy * other.hessian[k] + alongX * p[j] + alongY * q[j];
      }
    }
    return new Jet(
      value,
      p.map((x, i) => fx * x + fy * q[i]),
      hessian,
    );
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

function combine(a: Jet, b: Jet, value: number, fx: number, fy: number): Jet {
  return a.binary(b, value, fx, fy, 0, 0, 0);
}

function reciprocal(x: number): [number, number, number] {
  const inverse = 1 / x;
  return [inverse, -inverse * inverse, 2 * inverse * inverse * inverse];
}
