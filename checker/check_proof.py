#!/usr/bin/env python3
"""Checks proof files of relu-injectivity a second time, in ball arithmetic (python-flint); shares only the format.

usage: check_proof.py FILE…     prints one line for each file; exit code 1 if any is refused
"""
import json
import re
import sys
from fractions import Fraction
from itertools import pairwise

from flint import arb, ctx, fmpq

ctx.prec = 160
DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]+)?", re.ASCII)
PI = arb.pi()


class Refused(Exception):
    pass


def demand(condition, what):
    if condition is not True:
        raise Refused(what)


def shown(x, what="an inequality"):  # x > 0 for the whole ball; false for NaN
    demand(bool(x > 0), what)


def number(text, least=None, strict=True):
    demand(isinstance(text, str) and len(text) <= 120 and DECIMAL.fullmatch(text) is not None, "a decimal string")
    value = Fraction(text)
    if least is not None:
        demand(value > least if strict else value >= least, f"a number above {least}")
    return value


def positive(text):
    return number(text, 0)


def ball(x):
    return arb(fmpq(x.numerator, x.denominator))


def fields(thing, *names):
    demand(isinstance(thing, dict) and sorted(thing) == sorted(names), "the right fields")
    return [thing[name] for name in names]


def listing(thing, low, high):
    demand(isinstance(thing, list) and low <= len(thing) <= high, "a list of the right length")
    return thing


def two(thing, read=positive):
    low, high = (read(x) for x in listing(thing, 2, 2))
    return low, high


def rising(values):
    demand(all(a < b for a, b in pairwise(values)), "increasing numbers")
    return values


def tail(x):
    return (x / arb(2).sqrt()).erfc() / 2


def moment(a):  # J(a)
    return arb(1) / 2 - a * (-a * a / 2).exp() / (2 * PI).sqrt() - tail(a)


def psi(b, sigma):
    s = sigma.sqrt()
    t1, t2 = b / (1 + s), b * s / (1 + s + b * b)
    gain, lost = ((t.atan() - t / (1 + t * t)) / PI for t in (t1, t2))
    held, edge = 1 - lost, t2 * t2 / (1 + t2 * t2) / PI
    value = (1 + gain - (1 + b * b) * held / sigma) / 2
    return value, (edge - b * held) / sigma, (1 + b * b) * held / (2 * sigma * sigma)


def distance(alpha, a, count):
    a = ball(a)
    return ball(alpha) * (moment(a) + a * a * tail(a)) - a * a * count / 2


def last_layer(last, T, count):
    expansion, a = fields(last, "expansion", "a")
    alpha = positive(expansion)
    shown(distance(alpha, number(a, 0, False), count) - ball(T) ** 2, "the last layer")
    return alpha


def covered(rho, pairs, layers):
    rho = rising([number(x) for x in listing(rho, 1, 1000)])
    demand(rho[0] == 0 and len(listing(pairs, 1, 1000)) == len(rho), "break points from 0")
    for k, (b, sigma) in enumerate((listing(p, 2, 2) for p in pairs)):
        b, sigma = number(b, 0, False), positive(sigma)
        last = k == len(rho) - 1
        demand(sigma <= 1 and b > 0 if last else sigma >= 1, "sigma on its side of 1")
        value = psi(ball(b), ball(sigma))[0]
        for alpha, T, tau in layers:
            for r in rho[k : k + (1 if last else 2)]:
                rest = 2 * b * tau * r - T * T - (sigma - 1) * r * r
                shown(ball(alpha) * value + ball(rest), "W > 0")


