import {EpqError} from './errors.ts';
import {readBody} from './read-body.ts';
import {
  type Expectation,
  headerOf,
  judgeResponse,
  type Response,
  readRetryAfter,
  type Verdict,
} from './response.ts';
import {createTimeLimit} from './time-limit.ts';
import {createTurns, type HostTurns, pause, Stopped} from './turns.ts';

/** How requests are made. */
export interface TransportOptions {
  /** origin that stands in for Parliament's hosts; `null`: the hosts themselves */
  portal: string | null;
  /** requests a second over all hosts together; 0: unlimited */
  rate: number;
  /** so many requests in so long a time at most, whatever the rate; `null`: no such limit */
  quota?: {requests: number; windowMs: number} | null;
  /** asked before every request, redirects' too, what its host's robots.txt lays down */
  rulesOf?: (url: URL, get: Transport['get']) => Promise<HostRules>;
  /** requests under way at once */
  concurrency: number;
  /** milliseconds for one request, its body included */
  timeoutMs: number;
  /** further tries, where one may help */
  retries: number;
  /** in the form the API asks for: `epq-prd-1.0.0` */
  userAgent: string;
  signal?: AbortSignal;
  /**
   * Milliseconds before the first further try, doubled each time.
   *
   * @default 500
   */
  backoffMs?: number;
}

/** A document as it came, under the address at Parliament that was asked and the one that answered. */
export interface Received {
  url: string;
  finalUrl: string;
  status: number;
  contentType: string | null;
  etag: string | null;
  lastModified: string | null;
  body: Uint8Array;
}

/** What became of a request. */
export type Reception =
  | ({outcome: 'received'} & Received)
  | {outcome: 'unchanged'}
  | {outcome: 'absent'; status: number}
  /** of a batch: ask for fewer at once */
  | {outcome: 'too-many'};

/** What a host lays down for an address of its own. */
export interface HostRules {
  allowed: boolean;
  /** milliseconds from one request to the next */
  delayMs: number;
}

/** What Parliament publishes for its API: 500 requests in 5 minutes. */
export const PUBLISHED_QUOTA = {requests: 500, windowMs: 300_000};

/** What an earlier response said of its version, for a conditional request. */
interface Validators {
  etag: string | null;
  lastModified: string | null;
}

/** The only way to the network. */
export interface Transport {
  /** requests under way at once, at most */
  concurrency: number;
  /**
   * Asks for one document, politely: at the common rate, again where that may help, never a host that blocks.
   *
   * @param url at Parliament
   * @throws EpqError `blocked`, `network` or `parse`; nothing else
   */
  get(url: string, expectation: Expectation, validators?: Validators): Promise<Reception>;
  close(): Promise<void>;
}

/** A host does not answer, or only with trouble of its own; one that asks to wait, or refuses, is not down. */
export class HostDown extends EpqError {}

const REDIRECTS = 5;
const LONGEST_BACKOFF_MS = 60_000;
const PATIENCE_MS = 15 * 60_000;

/**
 * Opens a way to the network.
 *
 * @param options all limits; proxies come from HTTPS_PROXY, HTTP_PROXY and NO_PROXY
 * @throws EpqError `usage` where one of these is no address of a proxy; it is not repeated, for it may hold a password
 */
