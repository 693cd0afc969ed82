/*!
 * Charts: Observable Plot, Copyright 2020-2023 Observable, Inc.; D3, Copyright 2010-2023 Mike Bostock. ISC License:
 * Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
 * granted, provided that the above copyright notice and this permission notice appear in all copies.
 * THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
 * INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN
 * AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
 * PERFORMANCE OF THIS SOFTWARE.
 */
import type {ReportIndex} from '../model.ts';
import {haystackOf, selectRows, sortRows} from '../select.ts';
import {openCharts} from './chart-figures.ts';
import {byId} from './element.ts';
import {openFilters, type Wish} from './filters.ts';
import {showKeyFigures} from './key-figures.ts';
import {openQuestionTable} from './question-table.ts';
import {openReader} from './reader.ts';
import {openTexts} from './texts.ts';
import {openTheme} from './theme.ts';
import {counted, dayWord, numberWord} from './words.ts';

// How often what a search of the texts has found so far is shown.
const SHOW_EVERY_MS = 400;

const index = JSON.parse(byId('index').textContent ?? '') as ReportIndex;
const texts = openTexts(index);
const haystacks: string[] = [];
const haystack = (row: number): string => {
  haystacks[row] ??= haystackOf(index, row);
  return haystacks[row];
};

let shownRows: readonly number[] = [];
let search = new AbortController();
let lastFilter = '';

const addressOf = (row: number): string => `#${index.id[row]}`;
const table = openQuestionTable(index, addressOf);
const charts = openCharts(byId('charts'), index);
const reader = openReader(index, texts, {
  rows: () => shownRows,
  onShow(row, languages) {
    const address = row === null ? '' : `${addressOf(row)}/${languages.join('-')}`;
    if (location.hash !== address) history.replaceState(null, '', address === '' ? withoutHash() : address);
  },
  onClose: row => table.focus(row),
});

openTheme();
showAbout();
openFilters(index, index.withText > 0, wish => void follow(wish));
window.addEventListener('hashchange', readAddress);
readAddress();
document.documentElement.dataset.ready = 'true';

/** Shows what the controls ask for: at once what the index tells, then what the texts hold. */
async function follow(wish: Wish): Promise<void> {
  search.abort();
  search = new AbortController();
  const {signal} = search;
  const {words} = wish.filter;
  const found = new Set<number>();
  show(wish, found);
  if (!wish.inTexts || words.length === 0) {
    tell('');
    return;
  }
  let shownAt = performance.now();
  tell(' Searching the texts …');
  await texts
    .search(
      words,
      (rows, share) => {
        for (const row of rows) found.add(row);
        if (performance.now() - shownAt < SHOW_EVERY_MS) return;
        shownAt = performance.now();
        show(wish, found);
        byId('progress').textContent = ` Searching the texts: ${Math.round(share * 100)} %`;
      },
      signal,
    )
    .then(() => {
      if (signal.aborted) return;
      show(wish, found);
      tell(' The texts are searched, too.');
    })
    .catch((error: unknown) => tell(` The texts cannot be searched: ${String(error)}`));
}

function show({filter, sort, isDescending}: Wish, found: ReadonlySet<number>): void {
  const rows = selectRows(index, filter, haystack, found);
  shownRows = sortRows(index, rows, sort, isDescending);
  table.show(shownRows);
  byId('no-rows').hidden = rows.length > 0;
  byId('table').hidden = rows.length === 0;
  const key = JSON.stringify([filter, rows.length, found.size]);
  if (key === lastFilter) return;
  lastFilter = key;
  showKeyFigures(byId('key-figures'), index, rows);
  charts(rows);
}

function tell(more: string): void {
  const all = index.id.length;
  byId('count').textContent =
    shownRows.length === all
      ? `${counted(all, 'question')}.`
      : `${numberWord(shownRows.length)} of ${counted(all, 'question')}.`;
  byId('progress').textContent = more;
}

/** Opens the question that the address names: `#E-9-2019-003068/en-it`. */
function readAddress(): void {
  const [, id, languages] = /^#([A-Z]-[\d-]+)(?:\/([a-z-]*))?$/.exec(location.hash) ?? [];
  const notice = byId('notice');
  notice.hidden = true;
  if (id === undefined) {
    // A link within the page, or the way back from the reader.
    reader.close();
    return;
  }
  const row = index.id.indexOf(id);
  if (row < 0) {
    reader.close();
    notice.textContent = `${id} is not in this report.`;
    notice.hidden = false;
    return;
  }
  const wished = languages === undefined || languages === '' ? null : languages.split('-');
  void reader.show(row, wished);
}

function withoutHash(): string {
  return location.href.replace(/#.*$/s, '');
}

function showAbout(): void {
  byId('made').textContent = `Report of ${dayWord(index.madeOn)}`;
  byId('version').textContent = index.version;
  byId('made-on').textContent = dayWord(index.madeOn);
  byId('selection').textContent = index.selection ?? '';
  byId('selection').hidden = index.selection === null;
}
