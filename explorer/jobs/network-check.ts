/** Whether the network is injective, exactly, with a proof or two inputs that collide, within stated limits. */
import {
  checkNetwork,
  evaluate,
  type LayerFindings,
  type NetworkCheck,
  type NetworkModel,
  parseDomain,
  type RationalVector,
  vectorNumbers,
  vectorTexts,
} from "../../network/index.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import type { Block, NumbersBlock, Post, SentenceBlock } from "../block.js";
import { type Job, numberOf, textOf } from "./job.js";
import { networkOf, parameterCount } from "./network-file.js";

/** Parameters up to which the page decides exactly; certificates hold the weights themselves up to as many. */
const MOST_DECIDED = 200_000;
/** Entries of a vector that are shown, and layers. */
const [SHOWN, SHOWN_LAYERS] = [12, 200];

export const networkCheck: Job = async (parameters, post, file) => {
  const domain = parseDomain(textOf(parameters, "domain"), "inputs");
  const model = await networkOf(parameters, file);
  const name = file?.name ?? "The example";
  const count = parameterCount(model);
  post("layers", layerTable(model));
  if (count > MOST_DECIDED) {
    post("verdict", {
      kind: "sentence",
      tone: "open",
      text: `${name} has ${count} parameters in ${model.layers.length} layers: this page decides networks of at most ${MOST_DECIDED}. Its layers are listed; relu-injectivity network check takes it.`,
      details: model.notes,
    });
    return;
  }
  post("verdict", {
    kind: "sentence",
    tone: "plain",
    text: `${name}: ${count} parameters; being decided in exact arithmetic …`,
    details: model.notes,
  });
  const check = await checkNetwork(model, { domain, timeLimit: numberOf(parameters, "seconds") });
  post("verdict", verdictOf(name, check, model));
  post("layers", layerTable(model, check.layers));
  postAnswer(check, model, post);
};

function verdictOf(
  name: string,
  { verdict, network, layers }: NetworkCheck,
  model: NetworkModel,
): SentenceBlock {
  const on = `on ${layers[0].domain}`;
  const undecided =
    network?.reason ??
    layers.flatMap(({ answer }) => (answer.verdict === "undecided" ? [answer.reason] : []))[0];
  const how = network?.method ?? layers[0].answer.method;
  const text =
    verdict === "injective"
      ? `${name} is injective ${on}, proved (${how}).`
      : verdict === "not-injective"
        ? `${name} is not injective ${on}: two inputs have the same output (${how}).`
        : `${name} is undecided ${on}: ${undecided ?? "no method decides"}.`;
  const tone = verdict === "injective" ? "yes" : verdict === "not-injective" ? "no" : "open";
  const page =
    verdict === "undecided" ? ["The page goes without branch and cut: the program may decide more."] : [];
  return { kind: "sentence", tone, text, details: [...page, ...model.notes] };
}

function layerTable({ layers }: NetworkModel, findings: readonly LayerFindings[] = []): Block {
  return {
    kind: "table",
    title: "Layers",
    columns: [
      { text: "layer", word: "layer" },
      { text: "units × inputs" },
      { text: "activation", word: "activation" },
      { text: "inputs", word: "domain" },
      { text: "verdict", word: "verdict@network check" },
      { text: "method" },
      { text: "active at least", word: "minimumActive" },
      { text: "σ", word: "sigmaMin" },
      { text: "|f(p) − f(q)|/|p − q| ≥", word: "inverseLipschitz" },
      { text: "≤", word: "forwardLipschitz" },
    ],
    rows: layers.slice(0, SHOWN_LAYERS).map(({ weights, activation }, i) => {
      const found = findings.find(({ layer }) => layer === i + 1);
      const stability = found?.stability;
      return [
        String(i + 1),
        `${weights.rows} × ${weights.columns}`,
        activation.name,
        found?.domain ?? null,
        found?.answer.verdict ?? null,
        found?.answer.method ?? null,
        stability?.cells?.minimumActive ?? null,
        stability?.sigmaMin ?? null,
        stability?.inverseLipschitz ?? null,
        stability?.forwardLipschitz ?? null,
      ];
    }),
    ...(layers.length > SHOWN_LAYERS
      ? { notes: [`The first ${SHOWN_LAYERS} of ${layers.length} layers.`] }
      : {}),
  };
}

function postAnswer(check: NetworkCheck, model: NetworkModel, post: Post): void {
  const { network, layers, certificate } = check;
  const [only] = layers;
  const inputs =
    network === null
      ? only.answer.verdict === "not-injective"
        ? only.answer.collision.inputs
        : null
      : network.inputs;
  const proofs = layers.flatMap(({ layer, answer }) =>
    answer.verdict === "injective"
      ? [
          {
            text: `layer ${layer}, proof`,
            word: "certificate" as const,
            value: `${answer.proof.kind}; margin ${formatNumber(answer.margin, 3)}`,
          },
        ]
      : [],
  );
  if (inputs !== null || proofs.length > 0)
    post(
      "answer",
      inputs === null ? { kind: "numbers", title: "Proofs", numbers: proofs } : collision(inputs, model),
    );
  if (certificate === null) return;
  const name = "certificate.json";
  post("certificate", {
    kind: "files",
    files: [
      {
        name,
        text: `${JSON.stringify(certificate)}\n`,
        label: "Every proof and collision; relu-injectivity verify checks it",
      },
    ],
  });
}

function collision([p, q]: readonly [RationalVector, RationalVector], model: NetworkModel): NumbersBlock {
  const numbers = (vector: ArrayLike<number>): string => {
    const shown = Array.from(vector)
      .slice(0, SHOWN)
      .map((entry) => formatNumber(entry, 12));
    return `(${shown.join(", ")}${vector.length > SHOWN ? `, … ${vector.length} in all` : ""})`;
  };
  const exact = (vector: RationalVector): string => {
    const text = vectorTexts(vector).slice(0, SHOWN).join(", ");
    return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
  };
  const doubles = [p, q].map(vectorNumbers);
  return {
    kind: "numbers",
    title: "Two inputs with the same output",
    numbers: [
      { text: "p", word: "inputs@network check", value: numbers(doubles[0]) },
      { text: "q", value: numbers(doubles[1]) },
      { text: "p exactly", word: "exactInputs@network check", value: exact(p) },
      { text: "q exactly", value: exact(q) },
      { text: "f(p)", word: "outputs", value: numbers(evaluate(model, doubles[0])) },
      { text: "f(q), in doubles", value: numbers(evaluate(model, doubles[1])) },
    ],
  };
}
