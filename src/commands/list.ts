import {openArchive} from '../archive.ts';
import {discover, type ListPolicy} from '../discover.ts';
import {EpqError, failureOf} from '../errors.ts';
import {LANGUAGE_CODES} from '../language.ts';
import type {Manifest} from '../manifest.ts';
import {ASK_FOR_WHAT_FAILED} from '../obtain.ts';
import type {ListedRow} from '../printed-fields.ts';
import type {ListedQuestion} from '../question-records.ts';
import {parseId, questionTypeOf} from '../reference.ts';
import {openStore} from '../store.ts';
import {isoNow, openTransport} from './connect.ts';
import type {CommonOptions, RangeOptions} from './options.ts';
import {counted, nothingListed} from './track.ts';
import type {CommandWays} from './ways.ts';

/**
 * `epq list`: the questions of a range of dates, one line each; no documents.
 */
export async function runList(
  options: CommonOptions,
  {range, letters, today}: RangeOptions,
  {output, messages, signal}: Omit<CommandWays, 'input'>,
): Promise<void> {
  if (range === null)
    throw new EpqError('usage', 'epq list: no range was given', {
      hint: 'expected e.g. --from 2019-10-01 --to 2019-10-31',
    });
  if (options.source === 'doceo') {
    throw new EpqError('usage', 'epq list asks the open data: pages have no list that may be asked for', {
      hint: 'leave --source out, or probe with epq harvest --source doceo',
    });
  }
  const archive = openArchive(options.archive);
  const store = openStore(options.out);
  const began = isoNow();
  const policy: ListPolicy = {
    freshAfter: () => began,
    askAgain: ASK_FOR_WHAT_FAILED,
    storedOf: year => store.ids(year),
  };
  const transport = openTransport(options, signal, archive, line => messages.warn(line));
  let count = 0;
  try {
    for await (const year of discover({range, letters, today}, policy, {archive, transport, now: isoNow})) {
      if (year.listed === 0) messages.warn(nothingListed(year.year, letters));
      for await (const question of year.questions()) {
        if (question.failure !== null) messages.fail(question.failure);
        const row = rowOf(question);
        await output.item(row, lineOf(row, process.stdout.columns ?? 80));
        count += 1;
        if (output.closed.aborted || signal.aborted) return;
      }
    }
    messages.say(`${counted(count, 'question')} tabled from ${range.from} to ${range.to}`);
  } catch (error) {
    if (!signal.aborted) messages.fail(failureOf(error));
  } finally {
    await transport?.close();
  }
}

function rowOf({id, date, manifest}: ListedQuestion): ListedRow {
  const letter = parseId(id)?.letter ?? 'E';
  return {
    id,
    date,
    type: questionTypeOf(letter),
    subject: manifest === null ? null : subjectOf(manifest),
    languages: LANGUAGE_CODES.filter(code => manifest?.versions[code] !== undefined),
  };
}

function subjectOf({versions, originalLanguage, title}: Manifest): string | null {
  return (
    versions.en?.title ??
    versions[originalLanguage ?? 'en']?.title ??
    Object.values(versions)[0]?.title ??
    title
  );
}

function lineOf({id, date, type, subject, languages}: ListedRow, width: number): string {
  const start = `${id.padEnd(16)}  ${date ?? 'no date   '}  ${SHORT_TYPES[type] ?? type}  `;
  const end = `  ${languages.join(' ')}`;
  const room = Math.max(20, width - start.length - end.length);
  // Cut between characters, never within one.
  const title = [...(subject ?? '').slice(0, 2 * room).replace(/\s+/g, ' ')];
  const shown = title.length > room ? `${title.slice(0, room - 1).join('')}…` : title.join('').padEnd(room);
  return start + shown + end;
}

const SHORT_TYPES: Readonly<Record<string, string>> = {
  QUESTION_WRITTEN: 'written     ',
  QUESTION_WRITTEN_PRIORITY: 'priority    ',
  QUESTION_ORAL: 'oral        ',
  INTERPELLATION_MAJOR: 'major interp',
  INTERPELLATION_MINOR: 'minor interp',
  QUESTION_TIME: 'question tm ',
};
