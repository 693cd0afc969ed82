import {writeFile} from 'node:fs/promises';
import {LICENCES_PAGE, listLicences, writeLicences} from './licences.ts';

/** `npm run licences:update`: writes the list of licences anew. */
await writeFile(LICENCES_PAGE, writeLicences(await listLicences()));
