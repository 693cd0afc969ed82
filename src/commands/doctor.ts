import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openArchive} from '../archive.ts';
import {CANARIES, type Canary} from '../canaries.ts';
import {type CanaryDocument, type CanaryReport, type CanaryStatus, checkCanary} from '../check-canary.ts';
import {EpqError, type FailureKind, failureOf} from '../errors.ts';
import {type Examination, examineDocument} from '../examine.ts';
import {describeSigns, fieldsOf} from '../findings.ts';
import {mapInOrder} from '../map-in-order.ts';
import {formatNumber} from '../reference.ts';
import {isoNow, openTransport, wantedOf} from './connect.ts';
import type {CommonOptions} from './options.ts';
import {readDocuments} from './parse.ts';
import {count} from './track.ts';
import type {CommandWays} from './ways.ts';

/**
 * `epq doctor`: looks at the canaries, and says in words which mark, label or field is no longer where it was; or says
 * of files given by hand what they show.
 *
 * @param paths files and directories; none: the canaries, fresh from the network or, offline, from the archive
 */
export async function runDoctor(
  paths: readonly string[],
  options: CommonOptions,
  ways: CommandWays,
): Promise<void> {
  if (paths.length > 0) return diagnoseFiles(paths, ways);
  if (options.offline) {
    await checkCanaries(CANARIES, options.archive, options, ways);
    return;
  }
  // The store is left alone: what comes is kept apart, and only for whoever looks into a change.
  const directory = await mkdtemp(join(tmpdir(), 'epq-doctor-'));
  let isChanged = false;
  try {
    isChanged = await checkCanaries(CANARIES, directory, options, ways);
  } finally {
    if (!isChanged) await rm(directory, {recursive: true, force: true});
  }
}

async function checkCanaries(
  canaries: readonly Canary[],
  directory: string,
  options: CommonOptions,
  {output, messages, signal}: CommandWays,
): Promise<boolean> {
  const archive = openArchive(directory);
  const transport = openTransport(options, signal, archive, line => messages.warn(line));
  const ways = {archive, transport, now: isoNow};
  const reports: CanaryReport[] = [];
  messages.say(
    `${options.offline ? `reading ${directory}` : 'asking'} for ${count(canaries.length)} canaries …`,
  );
  try {
    const check = (canary: Canary): Promise<CanaryReport> => checkCanary(canary, wantedOf(options), ways);
    for await (const report of mapInOrder(canaries, options.concurrency, check)) {
      if (signal.aborted || output.closed.aborted) break;
      reports.push(report);
      messages.end();
      await output.item(report, linesOf(report).join('\n'));
      const {id} = report;
      messages.progress({event: 'question', done: reports.length, total: canaries.length, id});
    }
  } finally {
    messages.end();
    await transport?.close();
  }
  if (signal.aborted) return false;
  return sayFailures(reports, directory, options, messages);
}

/** What a canary's report says to people: a line, or one for each thing that is not as it was. */
function linesOf({id, status, documents}: CanaryReport): string[] {
  const known = documents.filter(document => document.status !== 'unknown');
  if (known.length === 0) return [`${id}: not in the archive`];
  const lines = known
    .filter(document => document.status !== 'blocked')
    .flatMap(document => document.findings.map(({message}) => `${nameOf(document)}: ${message}`));
  const blocked = known.filter(document => document.status === 'blocked');
  const why = blocked[0]?.findings[0]?.message ?? 'when they were last asked for';
  const sound = known.filter(document => document.status === 'ok').length;
  return [
    ...(status === 'ok' || lines.length === 0 ? [`${id}: ok, ${documentsIn(sound)}`] : lines),
    ...(blocked.length === 0 ? [] : [`${id}: ${documentsIn(blocked.length)} blocked: ${why}`]),
  ];
}

function nameOf({id, language, format}: CanaryDocument): string {
  return [id, language, format === 'json' ? 'open data' : format].filter(part => part !== null).join(' ');
}

function documentsIn(number: number): string {
  return `${count(number)} ${number === 1 ? 'document' : 'documents'}`;
}

