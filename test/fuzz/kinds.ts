import {cp, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openArchive} from '../../src/archive.ts';
import type {Failure} from '../../src/errors.ts';
import {fetchFromArchive, fetchQuestion} from '../../src/fetch-question.ts';
import {parseDocuments} from '../../src/parse-documents.ts';
import {type QuestionRecord, questionRecord} from '../../src/question.ts';
import {parseId, parseReference} from '../../src/reference.ts';
import {createTransport} from '../../src/transport.ts';
import {ROOT} from '../corpus.ts';
import {answerFromArchive, type Reply, startPortal} from '../portal.ts';
import {type Fuzzer, watched} from './fuzz.ts';
import {
  type Mutation,
  mutate,
  mutateBytes,
  mutateJson,
  mutateMarkup,
  mutatePdf,
  mutateZip,
  type Random,
} from './mutate.ts';
import {findSeeds} from './seeds.ts';

const SAMPLE = join(ROOT, 'fixtures/archive');
const QUESTIONS = ['E-003068-19', 'P-000026-22', 'E-000002-26', 'O-000010-20'];

/** What is wrong with what came of a case: a bug that was caught, or a record that is none or that of nobody. */
export function judge(
  records: readonly (QuestionRecord | null)[],
  failures: readonly Failure[],
  ids: (id: string) => boolean,
): string | null {
  const bug = failures.find(({kind, message}) => kind === 'internal' || /takes more than/.test(message));
  if (bug !== undefined) return `${bug.kind}: ${bug.message}`;
  for (const record of records) {
    if (record === null) continue;
    const {success, error} = questionRecord.safeParse(record);
    if (!success) return `a record that breaks the schema: ${error.message}`;
    if (!ids(record.id)) return `the record of ${record.id}, of which nothing was said`;
  }
  return null;
}

/** Documents of one kind, changed, read as `epq parse` reads them. */
async function documents(form: RegExp, own: Mutation, most: number): Promise<Fuzzer> {
  const seeds = await findSeeds(form, most);
  return async random => {
    const seed = seeds[Math.floor(random() * seeds.length)];
    if (seed === undefined) throw new TypeError(`there is no document like ${form}`);
    const body = mutate(seed.body, own, random);
    const finding = await watched(async () => {
      const {records, failures} = await parseDocuments([{url: seed.name, contentType: null, body}]);
      return judge(records, failures, id => isNamed(id, seed.name, body));
    });
    return {name: seed.name, body, finding};
  };
}

// A number that a record has stands in its name or its bytes; compressed ones may hold any.
function isNamed(id: string, name: string, body: Uint8Array): boolean {
  const serial = String(parseId(id)?.serial ?? '');
  const text = Buffer.from(body).toString('latin1');
  return name.includes(serial) || text.includes(serial) || /^(?:%PDF|PK)/.test(text);
}

/** An archive of which one file is changed, and records made of it. */
const archives = async (): Promise<Fuzzer> => async random => {
  const directory = await mkdtemp(join(tmpdir(), 'epq-fuzz-'));
  try {
    await cp(SAMPLE, directory, {recursive: true});
    const files = (await readdir(directory, {recursive: true, withFileTypes: true})).filter(one =>
      one.isFile(),
    );
    const file = files[Math.floor(random() * files.length)];
    const path = join(file?.parentPath ?? '', file?.name ?? '');
    const own = /\.json$/.test(path)
      ? mutateJson
      : /\.pdf$/.test(path)
        ? mutatePdf
        : /\.docx$/.test(path)
          ? mutateZip
          : mutateMarkup;
    const body = mutate(await readFile(path), own, random);
    await writeFile(path, body);
    // As if saved by hand, else a changed body counts as nothing.
    if (!path.endsWith('.meta.json') && random() < 0.8) await rm(`${path}.meta.json`, {force: true});
    const archive = openArchive(directory);
    const ids = new Set(QUESTIONS.flatMap(one => parseReference(one).candidates));
    const finding = await watched(async () => {
      const made = await Promise.all(QUESTIONS.map(one => fetchFromArchive(parseReference(one), archive)));
      return judge(
        made.map(({record}) => record),
        made.flatMap(({failures}) => failures),
        id => ids.has(id),
      );
    });
    return {name: path.slice(directory.length + 1), body, finding};
  } finally {
    await rm(directory, {recursive: true});
  }
};

