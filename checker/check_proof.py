#!/usr/bin/env python3
"""Checks proof files of relu-injectivity a second time, in ball arithmetic (python-flint); shares only the format.

usage: check_proof.py FILE…     prints one line for each file; exit code 1 if any is refused

Symbols as in docs/theorems.md. A file's numbers are exact; a comparison of balls is true if it is for all their points.
"""
import json
import re
import sys
from itertools import pairwise, product
from types import SimpleNamespace

from flint import arb, ctx, fmpq

ctx.prec = 160
PI, HALF, ZERO, ONE = arb.pi(), arb(1) / 2, fmpq(0), fmpq(1)
DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]+)?", re.ASCII)

def need(what, *conditions):
    if not all(conditions):
        raise ValueError(what)

def read(shape, x):
    """x with its decimals as rationals; shape: a kind of number, [item, least, most], a tuple, a dict, or str."""
    if isinstance(shape, dict):
        free = {"below"} | ({"margin"} & {*shape} if "m" in shape else set())
        need("the right fields", isinstance(x, dict), {*x} | free == {*shape} | free, {*x} <= {*shape})
        return SimpleNamespace(**{name.replace("from", "start"): read(shape[name], x[name]) for name in x})
    if isinstance(shape, (list, tuple)):
        item, least, most = shape if isinstance(shape, list) else (None, len(shape), len(shape))
        need("a list of the right length", isinstance(x, list) and least <= len(x) <= most)
        return [read(s, y) for s, y in zip([item] * len(x) if item else shape, x)]
    need("a decimal, or a short text", isinstance(x, str) and len(x) <= 120 and (shape is str or DECIMAL.fullmatch(x)))
    if shape is str:
        return x
    value = fmpq(int(x.replace(".", "")), 10 ** len(x.partition(".")[2]))
    ranges = {"+": value > 0, "0+": value >= 0, ".": True, "integer": value >= 0 and "." not in x}
    need("a number in its range", ranges[shape])
    return value

def rising(values):
    need("increasing numbers", *(a < b for a, b in pairwise(values)))
    return values

def tail(x):  # H(x)
    return (arb(x) / arb(2).sqrt()).erfc() / 2

def density(x):
    return arb(-x * x / 2).exp() / (2 * PI).sqrt()

def moment(a, kappa=ZERO):  # J(a): the integral of (x - κ)² φ(x) from κ to κ + a
    end = kappa + a
    return (1 + kappa**2) * (tail(kappa) - tail(end)) + (kappa - a) * density(end) - kappa * density(kappa)

def psi(b, sigma):  # ψ, ψ_b, ψ_σ
    s = arb(sigma).sqrt()
    t1, t2 = b / (1 + s), b * s / (1 + s + b * b)
    gain, lost = ((t.atan() - t / (1 + t * t)) / PI for t in (t1, t2))
    held, edge = 1 - lost, t2 * t2 / (1 + t2 * t2) / PI
    value = (1 + gain - (1 + b * b) * held / sigma) / 2
    return value, (edge - b * held) / sigma, (1 + b * b) * held / (2 * sigma * sigma)

def log_f1(w, v, A, q, gamma):
    k, b, sigma = 2 * w * A, v * q / (2 * w * A), 1 + gamma / A
    s, wide, delta = arb(sigma).sqrt(), arb(1 + k).sqrt(), 1 + k - k / sigma * (1 + b * b * (1 + k))
    need("a finite moment", delta > 0)
    root = arb(delta).sqrt()
    moved = (PI - (root * b * s / (1 + s + b * b * (1 + k))).atan()) / root
    return ((PI - (b / (1 + s)).atan() + (b * wide).atan() / wide + moved) / (2 * PI)).log()

def log_f2(w, A, mu, kappa=ZERO):
    a, v = arb(mu / A).sqrt(), 1 + 2 * w * A
    root = arb(v).sqrt()
    inside = tail(kappa / root) - tail((kappa + a * v) / root)
    near = arb(-w * A * kappa**2 / v).exp() / root * inside
    return (tail(-kappa) + near + arb(-w * mu).exp() * tail(kappa + a)).log()

def sphere(w, g):
    need("gammaSphere > w/2", 2 * g > w)
    return w * g - arb(1 - w / (2 * g)).log() / 2

def distance(alpha, a, count, kappa=ZERO):  # squared, of g from the vectors with fewer than count·n/2 entries above κ
    return alpha * (moment(a, kappa) + a * a * tail(kappa + a)) - a * a * count / 2