def lower_end(kind, hidden, last, count, expansions=None, bound=None):
    T = Fraction(1)
    demand(expansions is None or len(listing(hidden, 0, 32)) == len(expansions), "the same layers")
    for i, layer in enumerate(listing(hidden, 0, 32)):
        alpha, tau, b, sigma = map(positive, fields(layer, "expansion", "tau", "b", "sigma"))
        demand(expansions is None or alpha == expansions[i], "the same expansions")
        a, x, y = map(ball, (alpha, b, sigma))
        value, by_b, by_sigma = psi(x, y)
        if kind == "plain":
            shown(-by_b)
            shown(ball(T) ** 2 - a * (value - x * by_b - (y - 1) * by_sigma), "within T")
            shown(a * by_b**2 / 4 - ball(tau) ** 2 * by_sigma, "reaches tau")
        else:
            square = a * by_sigma
            shown(2 * x * ball(T) + (y - 1) * square - x * x - a * value - 2 * x * square.sqrt() * ball(tau), "U < 0")
        T = tau
    alpha, a = fields(last, "expansion", "a")
    alpha, a = positive(alpha), number(a, 0, False)
    demand(bound is None or alpha < bound, "the lower end is below the bound")
    shown(arb(count) / 2 - ball(alpha) * tail(ball(a)), "alpha H < c/2")
    shown(ball(T) ** 2 - ball(alpha) * moment(ball(a)), "alpha J < T^2")


def leaves(tree, letters, root):
    """Yields (box, multiplier) of a bisection tree in preorder."""
    todo = [(root, 0)]
    for token in listing(tree, 1, 20000):
        demand(bool(todo), "a tree that ends with its last leaf")
        box, depth = todo.pop()
        if token in letters:
            demand(depth < 100, "a tree of bounded depth")
            i = letters.index(token)
            low, high = box[i]
            for half in (((low + high) / 2, high), (low, (low + high) / 2)):
                todo.append((box[:i] + (half,) + box[i + 1 :], depth + 1))
        else:
            yield box, number(token)
    demand(not todo, "a complete tree")


def unit_layer(layer, T):
    expansion, tau, b, rho_max, tree = fields(layer, "expansion", "tau", "b", "rhoMax", "tree")
    alpha, tau, (b0, b1), top = number(expansion, 2), positive(tau), two(b), positive(rho_max)
    rising([b0, b1])
    A = (ball(alpha) / 2).sqrt()
    gap = 1 - (A - ball(tau)) ** 2
    shown(2 * (A * ball(tau) - ball(T)) - ball(b0) * (A * A + ball(tau) ** 2 - 1), "below b0")
    shown(gap)
    shown(ball(b1) * gap - 2 * ball(T), "above b1")
    shown(ball(top) - A * (1 + ball(b1) ** 2).sqrt() - ball(T) / gap.sqrt(), "above rhoMax")
    for ((bl, bh), (rl, rh)), sigma in leaves(tree, "br", ((b0, b1), (Fraction(0), top))):
        demand(sigma > 0, "sigma > 0")
        bm, rm = (bl + bh) / 2, (rl + rh) / 2
        for x in (bl, bh):
            value = ball(alpha) * psi(ball(x), ball(sigma))[0]
            for r in (rl, rh):
                square = r * r if sigma >= 1 else 2 * rm * r - rm * rm
                rest = 2 * bm * x - bm * bm - 2 * x * T - (sigma - 1) * square + 2 * x * r * tau
                shown(value + ball(rest), "U > 0")
    return alpha, tau


def log_f1(w, v, A, q, gamma):
    k, b, sigma = 2 * w * A, v * q / (2 * w * A), 1 + gamma / A
    s, wide = sigma.sqrt(), (1 + k).sqrt()
    delta = 1 + k - k / sigma * (1 + b * b * (1 + k))
    shown(delta, "a finite moment")
    root = delta.sqrt()
    moved = (PI - (root * b * s / (1 + s + b * b * (1 + k))).atan()) / root
    return ((PI - (b / (1 + s)).atan() + (b * wide).atan() / wide + moved) / (2 * PI)).log()


