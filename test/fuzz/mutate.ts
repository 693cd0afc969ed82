import {strFromU8, strToU8, unzipSync, zipSync} from 'fflate';

/** A number from 0 to below 1, the same ones for the same seed. */
export type Random = () => number;

/** Changes a document a little, as its kind is put together, or as bytes. */
export type Mutation = (body: Uint8Array, random: Random) => Uint8Array;

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T;
const upTo = (most: number, random: Random): number => Math.floor(random() * (most + 1));

/** Where a span of bytes begins and ends: mostly short ones. */
function spanOf(length: number, random: Random): [from: number, to: number] {
  const from = upTo(length, random);
  return [from, Math.min(length, from + upTo(random() < 0.8 ? 40 : length, random))];
}

function replaced(body: Uint8Array, from: number, to: number, by: Uint8Array): Uint8Array {
  const out = new Uint8Array(from + by.length + body.length - to);
  out.set(body.subarray(0, from));
  out.set(by, from);
  out.set(body.subarray(to), from + by.length);
  return out;
}

/** As nothing but bytes: some are changed, dropped, repeated, or the rest is missing. */
export const mutateBytes: Mutation = (body, random) => {
  const [from, to] = spanOf(body.length, random);
  const way = random();
  if (way < 0.3)
    return replaced(
      body,
      from,
      to,
      Uint8Array.from({length: to - from}, () => upTo(255, random)),
    );
  if (way < 0.5) return replaced(body, from, to, new Uint8Array());
  if (way < 0.7) return replaced(body, from, from, body.subarray(from, to));
  if (way < 0.85) return body.slice(0, from);
  const copy = body.slice();
  for (let count = upTo(20, random); count >= 0; count -= 1)
    copy[upTo(body.length - 1, random)] = upTo(255, random);
  return copy;
};

/** What parsers stumble over. */
const TOKENS = [
  ...[
    '<',
    '>',
    '</p>',
    '<p>',
    '<main>',
    '<table><tr><td>',
    '<!--',
    '<![CDATA[',
    '<script>',
    '&amp;',
    '&#0;',
    '&#x110000;',
  ],
  ...[
    '\u0000',
    '\u001b[31m',
    '\u202e',
    '\ufffe',
    '\ud83d',
    '\u00a0',
    '\t',
    '\n\n',
    '﻿',
    '’',
    '“',
    '('.repeat(300),
  ],
  ...[
    'E-000001/2019',
    'E-9-2019-000001',
    'P-999999/99',
    '(ASW)',
    'Rule 138',
    'Subject:',
    'to the Commission',
    '31.2.2019',
  ],
  ...[
    '0',
    '-1',
    '1e999',
    '9'.repeat(400),
    '__proto__',
    'null',
    '../../x',
    'http://127.0.0.1:9/',
    ' '.repeat(5000),
    'a'.repeat(50_000),
  ],
];

/** As marked-up text: pieces between tags are dropped, repeated, swapped, emptied, or something is put in. */
export const mutateMarkup: Mutation = (body, random) => {
  const pieces = new TextDecoder('utf-8').decode(body).split(/(?=<)|(?<=>)/);
  for (let count = upTo(4, random); count >= 0; count -= 1) {
    const [from, to] = spanOf(pieces.length, random);
    const way = random();
    if (way < 0.25) pieces.splice(from, to - from);
    else if (way < 0.4) pieces.splice(from, 0, ...pieces.slice(from, to));
    else if (way < 0.55) pieces.splice(from, 0, pieces.splice(upTo(pieces.length - 1, random), 1)[0] ?? '');
    else if (way < 0.65) pieces.splice(from, 0, (pieces[from] ?? '').repeat(upTo(2000, random)));
    else {
      const at = upTo(pieces.length - 1, random);
      const piece = pieces[at] ?? '';
      const cut = upTo(piece.length, random);
      pieces[at] = piece.slice(0, cut) + pick(TOKENS, random) + piece.slice(cut);
    }
  }
  return strToU8(pieces.join('').slice(0, 8_000_000));
};

/** As JSON: values become others, keys are dropped, renamed, or hold what another one held. */
export const mutateJson: Mutation = (body, random) => {
  const root: unknown = JSON.parse(strFromU8(body));
  const places: {holder: Record<string, unknown>; key: string}[] = [];
  const walk = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    for (const key of Object.keys(value)) {
      places.push({holder: value as Record<string, unknown>, key});
      walk((value as Record<string, unknown>)[key]);
    }
  };
  walk(root);
  const others = [
    null,
    true,
    0,
    -1,
    1e300,
    '',
    [],
    {},
    [[]],
    [null],
    ...TOKENS,
    ...TOKENS.map(token => [token]),
  ];
  for (let count = upTo(3, random); count >= 0 && places.length > 0; count -= 1) {
    const {holder, key} = pick(places, random);
    const way = random();
    if (way < 0.25) delete holder[key];
    else if (way < 0.6) holder[key] = pick(others, random);
    else if (way < 0.8) holder[key] = structuredClone(pick(places, random).holder);
    else if (way < 0.9) holder[key] = [holder[key], holder[key]];
    else Object.defineProperty(holder, pick(TOKENS, random), {value: holder[key], enumerable: true});
  }
  return strToU8(JSON.stringify(root) ?? 'null');
};

/** As a PDF: numbers, names and operators within it are changed, objects repeated or dropped. */
export const mutatePdf: Mutation = (body, random) => {
  let text = Buffer.from(body).toString('latin1');
  for (let count = upTo(4, random); count >= 0; count -= 1) {
    const form = pick(
      [
        /\d+/g,
        /\/[A-Z][A-Za-z]+/g,
        /\bendobj\b/g,
        /\bstream\r?\n/g,
        /\d+ 0 R/g,
        /\[[^\]]{0,80}\]/g,
        /<<|>>/g,
      ],
      random,
    );
    const found = [...text.matchAll(form)];
    if (found.length === 0) continue;
    const {0: whole, index} = pick(found, random);
    const other =
      random() < 0.6
        ? (pick(found, random)[0] ?? '')
        : pick(['0', '-1', '99999999999', '', '/Length', '<<', ']'], random);
    text = text.slice(0, index) + other + text.slice(index + whole.length);
  }
  return Buffer.from(text, 'latin1');
};

/** As a ZIP archive: one of its parts is changed as markup or bytes, dropped, or given to another name. */
export const mutateZip: Mutation = (body, random) => {
  const parts: Record<string, Uint8Array> = unzipSync(body);
  const names = Object.keys(parts);
  const name = pick(names, random);
  const part = parts[name] ?? new Uint8Array();
  const way = random();
  if (way < 0.6) parts[name] = mutateMarkup(part, random);
  else if (way < 0.75) parts[name] = mutateBytes(part, random);
  else if (way < 0.9) parts[pick(names, random)] = part;
  else delete parts[name];
  return zipSync(parts, {level: 1});
};

/** Changes a document by its own way three times in four, else as bytes. */
export function mutate(body: Uint8Array, own: Mutation, random: Random): Uint8Array {
  if (random() < 0.25) return mutateBytes(body, random);
  try {
    return own(body, random);
  } catch {
    return mutateBytes(body, random); // what it is made of can no longer be told
  }
}
