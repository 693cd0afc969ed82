import {soundOf} from './name-sound.ts';

/** Names of persons by their id at Parliament, as a directory gives them: in Latin letters, and in a person's own. */
export type Directory = ReadonlyMap<number, readonly string[]>;

/** A name made comparable: each list in the order of the alphabet, and as one text. */
interface Name {
  inOrder: string;
  words: string;
  letters: string;
  /** without titles and particles */
  core: readonly string[];
  coreText: string;
  sounds: readonly string[];
  soundText: string;
}

/** Who may be meant. */
interface Person {
  id: number;
  names: readonly Name[];
}

/**
 * What makes a printed name and a directory's that of one person, strongest first.
 *
 * @source 427 headings of 2022, 286 names of 2015, 1,768 spellings in the yearly lists of 2019, 2022 and 2024
 */
const LEVELS = [
  // "Dariusz ROSATI"; "Nicolae Ștefănuță", with a comma or a cedilla below
  ['same words', (a: Name, b: Name) => a.inOrder === b.inOrder],
  // Unproven: the surname first, "ROSATI Dariusz"
  ['same words in another order', (a: Name, b: Name) => a.words === b.words],
  // Unproven: "Johan Vanovertveldt"
  ['same letters', (a: Name, b: Name) => a.letters === b.letters],
  // "Róża Gräfin von Thun und Hohenstein"
  ['same but for titles', (a: Name, b: Name) => a.core.length > 1 && a.coreText === b.coreText],
  // "Στέλιος Κυμπουρόπουλος"; "Andreas Glueck"
  ['same sound', (a: Name, b: Name) => a.sounds.length > 1 && a.soundText === b.soundText],
  // second names and second surnames that one side alone prints: "Lidia Senra Rodríguez"
  ['one holds the other', (a: Name, b: Name) => holdOneAnother(a.core, b.core)],
  ['one sounds in the other', (a: Name, b: Name) => holdOneAnother(a.sounds, b.sounds)],
] as const;

/** How good the evidence is that two names are one person's. */
export type Evidence = (typeof LEVELS)[number][0];

// An initial tells nothing: "P. De Castro".
function holdOneAnother(a: readonly string[], b: readonly string[]): boolean {
  const [fewer, more] = a.length < b.length ? [a, b] : [b, a];
  return fewer.every(word => more.includes(word)) && fewer.filter(word => word.length > 1).length > 1;
}

/**
 * Finds the persons that printed names are of: each the only one that fits at the best level of evidence at which
 * anybody does, and claimed by no other name with as good evidence.
 *
 * @param names of different persons, as printed: `Dariusz ROSATI`, `Εμμανουήλ Φράγκος`
 * @param weakest evidence that is not believed is no evidence
 * @default weakest the weakest there is
 * @returns an id for each name, in their order, which decides nothing else; `null` where nobody fits, or two do
 */
export function matchNames(
  names: readonly string[],
  directory: Directory,
  weakest: Evidence = 'one sounds in the other',
): (number | null)[] {
  const levels = LEVELS.slice(0, LEVELS.findIndex(([evidence]) => evidence === weakest) + 1);
  const known = comparableNames(directory);
  const claims = names.map(name => claimOf(comparableName(name), known, levels));
  return claims.map((claim, index) => {
    if (claim === null) return null;
    const isRivalled = claims.some(
      (other, at) => at !== index && other !== null && other.id === claim.id && other.level <= claim.level,
    );
    return isRivalled ? null : claim.id;
  });
}

function claimOf(
  name: Name,
  known: readonly Person[],
  levels: readonly (typeof LEVELS)[number][],
): {id: number; level: number} | null {
  if (name.inOrder === '') return null;
  for (const [level, [, fits]] of levels.entries()) {
    // Made once, and not for each of 900 persons.
    const isTheirs = (one: Name): boolean => fits(name, one);
    let found: number | null = null;
    for (const {id, names} of known) {
      if (!names.some(isTheirs)) continue;
      if (found !== null) return null; // as good as another's
      found = id;
    }
    if (found !== null) return {id: found, level};
  }
  return null;
}

/**
 * How good the evidence is that two names are one person's.
 *
 * @param printed `Dariusz ROSATI`
 * @param known `Dariusz Rosati`
 * @returns the best there is; `null` for none
 * @internal
 */
export function evidenceOf(printed: string, known: string): Evidence | null {
  const [a, b] = [makeComparable(printed), makeComparable(known)];
  return a.inOrder === '' ? null : (LEVELS.find(([, fits]) => fits(a, b))?.[0] ?? null);
}

const comparable = new WeakMap<Directory, readonly Person[]>();

// A term's directory holds some 900 persons, and is asked about thousands of names.
function comparableNames(directory: Directory): readonly Person[] {
  const known =
    comparable.get(directory) ??
    Array.from(directory, ([id, names]) => ({id, names: names.map(comparableName)}));
  comparable.set(directory, known);
  return known;
}

const made = new Map<string, Name>();

// The same Members sign question after question.
const KEPT = 4000;

function comparableName(printed: string): Name {
  const known = made.get(printed);
  if (known !== undefined) return known;
  if (made.size >= KEPT) made.clear();
  const name = makeComparable(printed);
  made.set(printed, name);
  return name;
}

// Letters that are not another one with an accent.
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
};

// "Róża Gräfin von Thun und Hohenstein", "William (The Earl of) Dartmouth", "Sophia in 't Veld"; most titles unproven.
const TITLES = 'dr prof sir lord lady baron baroness earl graf grafin freiherr freifrau';
const PARTICLES =
  'af av d da das de del della den der di do dos du e i in la le of t ten ter the und van von y zu zum zur';
const LIGHT: ReadonlySet<string> = new Set(`${TITLES} ${PARTICLES}`.split(' '));

function makeComparable(printed: string): Name {
  const plain = printed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\P{ASCII}/gu, letter => PLAIN[letter] ?? letter);
  const words = plain.split(/(?:\P{L}|\p{Lm})+/u).filter(word => word !== '');
  const core = [...new Set(words.filter(word => !LIGHT.has(word)))].sort();
  const sounds = [...new Set(core.map(soundOf))].sort();
  return {
    inOrder: words.join(' '),
    words: [...words].sort().join(' '),
    letters: words.join(''),
    core,
    coreText: core.join(' '),
    sounds,
    soundText: sounds.join(' '),
  };
}