def covered(rho, pairs, ends):
    """W > 0 for all ρ ≥ 0 and each (expansion, T, τ) of `ends`; W is concave on inner pieces and rises on the last."""
    need("break points from 0, a pair for each", rising(rho)[0] == 0, len(pairs) == len(rho))
    for k, (b, sigma) in enumerate(pairs):
        need("σ on its side of 1", sigma >= 1 if k < len(rho) - 1 else sigma <= 1 and b > 0)
        value = psi(b, sigma)[0]
        for (alpha, T, tau), r in product(ends, rho[k : k + 2]):
            need("W > 0", alpha * value + 2 * b * tau * r - T * T - (sigma - 1) * r * r > 0)

def lower_end(proof):
    T, last = ONE, proof.last
    for p in proof.hidden:
        value, by_b, by_sigma = psi(p.b, p.sigma)
        cost, square = p.expansion * value, p.expansion * by_sigma
        if proof.kind == "unit-lower":
            need("U < 0", p.b**2 + cost + 2 * p.b * square.sqrt() * p.tau < 2 * p.b * T + (p.sigma - 1) * square)
        else:
            need("within T", by_b < 0, cost - p.expansion * p.b * by_b - (p.sigma - 1) * square < T**2)
            need("reaches τ", p.expansion * by_b**2 / 4 > p.tau**2 * by_sigma)
        T = p.tau
    need("no last layer", last.expansion * tail(last.a) < proof.count * HALF, last.expansion * moment(last.a) < T**2)

def check_chain(p):
    unit, T = p.kind == "unit", ONE
    for layer in p.hidden:
        unit_layer(layer, T) if unit else covered(layer.rho, layer.pairs, [(layer.expansion, T, layer.tau)])
        T = layer.tau
    need("the last layer", distance(p.last.expansion, p.last.a, p.count) > T**2)
    if below := getattr(p, "below", None):
        need("the same hidden layers", [x.expansion for x in below.hidden] == [x.expansion for x in p.hidden])
        need("below the bound", below.last.expansion < p.last.expansion)
        below.kind, below.count = f"{p.kind}-lower", p.count
        lower_end(below)

def leaves(tree, letters, root):
    """(box, multiplier) of the leaves of a bisection tree in preorder."""
    todo = [(root, 0)]
    for token in tree:
        need("a tree that ends with its last leaf, of bounded depth", todo and todo[-1][1] <= 100)
        box, depth = todo.pop()
        if token in letters:
            i = letters.index(token)
            (low, high), middle = box[i], sum(box[i]) / 2
            todo += [([*box[:i], half, *box[i + 1 :]], depth + 1) for half in ((middle, high), (low, middle))]
        else:
            yield box, read("0+", token)
    need("a complete tree", not todo)

def unit_layer(p, T):
    (b0, b1), A = rising(p.b), arb(p.expansion / 2).sqrt()
    gap = 1 - (A - p.tau) ** 2
    need("below b0", 2 * (A * p.tau - T) > b0 * (A * A + p.tau**2 - 1))
    need("above b1 and rhoMax", gap > 0, b1 * gap > 2 * T, p.rhoMax > A * arb(1 + b1**2).sqrt() + T / gap.sqrt())
    for ((bl, bh), (rl, rh)), sigma in leaves(p.tree, "br", [p.b, (ZERO, p.rhoMax)]):
        bm, rm = (bl + bh) / 2, (rl + rh) / 2
        for b in (bl, bh):
            value = p.expansion * psi(b, sigma)[0] + 2 * bm * b - bm * bm - 2 * b * T
            for r in (rl, rh):
                square = r * r if sigma >= 1 else 2 * rm * r - rm * rm
                need("U > 0", value - (sigma - 1) * square + 2 * b * r * p.tau > 0)