export function createTransport(options: TransportOptions): Transport {
  const {portal, retries, timeoutMs, userAgent, backoffMs = 500, quota = null} = options;
  const closing = new AbortController();
  const signal =
    options.signal === undefined ? closing.signal : AbortSignal.any([closing.signal, options.signal]);
  const limits = {
    connections: options.concurrency,
    connectTimeout: timeoutMs,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  };
  const hasProxy = readProxies().length > 0;
  // Loaded with the first request: what lies in the archive is read without.
  const openNetwork = async () => {
    const {Agent, EnvHttpProxyAgent, request} = await import('undici');
    return {request, dispatcher: hasProxy ? new EnvHttpProxyAgent(limits) : new Agent(limits)};
  };
  let network: ReturnType<typeof openNetwork> | null = null;
  const hosts = new Map<string, HostState>();
  const withinTime = createTimeLimit(signal, timeoutMs);
  const takeTurn = createTurns(options.rate, quota, options.concurrency, signal);

  const stateOf = (host: string): HostState => {
    const state = hosts.get(host) ?? {blocked: null, waitUntil: 0, delayMs: 0, first: null, answered: false};
    hosts.set(host, state);
    return state;
  };

  const get = async (url: string, expectation: Expectation, validators?: Validators): Promise<Reception> => {
    const state = stateOf(new URL(url).hostname);
    if (expectation === 'robots') return getUnguarded(url, expectation, validators, state);
    // A host that blocks is asked once: until its first answer is judged, nobody else asks it.
    while (state.first !== null) await state.first;
    if (!state.answered) {
      const first = getUnguarded(url, expectation, validators, state);
      state.first = first.then(
        () => undefined,
        () => undefined,
      );
      try {
        return await first;
      } finally {
        state.first = null;
        state.answered = true;
      }
    }
    return getUnguarded(url, expectation, validators, state);
  };

  const getUnguarded = async (
    url: string,
    expectation: Expectation,
    validators: Validators | undefined,
    state: HostState,
  ): Promise<Reception> => {
    let last = '';
    let isDown = false;
    for (let attempt = 0; attempt <= retries; attempt += 1) {
      if (state.blocked !== null) throw blockedError(url, `not asked: ${state.blocked}`);
      if (attempt > 0) await pause(backoff(attempt, backoffMs), signal);
      let answer: Answer;
      try {
        answer = await follow(url, expectation, validators);
      } catch (error) {
        if (error instanceof EpqError) throw error;
        if (signal.aborted) throw new Stopped();
        last = reasonOf(error);
        isDown = true;
        continue;
      }
      const verdict: Verdict = judgeResponse(answer, expectation);
      if (verdict.verdict === 'unchanged' && validators !== undefined) return {outcome: 'unchanged'};
      if (verdict.verdict === 'absent') return {outcome: 'absent', status: answer.status};
      if (verdict.verdict === 'too-many') return {outcome: 'too-many'};
      if (verdict.verdict === 'document') return receptionOf(url, answer);
      if (verdict.verdict === 'blocked') {
        // A robots.txt that is refused lays down nothing: the first document tells whether the host wants us.
        if (expectation !== 'robots') stateOf(new URL(answer.finalUrl).hostname).blocked = verdict.reason;
        throw blockedError(url, verdict.reason);
      }
      if (verdict.verdict !== 'again') {
        const reason =
          verdict.verdict === 'wrong' ? verdict.reason : 'HTTP 304 to a request without a condition';
        throw new EpqError('parse', `not a document: ${reason}`, {
          url,
          hint: 'it was not kept; ask again later',
        });
      }
      last = verdict.reason;
      isDown = answer.status !== 429;
      const asked = readRetryAfter(headerOf(answer, 'retry-after'), Date.now());
      if (asked !== null) {
        if (asked > PATIENCE_MS) {
          throw new EpqError('network', `${last}: the host asks to wait ${Math.round(asked / 1000)} s`, {
            url,
            hint: 'run the same command again after that time',
          });
        }
        state.waitUntil = Math.max(state.waitUntil, performance.now() + asked);
      } else if (answer.status === 429) {
        state.waitUntil = Math.max(state.waitUntil, performance.now() + backoff(attempt + 1, backoffMs));
      }
    }
    const tries = retries === 0 ? 'once' : `${retries + 1} times`;
    throw new (isDown ? HostDown : EpqError)('network', `asked ${tries} without success: ${last}`, {
      url,
      hint: 'run the same command again later',
    });
  };

  /** Asks, and follows redirects that stay at Parliament. */
  const follow = async (
    url: string,
    expectation: Expectation,
    validators: Validators | undefined,
  ): Promise<Answer> => {
    let current = new URL(url);
    for (let redirects = 0; ; redirects += 1) {
      if (expectation !== 'robots') await requirePermission(current, url);
      const answer = await ask(current, validators);
      const location = headerOf(answer, 'location');
      if (![301, 302, 303, 307, 308].includes(answer.status) || location === null) {
        return {...answer, finalUrl: current.href};
      }
      if (redirects === REDIRECTS)
        throw new EpqError('network', `more than ${REDIRECTS} redirects`, {url, hint: 'ask again later'});
      current = redirectTarget(location, current, url);
    }
  };

  const requirePermission = async (current: URL, url: string): Promise<void> => {
    const state = stateOf(current.hostname);
    if (options.rulesOf !== undefined) {
      const {allowed, delayMs} = await options.rulesOf(current, get);
      state.delayMs = delayMs;
      if (!allowed) {
        throw new EpqError('blocked', `not asked: ${current.hostname}/robots.txt disallows it`, {
          url,
          hint: 'use the open data (--source opendata)',
        });
      }
    }
    if (state.blocked !== null) throw blockedError(url, `not asked: ${state.blocked}`);
  };

  /** Where a redirect leads, as an address at Parliament. */
  const redirectTarget = (location: string, from: URL, url: string): URL => {
    const target = URL.canParse(location, from.href) ? new URL(location, from) : null;
    if (target !== null && target.username === '' && target.password === '') {
      if (target.protocol === 'http:' && isParliament(target.hostname)) target.protocol = 'https:';
      if (isAtParliament(target)) return target;
      // The portal may name itself: the path is what counts, at the host that was asked.
      if (portal !== null && target.origin === portal) return withPathOf(target, from.origin);
    }
    throw new EpqError(
      'network',
      `a redirect leads away from Parliament, to ${target?.hostname ?? 'no address'}`,
      {
        url,
        hint: 'it was not followed',
      },
    );
  };

  const ask = async (url: URL, validators: Validators | undefined): Promise<Answer> => {
    if (!isAtParliament(url)) throw new EpqError('network', 'not an address at Parliament', {url: url.href});
    const state = stateOf(url.hostname);
    return takeTurn(state, async () => {
      const asked = portal === null ? url.href : withPathOf(url, portal).href;
      network ??= openNetwork();
      const {request, dispatcher} = await network;
      return withinTime(async limit => {
        const {statusCode, headers, body} = await request(asked, {
          dispatcher,
          signal: limit,
          headers: {
            'user-agent': userAgent,
            accept: url.pathname.startsWith('/api/') ? 'application/ld+json' : '*/*',
            'accept-encoding': 'gzip, br, deflate',
            ...(validators?.etag == null ? {} : {'if-none-match': validators.etag}),
            ...(validators?.lastModified == null ? {} : {'if-modified-since': validators.lastModified}),
          },
        });
        const bytes = await readBody(body, headers, url.href, limit);
        return {status: statusCode, headers, body: bytes, host: url.hostname, finalUrl: url.href};
      });
    });
  };

  return {
    concurrency: options.concurrency,
    get,
    async close() {
      closing.abort();
      await (await network)?.dispatcher.destroy();
    },
  };
}