def log_f2(w, A, mu):
    a, wide = (mu / A).sqrt(), (1 + 2 * w * A).sqrt()
    return (arb(1) / 2 + (arb(1) / 2 - tail(a * wide)) / wide + (-w * mu).exp() * tail(a)).log()


def sphere(w, g):
    shown(2 * g - w, "gammaSphere > w/2")
    return w * g - (1 - w / (2 * g)).log() / 2


def lifted_hidden(A, q, G, tree, w, v, floors):
    for alpha, _ in floors:
        demand(alpha > 2, "expansion > 2")
    (A0, A1), (q0, q1), G = two(A), two(q), positive(G)
    rising([A0, A1]), rising([q0, q1])
    W, V = ball(w), ball(v)
    cap = V * V / (2 * ball(G))
    shown(1 - cap, "G > w'^2/2")
    for alpha, floor in floors:
        norm = (ball(alpha) / 2).sqrt()
        shown(1 - ball(q0) * (norm + 1), "q0"), shown(ball(q1) * (norm - 1) - 1, "q1")
        near = -V * V / 2 - ball(floor)
        shown(near, "large A"), shown(near - (V * V - W * W) / (4 * ball(A1) * W), "A1")
        far = W / (2 * ball(A0)) - ball(G) - ball(alpha) * ((1 + 1 / (1 - cap).sqrt()) / 2).log()
        shown(far - ball(floor), "A0")
    for ((al, ah), (ql, qh)), gamma in leaves(tree, "Aq", ((A0, A1), (q0, q1))):
        demand(gamma >= 0, "gamma >= 0")
        middle = (al + ah) / 2
        for a in (al, ah):
            for r in (ql, qh):
                value = log_f1(W, V, ball(a), ball(r), ball(gamma))
                rest = w * (2 * middle - a) / (4 * middle**2) - w * gamma / r**2
                for alpha, floor in floors:
                    shown(ball(rest - floor) - ball(alpha) * value, "above the floor")


def lifted_last(A, mu, mu_small, w, count, floors):
    cuts = rising([positive(x) for x in listing(A, 1, 1000)])
    mus = [number(x, 0, False) for x in listing(mu, 0, 1000)]
    demand(len(cuts) == len(mus) + 1, "one mu for each cell")

    def cell(a, m, reward):
        value = log_f2(ball(w), ball(a), ball(m))
        for alpha, floor in floors:
            shown(ball(reward - w * m * count / 2 - floor) - ball(alpha) * value, "above the floor")

    for _, floor in floors:
        demand(floor < w / (2 * cuts[0]), "A0")
    cell(2 * cuts[-1], number(mu_small, 0, False), Fraction(0))
    for (low, high), m in zip(pairwise(cuts), mus):
        middle = (low + high) / 2
        for a in (low, high):
            cell(a, m, w * (2 * middle - a) / (4 * middle**2))


def lifted_sum(weights, gamma_sphere, floors):
    total = sum((w * w for w in weights), Fraction(0)) / 2 + sum(floors, Fraction(0))
    shown(ball(total) - sphere(ball(weights[0]), ball(gamma_sphere)), "the sum")


def chain(layer_check, hidden, last, count, below, kind):
    T, expansions = Fraction(1), []
    for layer in listing(hidden, 0, 32):
        alpha, T = layer_check(layer, T)
        expansions.append(alpha)
    bound = last_layer(last, T, count)
    if below is not None:
        lower_end(kind, *fields(below, "hidden", "last"), count, expansions, bound)


def plain_layer(layer, T):
    expansion, tau, rho, pairs = fields(layer, "expansion", "tau", "rho", "pairs")
    alpha, tau = positive(expansion), positive(tau)
    covered(rho, pairs, [(alpha, T, tau)])
    return alpha, tau


def quantile(thing):
    return number(fields(thing, "a")[0], 0, False)


STRONG = ("from", "to", "first", "tau", "layer1", "last", "beyond")


