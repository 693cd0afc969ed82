import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findCelex} from '../src/celex.ts';

test('CELEX numbers of acts and documents', () => {
  const rows: [text: string, ...found: [kind: string, normal: string, index: number, length: number][]][] = [
    ['CELEX:32012R0029', ['regulation', '32012R0029', 6, 10]],
    ['02016R0679-20160504', ['regulation', '32016R0679', 0, 19]],
    ['32009L0147 and 31994D0123', ['directive', '32009L0147', 0, 10], ['decision', '31994D0123', 15, 10]],
    ['32008F0675', ['decision', '32008F0675', 0, 10]],
    ['52021PC0206', ['document', 'COM(2021)206', 0, 11]],
    ['52021DC0206', ['document', 'COM(2021)206', 0, 11]],
    ['52011SC0255', ['document', 'SEC(2011)255', 0, 11]],
    ['52012SC0255', ['document', 'SWD(2012)255', 0, 11]],
    ['52013JC0001', ['document', 'JOIN(2013)1', 0, 11]],
    ['132012R0029 x32012R0029 32012R00291 32012R0029x 42012R0029 32012X0029 52021XX0206'],
  ];
  for (const [text, ...found] of rows)
    assert.deepEqual(
      findCelex(text).map(({kind, normal, index, length}) => [kind, normal, index, length]),
      found,
      text,
    );
});