/** One host of Parliament's. */
interface HostState extends HostTurns {
  /** why it is not asked again in this run */
  blocked: string | null;
  /** its first request, while that is under way */
  first: Promise<void> | null;
  answered: boolean;
}

interface Answer extends Response {
  finalUrl: string;
}

function readProxies(): URL[] {
  const given = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].map(
    name => [name, process.env[name] ?? ''] as const,
  );
  return given
    .filter(([, value]) => value !== '')
    .map(([name, value]) => {
      const url = URL.canParse(value) ? new URL(value) : null;
      if (url !== null && /^https?:$/.test(url.protocol)) return url;
      throw new EpqError('usage', `${name} is set and is no address of a proxy`, {
        hint: 'expected such as http://proxy.example:8080',
      });
    });
}

function receptionOf(url: string, answer: Answer): Reception {
  return {
    outcome: 'received',
    url,
    finalUrl: answer.finalUrl,
    status: answer.status,
    contentType: headerOf(answer, 'content-type'),
    etag: headerOf(answer, 'etag'),
    lastModified: headerOf(answer, 'last-modified'),
    body: answer.body,
  };
}

function blockedError(url: string, reason: string): EpqError {
  return new EpqError('blocked', reason, {
    url,
    hint: new URL(url).hostname.startsWith('data.')
      ? 'run the same command again later'
      : 'use the open data (--source opendata), or save the page in a browser and drop it into the archive',
  });
}

/** Doubled from try to try, with jitter, so that clients do not come back together. */
function backoff(attempt: number, base: number): number {
  return Math.min(LONGEST_BACKOFF_MS, base * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2);
}

/** Over HTTPS, at its usual port, in nobody's name. */
function isAtParliament({protocol, hostname, port, username, password}: URL): boolean {
  return protocol === 'https:' && isParliament(hostname) && port === '' && username === '' && password === '';
}

// A path that begins with two slashes would name a host, were it resolved.
function withPathOf({pathname, search}: URL, origin: string): URL {
  const url = new URL(origin);
  url.pathname = pathname;
  url.search = search;
  return url;
}

function isParliament(hostname: string): boolean {
  return hostname === 'europarl.europa.eu' || hostname.endsWith('.europarl.europa.eu');
}

// Never the error's whole text: a proxy's address may hold a password.
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unreachable';
  if (error.name === 'TimeoutError' || /Timeout/.test(error.name)) return 'no answer in time';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (error.message.startsWith('the body is')) return error.message;
  return code === null ? 'the connection failed' : `the connection failed (${code})`;
}
