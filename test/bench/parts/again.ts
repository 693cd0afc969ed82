import {join} from 'node:path';
import {alternate, run} from '../alternate.ts';
import {type Part, resultOf} from '../compare.ts';
import {makeDocuments} from '../made-documents.ts';
import {NODE} from '../programs.ts';
import {startServer} from '../server.ts';
import {harvestArguments} from './harvest.ts';

const AIM_SECONDS = 3;

/** A harvest of what is complete. */
export const again: Part = {
  about: 'the second harvest of 20,000 questions, all complete',
  async compare({rounds, folder}) {
    await makeDocuments(folder, {questions: 20_000, languages: 1, kinds: []});
    const server = await startServer(folder);
    // No file is listed as a Word file: a store of records alone is filled in a tenth of the time, and checked alike.
    const harvest = {
      name: 'second harvest',
      command: NODE,
      args: harvestArguments(server.origin, join(folder, 'out'), 'docx'),
    };
    try {
      await run(harvest);
      const before = await server.requests();
      const rows = await alternate([{...harvest, count: 20_000}], rounds);
      return {
        rows,
        ratios: [
          {what: 'seconds', value: resultOf(rows, harvest.name).seconds, aim: {atMost: AIM_SECONDS}},
          {what: 'requests', value: (await server.requests()) - before, aim: {atMost: 0}},
        ],
        leftOut: [],
      };
    } finally {
      server.stop();
    }
  },
};
