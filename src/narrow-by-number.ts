import {addDays, type DateRange} from './date-range.ts';
import {parseId} from './reference.ts';

/**
 * The years in which number and date are known to go together: going up in number, the date steps back by 33 days at
 * most (2019), elsewhere by 5.
 *
 * @source the official yearly lists of these years, every row
 */
const PROVED_YEARS: ReadonlySet<number> = new Set([2019, 2021, 2022, 2023, 2024]);

/** More than any step back that was seen. */
const PADDING_DAYS = 45;

/**
 * Leaves out, of one year's written questions, those whose number shows that they were tabled outside a range.
 *
 * Numbers only narrow: what is left must still be filtered by date. Only `E-` and `P-`, which share one sequence, and
 * only in years where the order was proved; anything else, and any doubt, gives everything back.
 *
 * @param ids of one year, in the order of their numbers
 * @param dateOf asks for the date of one question; `null` where it is not known
 * @param step how many neighbours one question's date comes with: searching is no finer than that
 * @returns ids of the range with a margin, in the same order
 */
export async function narrowByNumber(
  ids: readonly string[],
  {from, to}: DateRange,
  dateOf: (id: string) => Promise<string | null>,
  step: number,
): Promise<readonly string[]> {
  const written = ids.filter(id => /^[EP]/.test(id));
  const year = parseId(written[0] ?? '')?.year ?? 0;
  const blocks = Math.ceil(written.length / step);
  if (!PROVED_YEARS.has(year) || blocks < 3) return ids;
  let inDoubt = false;
  const firstBlockWhere = async (isPast: (date: string) => boolean): Promise<number> => {
    let [low, high] = [0, blocks];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const date = await dateOf(written[middle * step] ?? '');
      if (date === null) inDoubt = true;
      if (date === null || isPast(date)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const begin = await firstBlockWhere(date => date >= addDays(from, -PADDING_DAYS));
  const end = await firstBlockWhere(date => date > addDays(to, PADDING_DAYS));
  if (inDoubt) return ids;
  // The block before the first past one may end past the mark.
  const kept = new Set(written.slice(Math.max(0, begin - 1) * step, end * step + 1));
  return ids.filter(id => kept.has(id) || !/^[EP]/.test(id));
}

/**
 * Whether dates keep to the order of numbers as closely as narrowing presumes.
 *
 * @param dates of written questions in the order of their numbers
 */
export function keepsToOrder(dates: readonly string[]): boolean {
  let latest = '';
  for (const date of dates) {
    if (date < addDays(latest || date, -PADDING_DAYS)) return false;
    if (date > latest) latest = date;
  }
  return true;
}
