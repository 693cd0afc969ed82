import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {mock, test} from 'node:test';
import {openMessages} from '../src/commands/messages.ts';
import {count, duration, openTrack} from '../src/commands/track.ts';

const OPTIONS = {quiet: false, verbose: false, errors: 'text', progress: 'auto', color: false} as const;

function streamOf(isTerminal: boolean): PassThrough & {isTTY: boolean; columns: number; text(): string} {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', chunk => {
    text += chunk;
  });
  return Object.assign(stream, {isTTY: isTerminal, columns: 100, text: () => text});
}

/** Ten of twenty questions in fifty seconds, forty files, one failure. */
function half(track: ReturnType<typeof openTrack>, pass: (ms: number) => void): void {
  track.found(20, true);
  for (let done = 0; done < 10; done += 1) {
    for (let file = 0; file < 4; file += 1) track.file({from: 'network', url: 'x'});
    pass(5000);
    track.question({id: `E-9-2022-00000${done}`}, true, done === 3 ? 1 : 0);
  }
}

test('on a terminal: one line that is written over, and taken away at the end', () => {
  const stream = streamOf(true);
  let clock = 0;
  const track = openTrack(openMessages(stream, OPTIONS), () => clock);
  half(track, ms => {
    clock += ms;
  });
  const lines = stream.text().split('\r\u001b[K');
  assert.equal(
    lines.at(-1),
    '[##########----------] 10 of 20 questions, 40 files, 0.8 a second, 1 failed, 50 s left',
  );
  track.end();
  assert.ok(stream.text().endsWith('\r\u001b[K'));
  assert.ok(!stream.text().includes('\n'));
});

test('elsewhere: a line every 30 seconds', () => {
  mock.timers.enable({apis: ['setInterval']});
  try {
    const stream = streamOf(false);
    let clock = 0;
    const track = openTrack(openMessages(stream, OPTIONS), () => clock);
    half(track, ms => {
      clock += ms;
      mock.timers.tick(ms);
    });
    track.end();
    mock.timers.tick(60_000);
    assert.deepEqual(stream.text().split('\n'), [
      '5 of 20 questions, 24 files, 0.8 a second, 1 failed, 2 min left',
      '',
    ]);
  } finally {
    mock.timers.reset();
  }
});

test('as events: where it stands with every question and file', () => {
  const stream = streamOf(false);
  const track = openTrack(openMessages(stream, {...OPTIONS, progress: 'json'}), () => 0);
  track.file({from: 'archive', url: 'x'});
  track.found(2, true);
  track.question({id: 'E-9-2022-000001', outcome: 'saved'}, true, 0);
  track.end();
  const events = stream
    .text()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual(events, [
    {
      event: 'file',
      done: 0,
      total: null,
      files: 0,
      failures: 0,
      secondsLeft: null,
      from: 'archive',
      url: 'x',
    },
    {event: 'found', done: 0, total: 2},
    {
      event: 'question',
      done: 1,
      total: 2,
      files: 0,
      failures: 0,
      secondsLeft: null,
      id: 'E-9-2022-000001',
      outcome: 'saved',
    },
  ]);
});

test('numbers and lengths of time as people read them', () => {
  assert.equal(count(1204), '1,204');
  assert.deepEqual([0, 89, 90, 600, 5400, 36_000, 200_000].map(duration), [
    '0 s',
    '89 s',
    '2 min',
    '10 min',
    '1.5 h',
    '10.0 h',
    '2.3 days',
  ]);
});
