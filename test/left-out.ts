import type {TestEvent} from 'node:test/reporters';

/**
 * A reporter that says, after everything else, which tests did not run and why.
 *
 * @param events of the test runner
 * @returns a line for each reason; nothing where all tests ran
 */
export default async function* leftOut(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const reasons = new Map<string, number>();
  for await (const event of events) {
    if (event.type !== 'test:pass' || event.data.skip === undefined) continue;
    const reason = typeof event.data.skip === 'string' ? event.data.skip : event.data.name;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  for (const [reason, count] of reasons) yield `\n!!! LEFT OUT, ${count} tests: ${reason} !!!\n`;
}
