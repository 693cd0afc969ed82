import type {Archive} from '../archive.ts';
import type {Wanted} from '../fetch-question.ts';
import {createRobots} from '../robots.ts';
import {createTransport, PUBLISHED_QUOTA, type Transport} from '../transport.ts';
import {VERSION} from '../version.ts';
import type {CommonOptions} from './options.ts';

/**
 * Opens the way to the network that the flags ask for.
 *
 * @param signal aborts what is under way
 * @param robots the archive that keeps each host's robots.txt, for commands that look for questions by themselves; what
 *   a person asks for by name is asked for without
 * @param onRules told what a robots.txt asks for
 * @returns `null` with `--offline`
 */
export function openTransport(
  options: CommonOptions,
  signal: AbortSignal,
  robots: Archive | null = null,
  onRules: (line: string) => void = () => {},
): Transport | null {
  if (options.offline) return null;
  return createTransport({
    portal: options.portal,
    rate: options.rate,
    quota: options.portal === null ? PUBLISHED_QUOTA : null,
    concurrency: options.concurrency,
    timeoutMs: options.timeoutMs,
    retries: options.retries,
    userAgent: `epq-prd-${VERSION}`,
    signal,
    ...(robots === null ? {} : {rulesOf: createRobots(robots, isoNow, onRules)}),
  });
}

/** What the flags want of each question. */
export function wantedOf(options: CommonOptions): Wanted {
  const {languages, documents, answers, source, refresh} = options;
  return {languages, documents, answers, source, refresh};
}

/** The time for the archive's notes, ISO. */
export function isoNow(): string {
  return new Date().toISOString();
}
