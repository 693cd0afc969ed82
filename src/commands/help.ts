import {readdir, readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {EpqError} from '../errors.ts';
import {PACKAGE_ROOT} from '../package-root.ts';

/** A page of `epq help`. */
export interface HelpPage {
  /** as it is typed: `exit-codes` */
  name: string;
  /** its first line: `Exit statuses and failures` */
  title: string;
}

const FOLDER = fileURLToPath(new URL('src/help/', PACKAGE_ROOT));

/** The pages that ship with epq, by name. */
export async function helpPages(): Promise<HelpPage[]> {
  const names = (await readdir(FOLDER)).filter(name => name.endsWith('.md')).sort();
  return Promise.all(
    names.map(async name => ({
      name: name.slice(0, -'.md'.length),
      title: /^# (.*)/.exec(await readFile(FOLDER + name, 'utf8'))?.[1] ?? '',
    })),
  );
}

/** The list of pages, as it stands below the help of the program. */
export function listHelpPages(pages: readonly HelpPage[]): string {
  const width = Math.max(...pages.map(({name}) => name.length));
  const lines = pages.map(({name, title}) => `  ${name.padEnd(width)}  ${title}`);
  return ['Pages, such as epq help record:', ...lines, ''].join('\n');
}

/**
 * Reads a page of help, in Markdown.
 *
 * @param name `record`
 * @param commands names of commands, which have help of their own
 * @throws EpqError `usage` where there is no such page
 */
export async function readHelpPage(name: string, commands: readonly string[]): Promise<string> {
  const names = (await helpPages()).map(page => page.name);
  if (names.includes(name)) return readFile(`${FOLDER}${name}.md`, 'utf8');
  throw new EpqError('usage', `there is no help on ${JSON.stringify(name)}`, {
    hint: `expected a command (${commands.join(', ')}) or a page (${names.join(', ')}), such as epq help record`,
  });
}