/** A portal whose responses are changed: status, headers, body, or how it ends; what is archived must be read again. */
const responses = async (): Promise<Fuzzer> => async random => {
  const honest = answerFromArchive(SAMPLE);
  const changed: string[] = [];
  const portal = await startPortal(async request => {
    const reply = await honest(request);
    if (random() < 0.6) return reply;
    const other = spoil(reply, random);
    changed.push(
      `${request.path} ${JSON.stringify({...other, body: undefined, raw: other.raw !== undefined})}`,
    );
    return other;
  });
  const directory = await mkdtemp(join(tmpdir(), 'epq-fuzz-'));
  const transport = createTransport({
    portal: portal.origin,
    rate: 0,
    concurrency: 2,
    timeoutMs: 2000,
    retries: 1,
    userAgent: 'epq-tst-1.0.0',
    backoffMs: 1,
  });
  const wanted = {
    languages: 'all',
    documents: ['html', 'pdf', 'docx'],
    answers: true,
    source: 'auto',
    refresh: false,
  } as const;
  try {
    const archive = openArchive(directory);
    const reference = parseReference(QUESTIONS[Math.floor(random() * QUESTIONS.length)] ?? '');
    const isOwn = (id: string): boolean => reference.candidates.includes(id);
    const finding = await watched(async () => {
      const {record, failures} = await fetchQuestion(reference, wanted, {
        archive,
        transport,
        now: () => '2026-11-02T00:00:00.000Z',
      });
      const again = await fetchFromArchive(reference, archive);
      const bugs = again.failures.filter(({kind}) => kind === 'internal');
      const isSame = JSON.stringify(again.record) === JSON.stringify(record);
      return (
        judge([record, again.record], [...failures, ...bugs], isOwn) ??
        (isSame ? null : 'the archive gives another record than the fetch')
      );
    });
    return {name: changed.join('\n'), body: null, finding};
  } finally {
    await transport.close();
    await portal.close();
    await rm(directory, {recursive: true});
  }
};

function spoil(reply: Reply, random: Random): Reply {
  const body =
    typeof reply.body === 'string' ? new TextEncoder().encode(reply.body) : (reply.body ?? new Uint8Array());
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const way = random();
  if (way < 0.2)
    return {
      ...reply,
      status: one([200, 202, 204, 206, 301, 304, 400, 403, 404, 405, 410, 418, 429, 500, 503]),
    };
  if (way < 0.35)
    return {
      ...reply,
      headers: {
        ...reply.headers,
        [one(['content-type', 'content-encoding', 'content-length', 'location', 'retry-after', 'etag'])]: one(
          [
            '',
            'gzip',
            'text/html',
            '1',
            '-5',
            'https://example.org/',
            '//',
            '/x',
            'a'.repeat(4000),
            'application/pdf',
          ],
        ),
      },
    };
  if (way < 0.4) return {raw: response => response.destroy()};
  if (way < 0.45)
    return {
      raw: response => void response.writeHead(200, {'content-length': String(body.length + 50)}).end(body),
    };
  return {...reply, body: mutateBytes(body, random)};
}

/** The kinds of input, by the name of `--kind`. */
export const KINDS: Readonly<
  Record<'page' | 'pdf' | 'word' | 'api' | 'archive' | 'response', () => Promise<Fuzzer>>
> = {
  page: () => documents(/\.x?html$/, mutateMarkup, 60),
  pdf: () => documents(/\.pdf$/, mutatePdf, 40),
  word: () => documents(/\.docx$/, mutateZip, 20),
  api: () => documents(/\.json(?:ld)?$/, mutateJson, 60),
  archive: archives,
  response: responses,
};