def lifted_hidden(p, w, v, ends):  # ends: (expansion, floor)
    (A0, A1), (q0, q1), near, cap = rising(p.A), rising(p.q), -v * v / 2, v * v / (2 * p.G)
    need("G > w'²/2", cap < 1)
    for alpha, floor in ends:
        norm, far = arb(alpha / 2).sqrt(), ((1 + 1 / arb(1 - cap).sqrt()) / 2).log()
        need("all q", alpha > 2, q0 * (norm + 1) < 1, q1 * (norm - 1) > 1)
        need("large A", near > floor, near - (v * v - w * w) / (4 * A1 * w) > floor)
        need("small A", w / (2 * A0) - p.G - alpha * far > floor)
    for (As, qs), gamma in leaves(p.tree, "Aq", [p.A, p.q]):
        for A, q in product(As, qs):
            value = log_f1(w, v, A, q, gamma)
            rest = w * (sum(As) - A) / sum(As) ** 2 - w * gamma / q**2
            need("above the floor", *(rest - alpha * value > floor for alpha, floor in ends))

def lifted_last(p, w, count, ends, kappa=ZERO):
    need("one μ for each cell", len(rising(p.A)) == len(p.mu) + 1)
    need("small A", *(w / (2 * p.A[0]) > floor for _, floor in ends))
    inner = [(A, mu, w * (sum(As) - A) / sum(As) ** 2) for As, mu in zip(pairwise(p.A), p.mu) for A in As]
    for A, mu, reward in [(2 * p.A[-1], p.muSmall, ZERO), *inner]:
        value = log_f2(w, A, mu, kappa)
        need("above the floor", *(reward - w * mu * count / 2 - alpha * value > floor for alpha, floor in ends))

def lifted(p, hidden, last):  # pairs of a layer and its ends
    need("one weight for each layer", len(p.weights) == len(hidden) + 1)
    for (layer, ends), (w, v) in zip(hidden, pairwise(p.weights)):
        lifted_hidden(layer, w, v, ends)
    lifted_last(last[0], p.weights[-1], p.count, last[1])
    for ends in zip(*(ends for _, ends in (*hidden, last))):
        total = sum(w * w for w in p.weights) / 2 + sum(floor for _, floor in ends)
        need("the sum", total > sphere(p.weights[0], p.gammaSphere))

def check_lifted(p):
    *hidden, last = ((layer, [(layer.expansion, layer.floor)]) for layer in (*p.hidden, p.last))
    lifted(p, hidden, last)

def check_layer(p):
    need("the distance", distance(p.last.expansion, p.last.a, 2 * p.units, p.margin) > 1)
    if below := getattr(p, "below", None):
        need("below the bound", below.expansion < p.last.expansion)
        need("no a serves", below.expansion * tail(p.margin + below.a) < p.units)
        need("no a serves", below.expansion * moment(below.a, p.margin) < 1)

def check_lifted_layer(p):
    w, last = p.weights[0], p.last
    lifted_last(last, w, 2 * p.units, [(last.expansion, last.floor)], p.margin)
    need("the sum", w * w / 2 + last.floor > sphere(w, p.gammaSphere))

def check_width(p):
    need("layer 1", distance(p.start, p.first.a, 2) > 1)
    if p.count == 4:
        ends = list(zip(rising([p.start, p.to]), p.tau))
        covered(p.layer1.rho, p.layer1.pairs, [(C, ONE, tau) for C, tau in ends])
        for C, tau in ends:
            need("later layers", tau**2 < C / 2, distance(C, p.last.a, 4) > tau**2)
        need("beyond", distance(p.to, p.beyond.a, 4) > 1)

def check_lifted_width(p):
    need("expansion > 2", p.start > 2)
    if p.count == 2:
        return lifted(p, [], (p.last, [(p.start, p.last.floor)]))
    p.beyond.count, widths = 4, rising([p.start, p.beyond.start])
    check_width(p.beyond)
    need("layer 1", distance(p.start, p.first.a, 2) > 1)
    hidden, last = ((layer, list(zip(widths, layer.floor))) for layer in (p.hidden, p.last))
    lifted(p, [hidden], last)

def check_finite(p):
    need("a shape, one μ for each cell", p.n > 0, p.m > 0, len(p.d) == len(p.mu))
    n, w, cuts = p.n, p.weight, rising([ZERO, *p.d])
    front = n * (sphere(w, p.gammaSphere) - w * w / 2) - arb(p.bound).log()
    total = (front - n * w * cuts[-1]).exp()
    for (low, high), mu in zip(pairwise(cuts), p.mu):
        rest = w * mu * p.active - n * w * low * high / (low + high)
        total += (front + rest + p.m * log_f2(w, 1 / (low + high), mu, getattr(p, "margin", ZERO))).exp()
    need("the sum is below the bound", total < 1)