function sayFailures(
  reports: readonly CanaryReport[],
  directory: string,
  {offline}: CommonOptions,
  messages: CommandWays['messages'],
): boolean {
  const documents = reports.flatMap(report => report.documents);
  const numberOf = (status: CanaryStatus): number =>
    documents.filter(document => document.status === status).length;
  const fail = (kind: FailureKind, message: string, hint: string): void =>
    messages.fail(failureOf(new EpqError(kind, message, {hint})));
  const changed = reports.filter(report => report.documents.some(({status}) => status === 'changed')).length;
  if (changed > 0) {
    const where = offline ? '' : `what came is kept in ${directory}; `;
    fail(
      'parse',
      `${count(changed)} of ${count(reports.length)} canaries no longer look as they did`,
      `${where}epq doctor <file> says what one document shows`,
    );
  }
  const missing = numberOf('missing');
  if (missing > 0)
    fail('notFound', `${documentsIn(missing)} no longer at their addresses`, 'are they elsewhere now?');
  const unreachable = numberOf('unreachable');
  if (unreachable > 0)
    fail('network', `${documentsIn(unreachable)} could not be had`, 'run the same command again later');
  const blocked = numberOf('blocked');
  // Of an archive, a refusal is news of another day.
  if (blocked > 0 && !offline) {
    const hint = '--source opendata leaves pages out; or save them from a browser: epq doctor <file>';
    fail('blocked', `${documentsIn(blocked)} refused, and not looked at`, hint);
  }
  if (documents.every(({status}) => status === 'unknown'))
    fail('notFound', `${directory} holds no document of any canary`, 'run epq doctor without --offline');
  return changed > 0;
}

/* ---- files given by hand ---- */

async function diagnoseFiles(
  paths: readonly string[],
  {input, output, messages, signal}: CommandWays,
): Promise<void> {
  for await (const document of readDocuments(paths, input, messages, signal)) {
    if (output.closed.aborted) break;
    const examination = await examineDocument(document, null);
    if (examination.format === 'json') {
      messages.warn(`${document.url}: passed over, no page and no PDF`);
      continue;
    }
    for (const diagnosis of diagnose(document.url, examination))
      await output.item(diagnosis, describeDiagnosis(diagnosis).join('\n'));
    if (examination.failure !== null) messages.fail(failureOf(examination.failure, {url: document.url}));
  }
}

/** What one document shows. */
interface Diagnosis {
  document: string;
  format: Examination['format'];
  layout: string | null;
  kind: 'question' | 'answer' | null;
  number: string | null;
  language: string | null;
  /** why it cannot be read */
  failure: string | null;
  /** its layout's signs; those of every layout of its format where it is in none */
  signs: ({layout: string} & ReturnType<typeof describeSigns>)[];
  fields: ReturnType<typeof fieldsOf>;
}

// One for each question and answer of a page that holds several.
function diagnose(url: string, {format, reads, failure, layouts}: Examination): Diagnosis[] {
  const witnesses = reads.length === 0 ? [null] : reads.map(({witness}) => witness);
  return witnesses.map(witness => {
    const [kind, language] = [witness?.kind ?? null, witness?.language ?? null];
    return {
      document: url,
      format,
      layout: witness?.layout ?? (layouts.length === 1 ? (layouts[0]?.name ?? null) : null),
      kind,
      number: witness?.number == null ? null : formatNumber(witness.number),
      language,
      failure: failure?.message ?? null,
      signs: layouts.map(layout => ({layout: layout.name, ...describeSigns(layout, kind, language)})),
      fields: witness === null ? {} : fieldsOf(witness),
    };
  });
}

function describeDiagnosis(diagnosis: Diagnosis): string[] {
  const {document, layout, kind, number, language, failure, signs, fields} = diagnosis;
  const what =
    failure === null
      ? `layout ${layout}, ${kind} ${number ?? 'without a number'}, ${language ?? 'in no known language'}`
      : `cannot be read: ${failure}`;
  const list = (title: string, parts: readonly string[]): string[] =>
    parts.length === 0 ? [] : [`  ${title}: ${parts.join('; ')}`];
  const shown = Object.entries(fields).filter(([, value]) => value !== null);
  return [
    `${document}: ${what}`,
    ...signs.flatMap(({layout: name, marks, labels}) => [
      ...list(`marks of layout ${name}`, marks.found),
      ...list(`marks of layout ${name} not found`, marks.missing),
      ...list('labels', labels.found),
      ...list('labels not found', labels.missing),
    ]),
    ...list(
      'fields',
      shown.map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : value}`),
    ),
    ...list(
      'none',
      Object.keys(fields).filter(name => fields[name] === null),
    ),
  ];
}
