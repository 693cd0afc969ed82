import robotsParser from 'robots-parser';
import type {Archive} from './archive.ts';
import {EpqError} from './errors.ts';
import {HostDown, type HostRules, type Transport} from './transport.ts';

// Its types describe a default export; what it exports is the function itself.
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

const DAY_MS = 86_400_000;
/** The name by which a robots.txt may speak of us alone. */
const AGENT = 'epq';

/** What a robots.txt lays down. */
interface Rules {
  isAllowed(url: string): boolean;
  delayMs: number;
}

const NO_RULES: Rules = {isAllowed: () => true, delayMs: 0};

/**
 * Reads the robots.txt of each host once a run and at most once a day, and keeps it in the archive.
 *
 * @param onRules told once of each host whose robots.txt asks for a pause between requests, or could not be read
 * @returns what a host lays down for an address; a host without a robots.txt lays down nothing, nor does one that
 *   refuses it (RFC 9309, 2.3.1.3): its answer to the first document tells whether it wants us; one that fails to
 *   answer is not asked for documents either (2.3.1.4)
 */
export function createRobots(
  archive: Archive,
  now: () => string,
  onRules: (line: string) => void = () => {},
): (url: URL, get: Transport['get']) => Promise<HostRules> {
  const known = new Map<string, Promise<Rules>>();
  return async (url, get) => {
    const rules = known.get(url.origin) ?? readRules(url.origin, get, archive, now, onRules);
    known.set(url.origin, rules);
    try {
      const {isAllowed, delayMs} = await rules;
      return {allowed: isAllowed(url.href), delayMs};
    } catch (error) {
      known.delete(url.origin); // it may be read when the next document is asked for
      throw error;
    }
  };
}

async function readRules(
  origin: string,
  get: Transport['get'],
  archive: Archive,
  now: () => string,
  onRules: (line: string) => void,
): Promise<Rules> {
  const url = `${origin}/robots.txt`;
  const {hostname} = new URL(origin);
  const entry = await archive.lookup(url);
  const age = Date.parse(now()) - Date.parse(entry?.meta?.checkedAt ?? '');
  if (entry === null || !(age >= 0 && age < DAY_MS)) {
    try {
      const reception = await get(url, 'robots');
      if (reception.outcome === 'received') await archive.keep(reception, now());
      else if (reception.outcome === 'absent')
        await archive.note(url, 'absent', {status: reception.status, reason: null, kind: null}, now());
    } catch (error) {
      if (!(error instanceof EpqError) || error.kind === 'store') throw error;
      if (error.kind === 'network') {
        const Kind = error instanceof HostDown ? HostDown : EpqError;
        throw new Kind('network', `${hostname}/robots.txt could not be read: ${error.message}`, {
          url,
          hint: 'run the same command again later',
        });
      }
      const outcome = error.kind === 'blocked' ? 'blocked' : 'failed';
      await archive.note(url, outcome, {status: null, reason: error.message, kind: error.kind}, now());
      onRules(`${hostname}: its robots.txt could not be read (${error.message})`);
      return NO_RULES;
    }
  }
  const document = await archive.read(url);
  if (document === null) return NO_RULES;
  const robots = parseRobots(url, new TextDecoder().decode(document.body));
  const delay = robots.getCrawlDelay(AGENT) ?? 0;
  if (delay > 0) onRules(`${hostname}: its robots.txt asks for ${delay} s from one request to the next`);
  return {isAllowed: address => robots.isAllowed(address, AGENT) ?? true, delayMs: delay * 1000};
}