def euler(k):
    z = 2 / (k + 1 + ((k + 1) ** 2 - 8 * k).sqrt())
    rate = (k + 1) * (k + 1).log() - k * k.log() - k * arb(2).log()
    return -(rate + (HALF - z).log() - z.log() - k * (1 - z).log())

CONSTANTS = {  # an equation that increases between these bounds, and the constant at its root
    "one-layer-duality": (lambda a: moment(a) - tail(a), 0, 10**12, lambda a: 1 / tail(a)),
    "two-per-column-duality": (lambda a: 2 * moment(a) - tail(a), 0, 10**12, lambda a: 2 / tail(a)),
    "sum-of-rows": (lambda u: u * u - tail(u), 0, 10**12, lambda u: 1 / u**2),
    "union-bound": (lambda p: -p * p.log() - (1 - p) * (1 - p).log() - arb(2).log() / 2, 0, HALF, lambda p: 1 / p),
    "euler-characteristic": (euler, 3 + 2 * arb(2).sqrt(), 10**12, lambda k: k + 1),
}

def check_constants(p):
    need("each constant once", len({x.name for x in p.values}) == len(p.values))
    for x in p.values:
        need("a known constant", x.name in CONSTANTS)
        equation, least, most, constant = CONSTANTS[x.name]
        low, high = map(arb, rising(x.argument))
        need("a root between the ends", low > least, high < most, equation(low) < 0, equation(high) > 0)
        need("the constant between its ends", *(x.below < constant(end) < x.above for end in (low, high)))

def check_krsb(p):
    k, q, y, step, chi, R = len(p.y), rising([ZERO, *p.q, ONE]), rising(p.y), p.spacing, p.chi, arb(p.R)
    need("as many overlaps as breaking points", len(p.q) == k == len(step))
    s = [(b - a) / (2 * chi) for a, b in pairwise(q)]
    reach = [int((R * arb(s[i]).sqrt() / step[i]).upper().floor().unique_fmpz()) + 1 for i in range(k)]
    ratio = [a / b for a, b in pairwise(step)]
    need("nested lattices", *(r.q == 1 for r in ratio))
    extent = [reach[0]]
    for i in range(1, k):
        extent.append(extent[-1] * int(ratio[i - 1].p) + reach[i])
    products = sum((2 * extent[i] + 1) * (2 * reach[i + 1] + 1) for i in range(k - 1))
    need("lattices of bounded size", max(extent) <= 100000, products <= 60000000)

    def strip(i, bound):  # error of a trapezoidal sum
        edge = (s[i + 1] * arb(-y[i]).exp()).sqrt()
        return 2 * bound(edge / arb(s[i]).sqrt()) / ((2 * PI * edge / step[i]).exp() - 1)

    def weights(i):
        steps = range(-reach[i], reach[i] + 1)
        return [step[i] / arb(2 * PI * s[i]).sqrt() * arb(-((j * step[i]) ** 2) / (2 * s[i])).exp() for j in steps]

    values, v, sd = [], 1 + 2 * y[-1] * s[-1], arb(s[-1]).sqrt()
    for h in (j * step[-1] for j in range(-extent[-1], extent[-1] + 1)):
        between = (tail(-h / sd / arb(v).sqrt()) - tail((v - h) / sd / arb(v).sqrt())) / arb(v).sqrt()
        values.append(tail(h / sd) + arb(-y[-1]).exp() * tail((1 - h) / sd) + arb(-y[-1] * h * h / v).exp() * between)
    for i in range(k - 1, 0, -1):
        m, taps, stride = arb(y[i - 1] / y[i]), weights(i), int(ratio[i - 1].p)
        error = 2 * tail(R) + strip(i, lambda a: ((a * a + m) / 2).exp())
        powers = [(m * x.log()).exp() for x in values]
        starts = [j * stride - reach[i] + extent[i] for j in range(-extent[i - 1], extent[i - 1] + 1)]
        values = [sum((t * x for t, x in zip(taps, powers[a : a + len(taps)])), error).upper() for a in starts]
    energy = -sum((t * x.log() for t, x in zip(weights(0), values)), arb(0)) / y[0]
    energy -= strip(0, lambda a: (a * a / 2).exp() * (y[0] + arb(33) / 10) / y[0])
    lam, entropic = arb(chi), arb(0)
    for i in range(k, 0, -1):
        up = lam + y[i - 1] * (q[i + 1] - q[i])
        entropic, lam = entropic + (up / lam).log() / y[i - 1], up
    need("(1 + B)/A is below the bound", energy > 0, p.bound * energy > 1 + (entropic + q[1] / lam) / 2)

