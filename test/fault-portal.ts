import type {ServerResponse} from 'node:http';
import {etagOf, type Parliament} from './parliament.ts';
import {type Portal, type Reply, type SeenRequest, startPortal} from './portal.ts';

/** How a portal misbehaves. */
export interface Misbehaviour {
  /** share of the responses that are faulty, from 0 to 1 */
  faults?: number;
  /** of the random numbers that choose them */
  seed?: number;
  /** most rows of a page of a list; random below it with faults */
  pageRows?: number;
  /** whether every page of www.europarl.europa.eu is challenged */
  challenges?: boolean;
  /** most ids in one address */
  batchLimit?: number;
  /** records whose id holds this are answered with an error, and every batch in which they stand */
  stumblesOver?: string;
  /** what is asked for at an address that begins so is refused: `/api/v2/meps` */
  refuses?: string;
  robots?: string;
  /** another answer than the usual one; `null`: the usual */
  instead?: (path: string) => Reply | null;
  /** seconds for a 429 */
  retryAfter?: number;
}

/** A portal that answers as Parliament's hosts do, from what `parliament` holds at the moment of the request. */
export async function startFaultPortal(
  parliament: Parliament,
  misbehaviour: Misbehaviour = {},
): Promise<Portal & {tally: {faulty: number}}> {
  const random = seededRandom(misbehaviour.seed ?? 1);
  const tally = {faulty: 0};
  const portal = await startPortal(async request => {
    const instead = misbehaviour.instead?.(request.path) ?? null;
    if (instead !== null) return instead;
    const reply = await answer(request, parliament, misbehaviour, random);
    if (random() >= (misbehaviour.faults ?? 0)) return reply;
    tally.faulty += 1;
    return spoil(reply, request.path, random, misbehaviour.retryAfter ?? 0);
  });
  return Object.assign(portal, {tally});
}

/** Answers as Parliament's hosts do when nothing is amiss. */
export function answerFrom(parliament: Parliament): (request: SeenRequest) => Promise<Reply> {
  return request => answer(request, parliament, {}, () => 1);
}

