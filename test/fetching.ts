import assert from 'node:assert/strict';
import {openArchive} from '../src/archive.ts';
import {type Fetched, fetchQuestion, type Wanted} from '../src/fetch-question.ts';
import {parseReference} from '../src/reference.ts';
import {writeRecord} from '../src/store.ts';
import {createTransport} from '../src/transport.ts';
import {type Portal, type Reply, type SeenRequest, startPortal} from './portal.ts';
import {emptyDirectory} from './temporary.ts';

/** Everything of a question. */
export const ALL: Wanted = {
  languages: 'all',
  documents: ['html', 'pdf'],
  answers: true,
  source: 'auto',
  refresh: false,
};

/** What a fetch gave, where it was archived, and what the portal was asked for. */
export interface FetchedThere extends Fetched {
  portal: Portal;
  archive: string;
  paths: string[];
}

/** Fetches through a portal of its own, into an empty archive unless one is given. */
export async function fetchThrough(
  answer: (request: SeenRequest) => Reply | Promise<Reply>,
  reference: string,
  wanted: Partial<Wanted> = {},
  {archive, retries = 0}: {archive?: string; retries?: number} = {},
): Promise<FetchedThere> {
  const directory = archive ?? (await emptyDirectory());
  const portal = await startPortal(answer);
  const transport = createTransport({
    portal: portal.origin,
    rate: 0,
    concurrency: 2,
    timeoutMs: 5000,
    retries,
    userAgent: 'epq-tst-0',
    backoffMs: 1,
  });
  try {
    const fetched = await fetchQuestion(
      parseReference(reference),
      {...ALL, ...wanted},
      {archive: openArchive(directory), transport, now: () => '2026-11-02T00:00:00.000Z'},
    );
    return {...fetched, portal, archive: directory, paths: portal.requests.map(({path}) => path)};
  } finally {
    await transport.close();
    await portal.close();
  }
}

/** Fetches from an archive alone. */
export async function fetchOffline(
  reference: string,
  archive: string,
  wanted: Partial<Wanted> = {},
): Promise<Fetched> {
  return fetchQuestion(
    parseReference(reference),
    {...ALL, ...wanted},
    {archive: openArchive(archive), transport: null, now: () => ''},
  );
}

/** What would be written of a fetch. */
export function textOf({record}: Pick<Fetched, 'record'>): string {
  assert.ok(record !== null);
  return writeRecord(record);
}