def strong_width(*values):
    start, end, first, tau, layer1, last, beyond = values
    ends = rising([positive(start), positive(end)])
    shown(distance(ends[0], quantile(first), 2) - 1, "layer 1")
    taus = two(tau)
    covered(*fields(layer1, "rho", "pairs"), [(C, Fraction(1), t) for C, t in zip(ends, taus)])
    for C, t in zip(ends, taus):
        demand(t * t < C / 2, "tau^2 < C/2")
        shown(distance(C, quantile(last), 4) - ball(t) ** 2, "later layers")
    shown(distance(ends[1], quantile(beyond), 4) - 1, "beyond")
    return ends[0]


def check_plain(p, kind):
    below = p.pop("below", None) if isinstance(p.get("below", {}), dict) else False
    count, hidden, last = fields(p, "count", "hidden", "last")
    chain(plain_layer if kind == "plain" else unit_layer, hidden, last, count, below, kind)


def check_lower(p, kind):
    count, hidden, last = fields(p, "count", "hidden", "last")
    lower_end(kind.removesuffix("-lower"), hidden, last, count)


def check_lifted(p, _):
    names = ("count", "weights", "gammaSphere", "hidden", "last")
    count, weights, g, hidden, last = fields(p, *names)
    w = [positive(x) for x in listing(weights, 1, 32)]
    demand(len(listing(hidden, 0, 32)) == len(w) - 1, "one weight for each layer")
    floors = []
    for i, layer in enumerate(hidden):
        alpha, floor, *cover = fields(layer, "expansion", "floor", "A", "q", "G", "tree")
        floors.append(number(floor))
        lifted_hidden(*cover, w[i], w[i + 1], [(positive(alpha), floors[-1])])
    alpha, floor, *cells = fields(last, "expansion", "floor", "A", "mu", "muSmall")
    floors.append(number(floor))
    lifted_last(*cells, w[-1], count, [(positive(alpha), floors[-1])])
    lifted_sum(w, positive(g), floors)


def check_width(p, _):
    if p.get("count") == 2:
        _, start, first = fields(p, "count", "from", "first")
        shown(distance(positive(start), quantile(first), 2) - 1, "layer 1")
    else:
        strong_width(*fields(p, "count", *STRONG)[1:])


def check_lifted_width(p, _):
    if p.get("count") == 2:
        _, start, weights, g, last = fields(p, "count", "from", "weights", "gammaSphere", "last")
        w, C = [positive(x) for x in listing(weights, 1, 1)], number(start, 2)
        floor, *cells = fields(last, "floor", "A", "mu", "muSmall")
        lifted_last(*cells, w[0], 2, [(C, number(floor))])
        lifted_sum(w, positive(g), [number(floor)])
        return
    names = ("count", "from", "first", "weights", "gammaSphere", "hidden", "last", "beyond")
    _, start, first, weights, g, hidden, last, beyond = fields(p, *names)
    C, w = number(start, 2), two(weights)
    shown(distance(C, quantile(first), 2) - 1, "layer 1")
    end = strong_width(*fields(beyond, *STRONG))
    demand(C < end, "from below the plain width")
    floor_h, *cover = fields(hidden, "floor", "A", "q", "G", "tree")
    floor_l, *cells = fields(last, "floor", "A", "mu", "muSmall")
    f, l = two(floor_h, number), two(floor_l, number)
    lifted_hidden(*cover, *w, list(zip((C, end), f)))
    lifted_last(*cells, w[1], 4, list(zip((C, end), l)))
    for i in (0, 1):
        lifted_sum(w, positive(g), [f[i], l[i]])


