import {createReadStream} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {openDraft, openTextFile} from '../export/draft.ts';
import {PACKAGE_ROOT} from '../package-root.ts';
import type {QuestionRecord} from '../question.ts';
import {openIndex, type ReportFacts} from './index-columns.ts';
import {type PageParts, pageAround, writeChunk} from './page.ts';
import {hasText, questionTextOf} from './question-text.ts';

/** How a report is made. */
export interface ReportOptions {
  facts: ReportFacts;
  /** whether answers' texts are shown; whether a question is answered is told in any case */
  answers: boolean;
  /** asked before each record; `true` ends the work without a page */
  isStopped: () => boolean;
}

// Characters of JSON: the reader opens a chunk in some milliseconds, and gzip has enough to work with.
const CHUNK = 200_000;

/**
 * Writes a report as one page, holding its index and one chunk of texts in memory.
 *
 * @param into where the page will stand, and beside which the texts wait meanwhile
 * @param path where it is written
 * @returns how many questions it shows, and how many of them with a text; `null` when it was stopped
 * @throws EpqError `store` where it cannot be written
 */
export async function writeReport(
  into: string,
  path: string,
  records: AsyncIterable<QuestionRecord>,
  {facts, answers, isStopped}: ReportOptions,
): Promise<{questions: number; withText: number} | null> {
  const parts = await readParts();
  const waiting = await openDraft(`${into}.texts`, true);
  try {
    const texts = await openTextFile(waiting.path);
    const {index, add, beginChunk} = openIndex(facts);
    try {
      let [lines, length]: [string[], number] = [[], 0];
      const flush = async (): Promise<void> => {
        if (lines.length > 0) await texts.write(writeChunk(index.chunks.length - 1, lines));
        [lines, length] = [[], 0];
      };
      for await (const record of records) {
        if (isStopped()) return null;
        const text = questionTextOf(record, answers);
        if (hasText(text)) index.withText += 1;
        const line = JSON.stringify(text);
        if (lines.length === 0) beginChunk();
        add(record);
        lines.push(line);
        length += line.length;
        if (length >= CHUNK) await flush();
      }
      await flush();
    } finally {
      await texts.close();
    }
    const {before, after} = pageAround(parts, index);
    const page = await openTextFile(path);
    try {
      await page.write(before);
      for await (const part of createReadStream(waiting.path, {encoding: 'latin1'})) await page.write(part);
      await page.write(after);
    } finally {
      await page.close();
    }
    return {questions: index.id.length, withText: index.withText};
  } finally {
    await waiting.discard();
  }
}

/** Reads what `npm run build` has made of the folder `client`. */
async function readParts(): Promise<PageParts> {
  const [frame, style, script] = await Promise.all(
    ['page.html', 'page.css', 'main.js'].map(name =>
      readFile(new URL(`dist/src/report/page/${name}`, PACKAGE_ROOT), 'utf8'),
    ),
  );
  return {frame: frame ?? '', style: style ?? '', script: script ?? ''};
}
