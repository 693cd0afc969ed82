import {existsSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import type {Browser, BrowserContextOptions, Page} from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';

/**
 * Tells whether there is a browser for the tests that need one.
 *
 * @param what these tests
 * @returns why they are left out, said again in the last lines of all tests; `false` where they run: for the option `skip`
 */
export function withoutBrowser(what: string): string | false {
  return existsSync(CHROMIUM) ? false : `${what}: there is no ${CHROMIUM} (Debian's package chromium)`;
}

/** Starts Debian's Chromium. */
export async function startBrowser(): Promise<Browser> {
  const {chromium} = await import('playwright-core');
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ],
  });
}

/** A page from disk, and all that it should not do. */
export interface Opened {
  page: Page;
  /** messages of the console, errors, dialogs, and requests for anything but the page itself */
  misdeeds: string[];
}

/**
 * Opens a page from disk.
 *
 * @param hash `#E-9-2019-003068/en-it`
 */
export async function openPage(
  browser: Browser,
  path: string,
  {hash = '', ...options}: BrowserContextOptions & {hash?: string} = {},
): Promise<Opened> {
  const context = await browser.newContext({viewport: {width: 1440, height: 900}, ...options});
  const page = await context.newPage();
  const misdeeds: string[] = [];
  const own = pathToFileURL(path).href;
  page.on('console', message => misdeeds.push(`console: ${message.text()}`));
  page.on('pageerror', error => misdeeds.push(`error: ${error.message}`));
  page.on('dialog', dialog => {
    misdeeds.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', request => {
    if (request.url().replace(/#.*/s, '') !== own) misdeeds.push(`request: ${request.url().slice(0, 200)}`);
  });
  await page.goto(own + hash);
  return {page, misdeeds};
}
