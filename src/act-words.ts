import {LANGUAGE_CODES, type Language} from './language.ts';
import {unproven} from './lexicon.ts';

/**
 * How one language writes of the Union's acts.
 *
 * A cell holds all forms, divided by "|"; empty where the language needs none. Words are lower-case, their capitals are
 * understood; `*` stands for letters: an ending, or what a compound begins with. Abbreviations are as printed.
 */
export interface ActWords {
  regulation: string;
  directive: string;
  frameworkDecision: string;
  decision: string;
  /** what may stand between such a word and the act's number: who adopted it, or that it implements another */
  between: string;
  /** sign for "number", in capitals or not */
  numberSign: string;
  /** the Union in an act's number: from December 2009; capitals as printed */
  union: string;
  /** the Communities: European, Economic, of Coal and Steel; to November 2009 */
  communities: string;
  /** Euratom, foreign policy, justice and home affairs: of any year */
  other: string;
  /** abbreviation of "page" in references to the Official Journal, without its dot */
  page: string;
}

/**
 * The words of acts, a row for each official language.
 *
 * @source English: files of 2015, titles of 2019 to 2024; one title each in French and Dutch, one note in Czech; the others
 *   from how the Official Journal's editions cite acts
 */
export const ACT_WORDS = {
  bg: {
    regulation: unproven('регламент*'),
    directive: unproven('директив*'),
    frameworkDecision: unproven('рамков* решени*'),
    decision: unproven('решени*'),
    between: unproven('за изпълнение|на европейския парламент и на съвета|на съвета|на комисията'),
    numberSign: unproven('№'),
    union: unproven('ЕС'),
    communities: unproven('ЕО|ЕИО|ЕОВС'),
    other: unproven('Евратом|ОВППС|ПВР'),
    page: unproven('стр'),
  },
  es: {
    regulation: unproven('reglamento*'),
    directive: unproven('directiva*'),
    frameworkDecision: unproven('decisión marco|decisiones marco'),
    decision: unproven('decisión|decisiones'),
    between: unproven(
      'de ejecución|delegado|delegada|del parlamento europeo y del consejo|del consejo|de la comisión',
    ),
    numberSign: unproven('n.º|n.°|nº|n°|núm.|n.os'),
    union: unproven('UE'),
    communities: unproven('CE|CEE|CECA'),
    other: unproven('Euratom|PESC|JAI'),
    page: unproven('p|pp|pág'),
  },
  cs: {
    regulation: unproven('nařízení*'),
    directive: unproven('směrnic*'),
    frameworkDecision: unproven('rámcov* rozhodnutí*'),
    decision: unproven('rozhodnutí*'),
    between: unproven('evropského parlamentu a rady|rady|komise'),
    numberSign: unproven('č.'),
    union: unproven('EU'),
    communities: unproven('ES|EHS|ESUO'),
    other: unproven('Euratom|SZBP|SVV'),
    page: 's',
  },
  da: {
    regulation: unproven('*forordning*'),
    directive: unproven('*direktiv*'),
    frameworkDecision: unproven('rammeafgørelse*'),
    decision: unproven('*afgørelse*|*beslutning*'),
    between: '',
    numberSign: unproven('nr.'),
    union: unproven('EU'),
    communities: unproven('EF|EØF|EKSF'),
    other: unproven('Euratom|FUSP|RIA'),
    page: unproven('s'),
  },
  de: {
    regulation: unproven('*verordnung*'),
    directive: unproven('*richtlinie*'),
    frameworkDecision: unproven('rahmenbeschluss*|rahmenbeschlüsse*'),
    decision: unproven('*beschluss*|*beschlüsse*|*entscheidung*'),
    between: unproven('des europäischen parlaments und des rates|des rates|der kommission'),
    numberSign: unproven('nr.'),
    union: unproven('EU'),
    communities: unproven('EG|EWG|EGKS'),
    other: unproven('Euratom|GASP|JI'),
    page: unproven('S'),
  },
  et: {
    regulation: unproven('*määrus*'),
    directive: unproven('*direktiiv*'),
    frameworkDecision: unproven('raamotsus*'),
    decision: unproven('*otsus*'),
    between: '',
    numberSign: unproven('nr'),
    union: unproven('EL'),
    communities: unproven('EÜ|EMÜ|ESTÜ'),
    other: unproven('Euratom|ÜVJP|JSK'),
    page: unproven('lk'),
  },
  el: {
    regulation: unproven('κανονισμ*'),
    directive: unproven('οδηγία*|οδηγίες|οδηγιών'),
    frameworkDecision: unproven('απόφαση*-πλαίσιο|απόφαση* πλαίσιο|αποφάσεις-πλαίσιο|αποφάσεων-πλαίσιο'),
    decision: unproven('απόφαση*|αποφάσεις|αποφάσεων'),
    between: unproven(
      'του ευρωπαϊκού κοινοβουλίου και του συμβουλίου|του συμβουλίου|της επιτροπής|της ευρωπαϊκής επιτροπής',
    ),
    numberSign: unproven('αριθ.|αρ.'),
    union: unproven('ΕΕ'),
    communities: unproven('ΕΚ|ΕΟΚ|ΕΚΑΧ'),
    other: unproven('Ευρατόμ|ΚΕΠΠΑ|ΔΕΥ'),
    page: unproven('σ|σελ'),
  },
  en: {
    regulation: 'regulation*',
    directive: 'directive*',
    frameworkDecision: 'framework decision*',
    decision: 'decision*',
    between: 'of the european parliament and of the council|of the council|of the commission',
    numberSign: 'no|no.|nos',
    union: 'EU',
    communities: `EC|EEC|${unproven('ECSC')}`,
    other: 'Euratom|CFSP|JHA',
    page: unproven('p|pp'),
  },
  fr: {
    regulation: 'règlement*',
    directive: unproven('directive*'),
    frameworkDecision: unproven('décision*-cadre*|décision*-cadre'),
    decision: unproven('décision*'),
    between: unproven(
      "d'exécution|délégué|déléguée|du parlement européen et du conseil|du conseil|de la commission",
    ),
    numberSign: `nº|${unproven('n°|no|nos|n.')}`,
    union: unproven('UE'),
    communities: `CEE|${unproven('CE|CECA')}`,
    other: unproven('Euratom|PESC|JAI'),
    page: unproven('p|pp'),
  },
  ga: {
    regulation: unproven('rialachá*|rialachái*'),
    directive: unproven('treoir|threoir|treorach|treoracha*'),
    frameworkDecision: unproven('creatchinneadh|chreatchinneadh|cinneadh réime'),
    decision: unproven('cinneadh|chinneadh|cinntí|cinnidh'),
    between: unproven(
      'cur chun feidhme|tarmligthe|ó pharlaimint na heorpa agus ón gcomhairle|ón gcomhairle|ón gcoimisiún',
    ),
    numberSign: unproven('uimh.'),
    union: unproven('AE'),
    communities: unproven('CE|CEE|CEGC'),
    other: unproven('Euratom|CBES|CGB'),
    page: unproven('lch'),
  },
  hr: {
    regulation: unproven('uredb*'),
    directive: unproven('direktiv*'),
    frameworkDecision: unproven('okvirn* odluk*'),
    decision: unproven('odluk*'),
    between: unproven('europskog parlamenta i vijeća|vijeća|komisije'),
    numberSign: unproven('br.'),
    union: unproven('EU'),
    communities: unproven('EZ|EEZ|EZUČ'),
    other: unproven('Euratom|ZVSP|PUP'),
    page: unproven('str'),
  },
  it: {
    regulation: unproven('regolament*'),
    directive: unproven('direttiv*'),
    frameworkDecision: unproven('decision* quadro|decision*-quadro'),
    decision: unproven('decision*'),
    between: unproven(
      'di esecuzione|delegato|delegata|del parlamento europeo e del consiglio|del consiglio|della commissione',
    ),
    numberSign: unproven('n.|nn.'),
    union: unproven('UE'),
    communities: unproven('CE|CEE|CECA'),
    other: unproven('Euratom|PESC|GAI'),
    page: unproven('p|pag|pagg'),
  },
  lv: {
    regulation: unproven('*regula|*regulas|*regulu|*regulai|*regulā|*regulām'),
    directive: unproven('*direktīv*'),
    frameworkDecision: unproven('pamatlēmum*'),
    decision: unproven('*lēmum*'),
    between: '',
    numberSign: unproven('nr.'),
    union: unproven('ES'),
    communities: unproven('EK|EEK|EOTK'),
    other: unproven('Euratom|KĀDP|TI'),
    page: unproven('lpp'),
  },
  lt: {
    regulation: unproven('reglament*'),
    directive: unproven('direktyv*'),
    frameworkDecision: unproven('pamatin* sprendim*'),
    decision: unproven('sprendim*'),
    between: '',
    numberSign: unproven('nr.'),
    union: unproven('ES'),
    communities: unproven('EB|EEB|EAPB'),
    other: unproven('Euratomas|Euratom|BUSP|TVR'),
    page: unproven('p'),
  },
  hu: {
    regulation: unproven('*rendelet*'),
    directive: unproven('*irányelv*'),
    frameworkDecision: unproven('kerethatározat*'),
    decision: unproven('*határozat*'),
    between: unproven(
      'európai parlamenti és tanácsi|tanácsi|bizottsági|végrehajtási|felhatalmazáson alapuló',
    ),
    numberSign: '',
    union: unproven('EU'),
    communities: unproven('EK|EGK|ESZAK'),
    other: unproven('Euratom|KKBP|IB'),
    page: unproven('o'),
  },
  mt: {
    regulation: unproven('regolament*'),
    directive: unproven('direttiv*'),
    frameworkDecision: unproven('deċiżjoni* qafas'),
    decision: unproven('deċiżjoni*'),
    between: unproven(
      "ta' implimentazzjoni|delegat|delegata|tal-parlament ewropew u tal-kunsill|tal-kunsill|tal-kummissjoni",
    ),
    numberSign: unproven('nru'),
    union: unproven('UE'),
    communities: unproven('KE|KEE|KEFA'),
    other: unproven('Euratom|PESK|ĠAI'),
    page: unproven('p|paġna'),
  },
  nl: {
    regulation: unproven('*verordening*'),
    directive: '*richtlijn*',
    frameworkDecision: unproven('kaderbesluit*'),
    decision: unproven('*besluit*|*beschikking*'),
    between: unproven('van het europees parlement en de raad|van de raad|van de commissie'),
    numberSign: unproven('nr.'),
    union: 'EU',
    communities: unproven('EG|EEG|EGKS'),
    other: unproven('Euratom|GBVB|JBZ'),
    page: unproven('blz'),
  },
  pl: {
    regulation: unproven('rozporządzeni*|rozporządzeń'),
    directive: unproven('dyrektyw*'),
    frameworkDecision: unproven('decyzj* ramow*'),
    decision: unproven('decyzj*'),
    between: unproven(
      'wykonawcze|wykonawczego|wykonawczym|delegowane|delegowanego|delegowanym|parlamentu europejskiego i rady|rady|komisji',
    ),
    numberSign: unproven('nr'),
    union: unproven('UE'),
    communities: unproven('WE|EWG|EWWiS'),
    other: unproven('Euratom|WPZiB|WSiSW'),
    page: unproven('s|str'),
  },
  pt: {
    regulation: unproven('regulamento*'),
    directive: unproven('diretiva*|directiva*'),
    frameworkDecision: unproven('decisão-quadro|decisões-quadro|decisão quadro'),
    decision: unproven('decisão|decisões'),
    between: unproven(
      'de execução|delegado|delegada|do parlamento europeu e do conselho|do conselho|da comissão',
    ),
    numberSign: unproven('n.º|nº|n.°|n°|n.os'),
    union: unproven('UE'),
    communities: unproven('CE|CEE|CECA'),
    other: unproven('Euratom|PESC|JAI'),
    page: unproven('p|pp'),
  },
  ro: {
    regulation: unproven('regulament*'),
    directive: unproven('directiv*'),
    frameworkDecision: unproven('deciz*-cadru'),
    decision: unproven('deciz*'),
    between: unproven(
      'de punere în aplicare|delegat|delegată|al parlamentului european și al consiliului|al consiliului|a consiliului|al comisiei|a comisiei',
    ),
    numberSign: unproven('nr.'),
    union: unproven('UE'),
    communities: unproven('CE|CEE|CECO'),
    other: unproven('Euratom|PESC|JAI'),
    page: unproven('p'),
  },
  sk: {
    regulation: unproven('nariaden*'),
    directive: unproven('smernic*'),
    frameworkDecision: unproven('rámcov* rozhodnut*'),
    decision: unproven('rozhodnut*'),
    between: unproven('európskeho parlamentu a rady|rady|komisie'),
    numberSign: unproven('č.'),
    union: unproven('EÚ'),
    communities: unproven('ES|EHS|ESUO'),
    other: unproven('Euratom|SZBP|SVV'),
    page: unproven('s'),
  },
  sl: {
    regulation: unproven('uredb*'),
    directive: unproven('direktiv*'),
    frameworkDecision: unproven('okvirn* sklep*'),
    decision: unproven('sklep*|odločb*'),
    between: unproven('evropskega parlamenta in sveta|sveta|komisije'),
    numberSign: unproven('št.'),
    union: unproven('EU'),
    communities: unproven('ES|EGS|ESPJ'),
    other: unproven('Euratom|SZVP|PNZ'),
    page: unproven('str'),
  },
  fi: {
    regulation: unproven('*asetus*|*asetuks*|*asetuk*'),
    directive: unproven('*direktiiv*'),
    frameworkDecision: unproven('puitepäätö*'),
    decision: unproven('*päätös|*päätöks*|*päätöst*'),
    between: '',
    numberSign: unproven('n:o'),
    union: unproven('EU'),
    communities: unproven('EY|ETY|EHTY'),
    other: unproven('Euratom|YUTP|YOS'),
    page: unproven('s'),
  },
  sv: {
    regulation: unproven('*förordning*'),
    directive: unproven('*direktiv*'),
    frameworkDecision: unproven('rambeslut*'),
    decision: unproven('*beslut*'),
    between: '',
    numberSign: unproven('nr'),
    union: unproven('EU'),
    communities: unproven('EG|EEG|EKSG'),
    other: unproven('Euratom|Gusp|RIF'),
    page: unproven('s'),
  },
} satisfies Record<Language, ActWords>;

/**
 * All forms of some cells, in all languages.
 *
 * @param cells `union`, `communities`
 * @returns each once, the longest first, so that a pattern of them takes "EEC" before "EE"
 */
export function formsOf(...cells: (keyof ActWords)[]): string[] {
  const rows: readonly ActWords[] = LANGUAGE_CODES.map(language => ACT_WORDS[language]);
  const forms = rows.flatMap(row => cells.flatMap(cell => row[cell].split('|')));
  return [...new Set(forms)].filter(form => form !== '').sort((a, b) => b.length - a.length);
}
