import {type ReportIndex, STATES} from '../model.ts';
import {type Filter, SORTS, type Sort, wordsOf, yearOf} from '../select.ts';
import {byId, element} from './element.ts';
import {addresseeWord, numberWord, STATE_WORDS, shortened, typeWord} from './words.ts';

/** What the page's controls say. */
export interface Wish {
  filter: Filter;
  /** whether words are looked for in the texts, too */
  inTexts: boolean;
  sort: Sort;
  isDescending: boolean;
}

// How long nobody types before a search begins.
const PAUSE_MS = 150;

/**
 * Fills the controls, and listens to them.
 *
 * @param hasTexts whether there are texts to search
 * @param onChange told what they say, now and whenever that changes
 */
export function openFilters(index: ReportIndex, hasTexts: boolean, onChange: (wish: Wish) => void): void {
  const form = byId<HTMLFormElement>('filters');
  const search = byId<HTMLInputElement>('search');
  const inTexts = byId<HTMLInputElement>('in-texts');
  const sortBy = byId<HTMLSelectElement>('sort');
  const selects = ['type', 'year', 'group', 'addressee', 'state'] as const;
  let isDescending = true;

  const all = index.id.map((_, row) => row);
  const options: Record<(typeof selects)[number], [value: string, label: string, count: number][]> = {
    type: tally(all.map(row => index.names.types[index.type[row] ?? -1] ?? ''))
      .sort()
      .map(([value, count]) => [value, typeWord(value), count]),
    year: tally(all.map(row => yearOf(index.day[row] ?? null)))
      .sort(([a], [b]) => b.localeCompare(a))
      .map(([value, count]) => [value, value === 'none' ? 'No date' : value, count]),
    group: tally(all.flatMap(row => (index.groups[row] ?? []).map(name => index.names.groups[name] ?? '')))
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([value, count]) => [value, value, count]),
    addressee: tally(
      all.flatMap(row => (index.addressees[row] ?? []).map(name => index.names.addressees[name] ?? '')),
    )
      .sort(([, a], [, b]) => b - a)
      .map(([value, count]) => [value, addresseeWord(value), count]),
    state: stateOptions(tally(all.map(row => STATES[index.state[row] ?? -1] ?? 'unknown'))),
  };
  for (const name of selects)
    byId(name).append(
      ...options[name].map(([value, label, count]) =>
        element('option', {value}, `${shortened(label, 60)} (${numberWord(count)})`),
      ),
    );
  byId('in-texts-label').hidden = !hasTexts;

  const chosenIn = (name: string): string | null => {
    const {value} = byId<HTMLSelectElement>(name);
    return value === '' ? null : value;
  };
  const tell = (): void => {
    const filter: Filter = {
      words: wordsOf(search.value),
      type: chosenIn('type'),
      year: chosenIn('year'),
      group: chosenIn('group'),
      addressee: chosenIn('addressee'),
      state: chosenIn('state'),
    };
    const chosen = selects.filter(name => chosenIn(name) !== null).length;
    byId('chosen').textContent = chosen === 0 ? '' : ` (${chosen})`;
    byId('clear').hidden = chosen === 0 && filter.words.length === 0;
    const sort = SORTS.find(name => name === sortBy.value) ?? 'date';
    for (const heading of document.querySelectorAll<HTMLElement>('th[data-sort]'))
      heading.setAttribute(
        'aria-sort',
        heading.dataset.sort !== sort ? 'none' : isDescending ? 'descending' : 'ascending',
      );
    byId('direction').textContent = isDescending ? 'Descending' : 'Ascending';
    onChange({filter, inTexts: inTexts.checked && hasTexts, sort, isDescending});
  };
  const sortWith = (sort: string, descending: boolean): void => {
    sortBy.value = sort;
    isDescending = descending;
    tell();
  };

  let waiting = 0;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(tell, PAUSE_MS);
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    clearTimeout(waiting);
    tell();
  });
  for (const name of selects) byId(name).addEventListener('change', tell);
  inTexts.addEventListener('change', tell);
  byId('clear').addEventListener('click', () => {
    search.value = '';
    for (const name of selects) byId<HTMLSelectElement>(name).value = '';
    tell();
    search.focus();
  });
  // The newest first and the longest first, but names from A to Z.
  sortBy.addEventListener('change', () =>
    sortWith(sortBy.value, ['date', 'number', 'answer'].includes(sortBy.value)),
  );
  byId('direction').addEventListener('click', () => sortWith(sortBy.value, !isDescending));
  for (const heading of document.querySelectorAll<HTMLElement>('th[data-sort]'))
    heading.querySelector('button')?.addEventListener('click', () => {
      const sort = heading.dataset.sort ?? 'date';
      const isSame = sortBy.value === sort;
      sortWith(sort, isSame ? !isDescending : ['date', 'number', 'answer'].includes(sort));
    });
  byId('more').addEventListener('click', () => {
    const isOpen = form.classList.toggle('open');
    byId('more').setAttribute('aria-expanded', String(isOpen));
  });
  tell();
}

function stateOptions(counts: [string, number][]): [string, string, number][] {
  const count = (states: readonly string[]): number =>
    counts.filter(([state]) => states.includes(state)).reduce((sum, [, number]) => sum + number, 0);
  const together: [string, string, number][] = [
    ['answers', 'With an answer', count(['in-time', 'late', 'answered'])],
    ['no-answer', 'Without an answer', count(['open', 'overdue'])],
  ];
  return [
    ...together.filter(([, , number]) => number > 0),
    ...STATES.filter(state => count([state]) > 0).map((state): [string, string, number] => [
      state,
      STATE_WORDS[state],
      count([state]),
    ]),
  ];
}

function tally(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}