async function answer(
  {path, headers}: SeenRequest,
  {works, files, persons}: Parliament,
  misbehaviour: Misbehaviour,
  random: () => number,
): Promise<Reply> {
  const {
    pageRows = 1000,
    challenges = false,
    batchLimit = 40,
    robots,
    stumblesOver,
    faults = 0,
  } = misbehaviour;
  const {pathname, searchParams} = new URL(path, 'http://portal');
  const shorten = (): number => (faults > 0 ? Math.max(1, Math.ceil(random() * pageRows)) : pageRows);
  if (pathname === '/robots.txt')
    return robots === undefined ? {status: 404} : {headers: {'content-type': 'text/plain'}, body: robots};
  if (pathname === '/api/v2/parliamentary-questions') {
    const years = (searchParams.get('year') ?? '').split(',');
    const ids = [...works.keys()].filter(id => years.includes(id.split('-')[2] ?? '')).sort(); // E-10-… before E-9-…
    return pageOf(ids.map(rowOf), searchParams, shorten());
  }
  if (misbehaviour.refuses !== undefined && pathname.startsWith(misbehaviour.refuses)) return {status: 503};
  if (pathname === '/api/v2/meps') {
    const term = Number(searchParams.get('parliamentary-term'));
    const listed = [...persons.values()].filter(({terms}) => terms.includes(term));
    return pageOf(
      listed.map(({row}) => row),
      searchParams,
      shorten(),
    );
  }
  if (pathname.startsWith('/api/v2/meps/')) {
    const person = persons.get(Number(pathname.split('/').at(-1)));
    return person === undefined ? {status: 404} : json({data: [person.row], '@context': []});
  }
  if (stumblesOver !== undefined && /questions\/.*/.exec(pathname)?.[0].includes(stumblesOver))
    return {status: 500};
  if (/^\/api\/v2\/(?:parliamentary-questions|documents)\//.test(pathname))
    return recordsOf(
      works,
      decodeURIComponent(pathname.split('/').at(-1) ?? '').split(','),
      batchLimit,
      headers,
    );
  if (pathname.startsWith('/distribution/') && files.has(`/RedmapFront/media${pathname.slice(13)}`)) {
    const location = `https://redmapl3.europarl.europa.eu/RedmapFront/media${pathname.slice(13)}`;
    return {status: 302, headers: {location}};
  }
  if (challenges && pathname.startsWith('/doceo/'))
    return {status: 202, headers: {'x-amzn-waf-action': 'challenge'}};
  const file = files.get(pathname);
  return file === undefined ? {status: 404} : conditional(await file.body(), file.type, headers);
}

function rowOf(id: string): object {
  const workType = 'def/ep-document-types/QUESTION_WRITTEN';
  return {id: `eli/dl/doc/${id}`, type: 'Work', work_type: workType, identifier: id};
}

function pageOf(rows: readonly object[], query: URLSearchParams, most: number): Reply {
  const offset = Number(query.get('offset') ?? 0);
  const page = rows.slice(offset, offset + Math.min(Number(query.get('limit') ?? 50), most));
  return page.length === 0 ? {status: 204} : json({data: page, '@context': []});
}

function recordsOf(
  works: Parliament['works'],
  ids: readonly string[],
  batchLimit: number,
  headers: SeenRequest['headers'],
): Reply {
  if (ids.length > batchLimit) return {status: 403};
  const found = ids.map(id => works.get(id)).filter(work => work !== undefined);
  if (found.length === 0) return {status: 404};
  const body = new TextEncoder().encode(JSON.stringify({data: found, '@context': []}));
  return conditional(body, 'application/ld+json', headers);
}

function json(value: object): Reply {
  return {headers: {'content-type': 'application/ld+json'}, body: JSON.stringify(value)};
}

function conditional(body: Uint8Array, type: string, headers: SeenRequest['headers']): Reply {
  const etag = etagOf(body);
  if (headers['if-none-match'] === etag) return {status: 304, headers: {etag}};
  return {headers: {'content-type': type, etag}, body};
}

// An empty body, and a status other than 200, mean a challenge on the pages' host: not a fault that may pass.
function spoil(reply: Reply, path: string, random: () => number, retryAfter: number): Reply {
  const body = Buffer.from(reply.body ?? '');
  const isApi = path.startsWith('/api/');
  const isPage = path.startsWith('/doceo/');
  const cut = (response: ServerResponse): void => {
    response.writeHead(200, {...reply.headers, 'content-length': String(body.length + 10)});
    response.write(body.subarray(0, body.length / 2));
    setTimeout(() => response.destroy(), 5);
  };
  const slow = (response: ServerResponse): void => {
    response.writeHead(reply.status ?? 200, {...reply.headers, 'content-length': String(body.length)});
    response.write(body.subarray(0, 10));
    setTimeout(() => response.end(body.subarray(10)), 30);
  };
  const faults: (() => Reply)[] = [
    () => ({status: 429, headers: {'retry-after': String(retryAfter)}}),
    () => ({status: 503}),
    () => ({raw: response => response.destroy()}),
    () => ({raw: cut}),
    () => ({raw: slow}),
    () =>
      isApi
        ? json({'@id': 'x', error: 'Pending acquire queue has reached its maximum size', '@context': []})
        : {status: 502},
    () =>
      isPage || path.startsWith('/distribution') ? {status: 500} : {headers: reply.headers ?? {}, body: ''},
    () =>
      isPage || isApi || reply.body === undefined
        ? {status: 504}
        : {...reply, body: body.subarray(0, body.length / 2)},
  ];
  return faults[Math.floor(random() * faults.length)]?.() ?? reply;
}

/** Random numbers from 0 to 1 that are the same at every run: the mulberry32 generator. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