def check_finite(p, _):
    n, m, k, bound, w, g, d, mu = fields(p, "n", "m", "positives", "bound", "weight", "gammaSphere", "d", "mu")
    demand(all(isinstance(x, str) and "." not in x for x in (n, m, k)), "integers")
    n, m, k, bound, w, g = positive(n), positive(m), number(k, 0, False), positive(bound), positive(w), positive(g)
    cuts = rising([Fraction(0), *(positive(x) for x in listing(d, 1, 1000))])
    mus = [number(x, 0, False) for x in listing(mu, 1, 1000)]
    demand(len(cuts) == len(mus) + 1, "one mu for each cell")
    front = ball(n) * (sphere(ball(w), ball(g)) - ball(w * w / 2)) - ball(bound).log()
    total = (front - ball(n * w * cuts[-1])).exp()
    for (low, high), x in zip(pairwise(cuts), mus):
        rest = w * x * k - n * w * low * high / (low + high)
        total += (front + ball(rest) + ball(m) * log_f2(ball(w), ball(1 / (low + high)), ball(x))).exp()
    shown(1 - total, "the sum is below the bound")


def entropy_excess(p):
    return -p * p.log() - (1 - p) * (1 - p).log() - arb(2).log() / 2


def euler(k):
    z = 2 / (k + 1 + ((k + 1) ** 2 - 8 * k).sqrt())
    rate = (k + 1) * (k + 1).log() - k * k.log() - k * arb(2).log()
    return -(rate + (arb(1) / 2 - z).log() - z.log() - k * (1 - z).log())


CONSTANTS = {  # an increasing equation, the constant at its root, where that holds
    "one-layer-duality": (lambda a: moment(a) - tail(a), lambda a: 1 / tail(a), lambda x: True),
    "two-per-column-duality": (lambda a: 2 * moment(a) - tail(a), lambda a: 2 / tail(a), lambda x: True),
    "sum-of-rows": (lambda u: u * u - tail(u), lambda u: 1 / u**2, lambda x: True),
    "union-bound": (entropy_excess, lambda p: 1 / p, lambda x: bool(x < arb(1) / 2)),
    "euler-characteristic": (euler, lambda k: k + 1, lambda x: bool(x > 3 + 2 * arb(2).sqrt())),
}


def check_constants(p, _):
    entries = [fields(v, "name", "below", "above", "argument") for v in listing(fields(p, "values")[0], 1, 5)]
    demand(all(isinstance(e[0], str) and e[0] in CONSTANTS for e in entries), "a known constant")
    demand(len({e[0] for e in entries}) == len(entries), "each constant once")
    for name, below, above, argument in entries:
        equation, value, domain = CONSTANTS[name]
        ends = [ball(x) for x in rising(list(two(argument)))]
        demand(all(map(domain, ends)), "an argument in its domain")
        shown(-equation(ends[0])), shown(equation(ends[1]))
        values = [value(x) for x in ends]
        for v in values:
            shown(v - ball(number(below)), "above the low end"), shown(ball(number(above)) - v, "below the high end")


