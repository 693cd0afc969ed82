import {type Person, type QuestionText, type ReportIndex, STATES} from '../model.ts';
import {daysOf} from '../select.ts';
import {element, isolated} from './element.ts';
import {counted, dayWord, STATE_WORDS, typeWord} from './words.ts';

/** What is known of a question beside its text, as a list of terms. */
export function factsOf(index: ReportIndex, row: number, text: QuestionText): HTMLElement {
  const state = STATES[index.state[row] ?? -1] ?? 'unknown';
  const [day, deadline, answered] = [index.day[row], index.deadline[row], index.answered[row]];
  const days = daysOf(index, row);
  const answer = [
    STATE_WORDS[state],
    ...(answered == null ? [] : [`on ${dayWord(answered)}`]),
    ...(days === null ? [] : [`after ${counted(days, 'day')}`]),
    ...(deadline == null ? [] : [`(due ${dayWord(deadline)})`]),
  ].join(' ');
  const people = (persons: readonly Person[]): Node[] =>
    persons.map(({name, group, onBehalfOf}) =>
      element(
        'span',
        {class: 'person'},
        isolated(name),
        ...(group === null ? [] : [' (', isolated(group), ')']),
        ...(onBehalfOf === null ? [] : [', on behalf of ', isolated(onBehalfOf)]),
      ),
    );
  const facts: [name: string, value: readonly Node[]][] = [
    ['Tabled', day == null ? [] : [isolated(dayWord(day))]],
    ['Kind', [isolated(typeWord(index.names.types[index.type[row] ?? -1] ?? ''))]],
    ['To', [isolated(text.addressees.join(', '))]],
    ['Rule', text.rule === null ? [] : [isolated(text.rule)]],
    ['Authors', people(text.authors)],
    ['Supporters', people(text.supporters)],
    ['Answer', [isolated(answer)]],
    ['Procedures', text.procedures.length === 0 ? [] : [isolated(text.procedures.join(', '))]],
  ];
  return element(
    'dl',
    {class: 'facts'},
    ...facts
      .filter(([, value]) => value.some(node => node.textContent !== ''))
      .map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, ...value))),
  );
}