PAIR, QUANTILE, LAST, LAYER = ("+", "+"), {"a": "0+"}, {"expansion": "+", "a": "0+"}, {"expansion": "+", "tau": "+"}
STEP, TREE = {"rho": [".", 1, 1000], "pairs": [("0+", "+"), 1, 1000]}, {"tree": [str, 1, 20000]}
LOWER = {"hidden": [LAYER | {"b": "+", "sigma": "+"}, 0, 32], "last": LAST}
COVER, CELLS = TREE | {"A": PAIR, "q": PAIR, "G": "+"}, {"A": ["+", 1, 1000], "mu": ["0+", 0, 1000], "muSmall": "0+"}
LIFT, ENDS = {"gammaSphere": "+", "weights": ["+", 1, 32]}, {"expansion": "+", "floor": "."}
FLOOR, FLOORS = {"floor": "."}, {"floor": (".", ".")}
WEAK = {"from": "+", "first": QUANTILE}
STRONG = WEAK | {"to": "+", "tau": PAIR, "layer1": STEP, "last": QUANTILE, "beyond": QUANTILE}
KINDS = {  # the check and the fields, besides the schema, the kind and its count
    "plain": (check_chain, {"hidden": [LAYER | STEP, 0, 32], "last": LAST, "below": LOWER}),
    "unit": (check_chain, {"hidden": [LAYER | TREE | {"b": PAIR, "rhoMax": "+"}, 0, 32], "last": LAST, "below": LOWER}),
    "plain-lower": (lower_end, LOWER),
    "unit-lower": (lower_end, LOWER),
    "lifted": (check_lifted, LIFT | {"hidden": [COVER | ENDS, 0, 32], "last": CELLS | ENDS}),
    "width": (check_width, {2: WEAK, 4: STRONG}),
    "lifted-width": (check_lifted_width, {
        2: LIFT | {"from": "+", "last": CELLS | FLOOR},
        4: LIFT | WEAK | {"hidden": COVER | FLOORS, "last": CELLS | FLOORS, "beyond": STRONG},
    }),
    "layer": (check_layer, {"margin": ".", "units": "+", "last": LAST, "below": LAST}),
    "lifted-layer": (check_lifted_layer, {
        "margin": ".", "units": "+", "weights": ("+",), "gammaSphere": "+", "last": CELLS | ENDS,
    }),
    "finite": (check_finite, {
        **dict.fromkeys(("n", "m", "active"), "integer"), **dict.fromkeys(("bound", "weight", "gammaSphere"), "+"),
        "d": ["+", 1, 1000], "mu": ["0+", 1, 1000], "margin": ".",
    }),
    "constants": (check_constants, {"values": [{"name": str, "below": ".", "above": ".", "argument": PAIR}, 1, 5]}),
    "krsb": (check_krsb, dict.fromkeys(("bound", "chi", "R"), "+") | dict.fromkeys(("q", "y", "spacing"), ["+", 1, 4])),
}

def check(text):
    """None, or the reason for which the text of a proof file is refused."""
    try:
        need("a file of at most a megabyte", len(text) <= 1 << 20)
        proof = json.loads(text)
        need("the schema", proof.pop("schema") == "relu-injectivity-proof/1")
        kind = proof.pop("kind")
        count = None if kind in ("layer", "lifted-layer", "finite", "constants", "krsb") else proof.pop("count")
        need("count 2 or 4", count in (None, 2, 4))
        run, shape = KINDS[kind]
        if kind == "finite" and "active" not in proof:  # as earlier files call it
            proof["active"] = proof.pop("positives")
        p = read(shape.get(count, shape), proof)
        p.kind, p.count = kind, count
        run(p)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
        return str(error) or "undecided"

def main(arguments):
    if arguments == ["--lines"]:  # one JSON string with the text of a file on each line: a verdict on each
        for line in sys.stdin:
            print("refused" if check(json.loads(line)) else "valid", flush=True)
        return 0
    reasons = [check(open(path, encoding="utf-8").read(1 << 21)) for path in arguments]
    for path, reason in zip(arguments, reasons):
        print(f"{path}: {'valid' if reason is None else 'REFUSED, ' + reason}")
    return 1 if any(reasons) else 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