def check_krsb(p, _):
    bound, q, y, chi, spacing, R = fields(p, "bound", "q", "y", "chi", "spacing", "R")
    k = len(listing(y, 1, 4))
    demand(len(listing(q, 1, 4)) == k == len(listing(spacing, 1, 4)), "as many overlaps as breaking points")
    q = rising([Fraction(0), *(positive(x) for x in q), Fraction(1)])
    y, delta = rising([positive(x) for x in y]), [positive(x) for x in spacing]
    chi, R, bound = positive(chi), positive(R), positive(bound)
    s = [(b - a) / (2 * chi) for a, b in pairwise(q)]
    reach = [int((ball(R) * ball(s[i]).sqrt() / ball(delta[i])).upper().floor().unique_fmpz()) + 1 for i in range(k)]
    extent, products = [reach[0]], 0
    for i in range(1, k):
        demand((delta[i - 1] / delta[i]).denominator == 1, "nested lattices")
        products += (2 * extent[-1] + 1) * (2 * reach[i] + 1)
        extent.append(int(extent[-1] * (delta[i - 1] / delta[i])) + reach[i])
    demand(max(extent) <= 100000 and products <= 60000000, "lattices of bounded size")

    def strip(i, M):
        edge = (ball(s[i + 1]) * (-ball(y[i])).exp()).sqrt()
        return 2 * M(edge / ball(s[i]).sqrt()) / ((2 * PI * edge / ball(delta[i])).exp() - 1)

    def weights(i):
        scale = ball(delta[i]) / (2 * PI * ball(s[i])).sqrt()
        return [scale * (-ball((j * delta[i]) ** 2 / (2 * s[i]))).exp() for j in range(-reach[i], reach[i] + 1)]

    v = 1 + 2 * ball(y[-1]) * ball(s[-1])
    sd, tau = ball(s[-1]).sqrt(), (ball(s[-1]) / v).sqrt()
    values = []
    for j in range(-extent[-1], extent[-1] + 1):
        h = ball(j * delta[-1])
        between = tail(-h / v / tau) - tail((1 - h / v) / tau)
        broken = (-ball(y[-1])).exp() * tail((1 - h) / sd)
        values.append(tail(h / sd) + broken + (-ball(y[-1]) * h * h / v).exp() / v.sqrt() * between)
    for i in range(k - 1, 0, -1):
        m = ball(y[i - 1] / y[i])
        error = 2 * tail(ball(R)) + strip(i, lambda a: ((a * a + m) / 2).exp())
        stride, taps = int(delta[i - 1] / delta[i]), weights(i)
        powers = [(m * x.log()).exp() for x in values]
        starts = [j * stride - reach[i] + extent[i] for j in range(-extent[i - 1], extent[i - 1] + 1)]
        values = [sum((t * powers[a + n] for n, t in enumerate(taps)), error).upper() for a in starts]
    energy = -sum((t * x.log() for t, x in zip(weights(0), values)), arb(0)) / ball(y[0])
    energy -= strip(0, lambda a: (a * a / 2).exp() * (ball(y[0]) + arb(33) / 10) / ball(y[0]))
    lam, entropy = ball(chi), arb(0)
    for i in range(k, 0, -1):
        up = lam + ball(y[i - 1] * (q[i + 1] - q[i]))
        entropy, lam = entropy + (up / lam).log() / ball(y[i - 1]), up
    entropy = (entropy + ball(q[1]) / lam) / 2
    shown(energy), shown(ball(bound) * energy - 1 - entropy, "(1 + B)/A is below the bound")


KINDS = {
    "plain": check_plain, "unit": check_plain, "plain-lower": check_lower, "unit-lower": check_lower,
    "lifted": check_lifted, "width": check_width, "lifted-width": check_lifted_width, "finite": check_finite,
    "constants": check_constants, "krsb": check_krsb,
}  # fmt: skip


def check(text):
    """None, or the reason for which the text of a proof file is refused."""
    try:
        demand(len(text) <= 1 << 20, "a file of at most a megabyte")
        proof = json.loads(text)
        demand(isinstance(proof, dict) and proof.pop("schema", None) == "relu-injectivity-proof/1", "the schema")
        kind = proof.pop("kind", None)
        demand(isinstance(kind, str) and kind in KINDS, "a known kind")
        if "count" in proof:
            demand(type(proof["count"]) in (int, float) and proof["count"] in (2, 4), "count 2 or 4")
        KINDS[kind](proof, kind)
    except Refused as refusal:
        return str(refusal) or "refused"
    except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
        return f"undecided: {error}"
    return None


def main(arguments):
    if arguments == ["--lines"]:  # one JSON string with the text of a file on each line: a verdict on each
        for line in sys.stdin:
            print("refused" if check(json.loads(line)) else "valid", flush=True)
        return 0
    refused = 0
    for path in arguments:
        with open(path, encoding="utf-8") as file:
            reason = check(file.read(1 << 21))
        print(f"{path}: {'valid' if reason is None else 'REFUSED, ' + reason}")
        refused += reason is not None
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
