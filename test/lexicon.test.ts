import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {LANGUAGE_CODES, type Language} from '../src/language.ts';
import {LEXICON, type Words} from '../src/lexicon.ts';
import type {AddresseeCode} from '../src/question.ts';
import {
  addresseeOf,
  foldText,
  readAnswerHeading,
  readDate,
  readOnBehalfOf,
  recogniseLanguage,
} from '../src/words.ts';
import {findCorpus} from './corpus.ts';

test('folded text: what differs only in signs nobody sees becomes the same', () => {
  const table: [string, string][] = [
    ['Artikel\u00A0138 der Geschäftsordnung', 'Artikel 138 der Geschäftsordnung'],
    ['E\u201106543/2011', 'E-06543/2011'],
    ['E\u2010008449/2010', 'E-008449/2010'],
    ['tar-Regoli ta’ Proċedura', "tar-Regoli ta' Proċedura"],
    ['\uFEFFKomisi ', 'Komisi'],
    ['Ent\u00ADschlie\u00ADßung\u200B', 'Entschließung'],
    ['Question for oral answer  O-000010/2020\n', 'Question for oral answer O-000010/2020'],
    ['Πρόεδρος'.normalize('NFD'), 'Πρόεδρος'],
    ['2014 – 2020 — PfE', '2014 – 2020 — PfE'],
    ['', ''],
  ];
  for (const [printed, folded] of table) assert.equal(foldText(printed), folded);
});

const HEADINGS: [Language | null, string][] = [
  ['bg', 'Въпрос с искане за писмен отговор E-000023/2022'],
  ['bg', 'Въпрос с искане за устен отговор  O-000010/2020'],
  ['es', 'Pregunta con solicitud de respuesta escrita E-000001/2022'],
  ['es', 'PREGUNTA ESCRITA E-1366/01 de A (PPE-DE) a la Comisión'],
  ['cs', 'Otázka k písemnému zodpovězení E-000041/2022'],
  ['cs', 'Otázka k ústnímu zodpovězení s rozpravou O-000023/2019'],
  ['da', 'Forespørgsel til mundtlig besvarelse O-000023/2019'],
  ['da', 'SKRIFTLIG FORESPØRGSEL af John Attard-Montalto (PSE) , Louis Grech (PSE) til Kommissionen'],
  ['de', 'Anfrage zur schriftlichen Beantwortung E-001518-19'],
  ['de', 'Mündliche Anfrage'],
  ['et', 'Suuliselt vastatav küsimus  O-000010/2020'],
  ['el', 'Ερώτηση με αίτημα προφορικής απάντησης  O-000010/2020'],
  ['el', 'ΓΡΑΠΤΗ ΕΡΩΤΗΣΗ υποβολή: John Attard-Montalto (PSE)'],
  ['en', 'Question for written answer E-014649/2015/rev.1'],
  ['en', 'Priority question for written answer  P-003435/2021'],
  ['en', 'Major interpellation for written answer with debate'],
  ['en', 'WRITTEN QUESTION by John Attard-Montalto (PSE) to the Commission'],
  ['fr', 'Question avec demande de réponse orale O-000023/2019'],
  ['fr', 'QUESTION ÉCRITE E-0572/02 posée par A (PSE) au Conseil'],
  ['ga', 'Ceist i gcomhair freagra i scríbhinn E-000077/2022'],
  ['hr', 'Pitanje za usmeni odgovor O-000010/2020'],
  ['it', 'Interrogazione con richiesta di risposta scritta E-010898-13'],
  ['lv', 'Jautājums, uz kuru jāatbild mutiski O-000105/2015'],
  ['lt', 'Klausimas, į kurį atsakoma raštu, E-000146/2022'],
  ['lt', 'Klausimas, į kurį atsakoma žodžiu, Nr. O-000023/2019'],
  ['hu', 'Szóbeli választ igénylő kérdés: O-000023/2019'],
  ['mt', 'Mistoqsija għal tweġiba bil-miktub E-005952-18'],
  ['nl', 'Vraag met verzoek om mondeling antwoord O-000023/2019'],
  ['pl', 'Pytanie wymagające odpowiedzi ustnej O-000023/2019'],
  ['pl', 'Interpelacja dotycząca kwestii pierwszorzędnych wymagająca odpowiedzi na piśmie i debaty'],
  ['pt', 'Pergunta com pedido de resposta oral O-000011/2020'],
  ['pt', 'Interpelação extensa com pedido de resposta escrita G-9-2021-001003'],
  ['ro', 'Întrebarea cu solicitare de răspuns oral O-000023/2019'],
  ['sk', 'Otázka na ústne zodpovedanie  O-000010/2020'],
  ['sl', 'Vprašanje za ustni odgovor O-000023/2019'],
  ['fi', 'Suullisesti vastattava kysymys O-000023/2019'],
  ['sv', 'Fråga för muntligt besvarande'],
  ['sv', 'Frågor för skriftligt besvarande E-006543/2011'],
  ['hu', 'Írásbeli választ igénylő elsőbbségi kérdés P-000001/2022'],
  // Answers, also under another language's address (E-6-2007-3086-ASW_FR).
  ['en', 'Answer given by Mr Dimas on behalf of the Commission'],
  ['en', 'Answer given by Ms Kyriakides'],
  ['cs', 'Odpověď Johna Dalliho jménem Komise'],
  ['pt', 'Resposta dada por John Dalli em nome da Comissão'],
  [null, 'by Hiltrud Breyer (Verts/ALE) and Cem Özdemir (Verts/ALE)'],
  [null, 'Question for written answers'],
  [null, 'Parliamentary questions'],
  [null, 'E-004819/2020'],
  [null, 'Svar'],
  [null, ''],
];

test('the language of a heading', () => {
  for (const [language, heading] of HEADINGS) assert.equal(recogniseLanguage(heading), language, heading);
});

test('every phrase that opens a heading tells its language from all others', () => {
  for (const language of LANGUAGE_CODES) {
    for (const kind of LEXICON[language].kinds) {
      assert.equal(recogniseLanguage(`${kind} E-000001/2022`), language, kind);
      assert.equal(recogniseLanguage(kind.toUpperCase()), language, kind);
    }
  }
});

const ADDRESSEES: [Language | null, string, AddresseeCode | null, string][] = [
  ['bg', 'до Комисията', 'COM', 'Комисията'],
  ['bg', 'до Съвета', 'CONSIL', 'Съвета'],
  ['es', 'al Consejo', 'CONSIL', 'Consejo'],
  ['cs', 'Komisi ', 'COM', 'Komisi'],
  [
    'cs',
    'místopředsedovi Komise, vysokému představiteli',
    'VPHR',
    'místopředsedovi Komise, vysokému představiteli',
  ],
  [
    'da',
    'til næstformanden for Kommissionen/Unionens højtstående repræsentant for udenrigsanliggender og sikkerhedspolitik',
    'VPHR',
    'næstformanden for Kommissionen/Unionens højtstående repræsentant for udenrigsanliggender og sikkerhedspolitik',
  ],
  ['de', 'an den Rat', 'CONSIL', 'Rat'],
  [
    'de',
    'an die Vizepräsidentin der Kommission/Hohe Vertreterin der Union für Außen- und Sicherheitspolitik',
    'VPHR',
    'Vizepräsidentin der Kommission/Hohe Vertreterin der Union für Außen- und Sicherheitspolitik',
  ],
  ['et', 'nõukogule', 'CONSIL', 'nõukogule'],
  ['el', 'προς το Συμβούλιο', 'CONSIL', 'Συμβούλιο'],
  ['en', 'to the Commission', 'COM', 'Commission'],
  ['en', 'to the Council', 'CONSIL', 'Council'],
  [
    'en',
    'to the Commission (Vice-President / High Representative)',
    'VPHR',
    'Commission (Vice-President / High Representative)',
  ],
  // E-questions of 2015 in English print this suffix in French.
  [
    'en',
    'to the Commission (Vice-Présidente / Haute Représentante)',
    'VPHR',
    'Commission (Vice-Présidente / Haute Représentante)',
  ],
  [
    'en',
    'to the Council (President of the European Council)',
    'PEC',
    'Council (President of the European Council)',
  ],
  ['en', 'to the President of the European Council', 'PEC', 'President of the European Council'],
  ['en', 'to the European Central Bank', 'ECB', 'European Central Bank'],
  ['en', 'to the Single Resolution Board', 'SRB', 'Single Resolution Board'],
  ['en', 'to the Court of Auditors', null, 'Court of Auditors'],
  ['en', 'to the Commission and the Council', null, 'Commission and the Council'],
  ['it', 'alla Banca centrale europea', 'ECB', 'Banca centrale europea'],
  ['fr', 'au Conseil', 'CONSIL', 'Conseil'],
  ['ga', 'ar an gCoimisiún', 'COM', 'gCoimisiún'],
  ['hr', 'upućeno Vijeću', 'CONSIL', 'Vijeću'],
  ['it', 'al Consiglio', 'CONSIL', 'Consiglio'],
  ['lv', 'Komisijai', 'COM', 'Komisijai'],
  ['lt', 'Komisijai ', 'COM', 'Komisijai'],
  ['hu', 'a Bizottság számára', 'COM', 'Bizottság'],
  ['mt', 'lill-Kummissjoni ', 'COM', 'Kummissjoni'],
  ['mt', 'lill\u2011Kummissjoni', 'COM', 'Kummissjoni'],
  ['nl', 'aan de Raad', 'CONSIL', 'Raad'],
  ['pl', 'do Rady', 'CONSIL', 'Rady'],
  ['pt', 'ao Conselho', 'CONSIL', 'Conselho'],
  ['ro', 'adresată Comisiei', 'COM', 'Comisiei'],
  ['sk', 'Rade', 'CONSIL', 'Rade'],
  ['sl', 'za Komisijo', 'COM', 'Komisijo'],
  ['fi', 'komissiolle ', 'COM', 'komissiolle'],
  ['sv', 'till kommissionen', 'COM', 'kommissionen'],
  // An English line under another language, and lines whose language nobody told.
  ['fr', 'to the Commission', 'COM', 'Commission'],
  [null, 'to the\u00A0Commission', 'COM', 'Commission'],
  [null, 'komisjonile ', 'COM', 'komisjonile'],
  [null, 'an die Versammlung', null, 'an die Versammlung'],
  [null, '', null, ''],
];

test('addressees: code, and label without preposition', () => {
  for (const [language, line, code, label] of ADDRESSEES) {
    assert.deepEqual(addresseeOf(line, language), {code, label}, line);
  }
});

test('prepositions stand longest first, and no row lacks an addressee', () => {
  for (const language of LANGUAGE_CODES) {
    const {prepositions, addressees}: Words = LEXICON[language];
    const byLength = [...prepositions].sort((a, b) => b.length - a.length);
    assert.deepEqual(prepositions, byLength, language);
    assert.deepEqual(
      addressees.map(([code]) => code),
      ['VPHR', 'PEC', 'ECB', 'SRB', 'CONSIL', 'COM'],
      language,
    );
  }
});

const ANSWERS: [Language, string, string | null, string | null][] = [
  ['cs', 'Odpověď Johna Dalliho jménem Komise', 'Johna Dalliho', 'Komise'],
  ['da', 'Svar afgivet på Kommissionens vegne af John Dalli', 'John Dalli', 'Kommissionens'],
  ['de', 'Antwort von Tonio Borg im Namen der Kommission', 'Tonio Borg', 'Kommission'],
  ['de', 'Antwort von Herrn Dalli im Namen der Kommission', 'Herrn Dalli', 'Kommission'],
  ['el', 'Απάντηση του κ. Dalli εξ ονόματος της Επιτροπής', 'κ. Dalli', 'Επιτροπής'],
  ['en', 'Answer given by Mr Dalli on behalf of the Commission', 'Mr Dalli', 'Commission'],
  [
    'en',
    'Answer given by Ms Kyriakides on behalf of the European Commission',
    'Ms Kyriakides',
    'European Commission',
  ],
  ['en', 'Answer given by Ms Kyriakides', 'Ms Kyriakides', null],
  [
    'en',
    'Answer given by Vice-President Jourová on behalf of the European Commission',
    'Vice-President Jourová',
    'European Commission',
  ],
  [
    'en',
    'Answer given by Executive Vice-President Virkkunen on behalf of the European Commission (26.2.2026)',
    'Executive Vice-President Virkkunen',
    'European Commission',
  ],
  ['en', 'Joint answer given by Mr Šefčovič on behalf of the Commission', 'Mr Šefčovič', 'Commission'],
  ['en', 'Reply', null, null],
  ['en', 'Reply (8 April 2026)', null, null],
  ['es', 'Respuesta del Sr. Dalli en nombre de la Comisión', 'Sr. Dalli', 'Comisión'],
  ['fr', 'Réponse donnée par M. Dalli au nom de la Commission', 'M. Dalli', 'Commission'],
  ['fr', 'Réponse (26 juin 2002)', null, null],
  ['it', 'Risposta data da John Dalli a nome della Commissione', 'John Dalli', 'Commissione'],
  ['it', 'Risposta di Janez Potočnik a nome della Commissione', 'Janez Potočnik', 'Commissione'],
  ['mt', 'Tweġiba mogħtija mis-Sur Dalli f’isem il-Kummissjoni', 'Sur Dalli', 'Kummissjoni'],
  ['nl', 'Antwoord van de heer Dalli namens de Commissie', 'de heer Dalli', 'Commissie'],
  [
    'pl',
    'Odpowiedź udzielona przez komisarza Johna Dallego w imieniu Komisji',
    'komisarza Johna Dallego',
    'Komisji',
  ],
  ['pt', 'Resposta dada por John Dalli em nome da Comissão', 'John Dalli', 'Comissão'],
];

test('answer headings', () => {
  for (const [language, heading, givenBy, onBehalfOf] of ANSWERS) {
    assert.deepEqual(readAnswerHeading(heading, language), {givenBy, onBehalfOf}, heading);
    assert.deepEqual(readAnswerHeading(heading, null), {givenBy, onBehalfOf}, heading);
    assert.equal(recogniseLanguage(heading), language, heading);
  }
  assert.equal(
    readAnswerHeading('Answer given by Ms O’Sullivan on behalf of the European Commission', 'en')?.givenBy,
    'Ms O’Sullivan',
    'names keep the apostrophe that is printed',
  );
});

test('lines that are no answer heading', () => {
  const lines = [
    'Answer in writing',
    'Answer given by Mr Dalli on behalf of the Commission to question E-009002/2011',
    'Answer given by Mr Dalli on behalf of the Commission: synthetic sentence',
    'Answer given by synthetic prose that goes on and closes with a full stop.',
    'Réponse écrite',
    'Svar',
    'Απάντηση/απαντήσεις',
    '3 February 2021',
    'P-000053/2021(ASW)',
    '',
  ];
  for (const line of lines) assert.equal(readAnswerHeading(line, null), null, line);
  assert.equal(readAnswerHeading('Antwort von Tonio Borg im Namen der Kommission', 'en'), null);
});

const ON_BEHALF: [Language, string, string][] = [
  ['bg', 'от името на групата PPE', 'групата PPE'],
  ['cs', 'za skupinu PPE', 'skupinu PPE'],
  ['da', 'for PPE-Gruppen', 'PPE-Gruppen'],
  ['da', 'for ENVI', 'ENVI'],
  ['de', 'im Namen der PPE-Fraktion', 'PPE-Fraktion'],
  ['de', 'im Namen des ENVI-Ausschusses', 'ENVI-Ausschusses'],
  [
    'et',
    'keskkonna-, rahvatervise ja toiduohutuse komisjoni nimel',
    'keskkonna-, rahvatervise ja toiduohutuse komisjoni',
  ],
  [
    'el',
    'εξ ονόματος της Επιτροπής Περιβάλλοντος, Δημόσιας Υγείας και Ασφάλειας των Τροφίμων',
    'Επιτροπής Περιβάλλοντος, Δημόσιας Υγείας και Ασφάλειας των Τροφίμων',
  ],
  [
    'en',
    'on behalf of the Committee on the Environment, Public Health and Food Safety',
    'Committee on the Environment, Public Health and Food Safety',
  ],
  ['en', 'on behalf of the PPE Group', 'PPE Group'],
  // The five groups of O-8-2019-000021; how a heading prints several is not known.
  [
    'en',
    'on behalf of the Group of the Alliance of Liberals and Democrats for Europe and the Europe of freedom and direct democracy Group and the Group of the Greens/European Free Alliance and the Confederal Group of the European United Left – Nordic Green Left and the Group of the Progressive Alliance of Socialists and Democrats in the European Parliament',
    'Group of the Alliance of Liberals and Democrats for Europe and the Europe of freedom and direct democracy Group and the Group of the Greens/European Free Alliance and the Confederal Group of the European United Left – Nordic Green Left and the Group of the Progressive Alliance of Socialists and Democrats in the European Parliament',
  ],
  ['fr', 'au nom du groupe PPE', 'groupe PPE'],
  [
    'hr',
    'u ime Odbora za okoliš, javno zdravlje i sigurnost hrane',
    'Odbora za okoliš, javno zdravlje i sigurnost hrane',
  ],
  ['lv', 'PPE grupas vārdā', 'PPE grupas'],
  ['lv', 'LIBE komitejas vārdā', 'LIBE komitejas'],
  ['lt', 'PPE frakcijos vardu', 'PPE frakcijos'],
  ['hu', 'a PPE képviselőcsoport nevében', 'PPE képviselőcsoport'],
  ['hu', 'az ENVI bizottság nevében', 'ENVI bizottság'],
  ['nl', 'namens de Commissie milieubeheer', 'Commissie milieubeheer'],
  ['pl', 'w imieniu grupy EFDD', 'grupy EFDD'],
  [
    'pt',
    'em nome da Comissão do Ambiente, da Saúde Pública e da Segurança Alimentar',
    'Comissão do Ambiente, da Saúde Pública e da Segurança Alimentar',
  ],
  ['sk', 'v mene skupiny S&D', 'skupiny S&D'],
  [
    'sk',
    'v mene Výboru pre životné prostredie, verejné zdravie a bezpečnosť potravín',
    'Výboru pre životné prostredie, verejné zdravie a bezpečnosť potravín',
  ],
  ['fi', 'PPE-ryhmän puolesta', 'PPE-ryhmän'],
  [
    'sv',
    'för utskottet för miljö, folkhälsa och livsmedelssäkerhet',
    'utskottet för miljö, folkhälsa och livsmedelssäkerhet',
  ],
  ['sv', 'för The Left-gruppen', 'The Left-gruppen'],
];

test('for whom a question is put', () => {
  for (const [language, line, body] of ON_BEHALF) {
    assert.equal(readOnBehalfOf(line, language), body, line);
    assert.equal(readOnBehalfOf(line, null), body, line);
  }
});

test('lines that say nothing of whom a question is put for', () => {
  const lines = [
    'Pavel Poc, Renate Sommer, Catherine Bearder',
    'On behalf of synthetic prose, it closes with a full stop.',
    'for dyr og planter',
    'för djur och växter',
    'Pavel Poc, PPE grupas vārdā',
    'Renate Sommer, PPE-ryhmän puolesta',
    '',
  ];
  for (const line of lines) assert.equal(readOnBehalfOf(line, null), null, line);
});

const DATES: [Language | null, string, string | null][] = [
  ['bg', '14 март 2019 г.', '2019-03-14'],
  ['es', '7 de mayo de 2001', '2001-05-07'],
  ['cs', '4. července 2012', '2012-07-04'],
  ['cs', '14. března 2019', '2019-03-14'],
  ['da', '20. juni 2007', '2007-06-20'],
  ['de', '28. Juni 2011', '2011-06-28'],
  ['de', '27. März 2019', '2019-03-27'],
  ['et', '14. märts 2019', '2019-03-14'],
  ['el', '20 Ιουνίου 2007', '2007-06-20'],
  ['en', '3 September 2020', '2020-09-03'],
  ['en', '11 February 2021', '2021-02-11'],
  ['fr', '1er mars 2019', '2019-03-01'],
  ['ga', '14 Márta 2019', '2019-03-14'],
  ['ga', '2 Meán Fómhair 2019', '2019-09-02'],
  ['hr', '14. ožujka 2019.', '2019-03-14'],
  ['it', '31 ottobre 2014', '2014-10-31'],
  ['lv', '2015. gada 21. septembris', '2015-09-21'],
  ['lt', '2019 m. kovo 14 d.', '2019-03-14'],
  ['hu', '2019. március 14.', '2019-03-14'],
  ['mt', '26 ta’ Novembru 2018', '2018-11-26'],
  ['nl', '14 maart 2019', '2019-03-14'],
  ['pl', '14 marca 2019', '2019-03-14'],
  ['pt', '6 de Julho de 2010', '2010-07-06'],
  ['pt', '1.º de março de 2019', '2019-03-01'],
  ['ro', '14 martie 2019', '2019-03-14'],
  ['sk', '24. januára 2020', '2020-01-24'],
  ['sl', '14. marec 2019', '2019-03-14'],
  ['fi', '14. maaliskuuta 2019', '2019-03-14'],
  ['sv', '24 januari 2020', '2020-01-24'],
  ['hr', '3. listopada 2019.', '2019-10-03'],
  ['pl', '3 listopada 2019', '2019-11-03'],
  ['cs', '3. listopadu 2019', '2019-11-03'],
  [null, '3 listopada 2019', null],
  ['en', '3 listopada 2019', null],
  ['fr', '3 September 2020', '2020-09-03'],
  [null, '14. mars 2019', '2019-03-14'],
  [null, '24\u00A0januari 2020', '2020-01-24'],
  [null, '14.3.2019', '2019-03-14'],
  ['en', '2.5.2014', '2014-05-02'],
  ['hr', '24/01/2020', '2020-01-24'],
  [null, '04-04-2024', '2024-04-04'],
  [null, '14. 3. 2019.', '2019-03-14'],
  [null, '29.2.2020', '2020-02-29'],
  [null, '29.2.2019', null],
  [null, '31.2.2019', null],
  ['en', '31 June 2020', null],
  [null, '3.13.2019', null],
  [null, '0.1.2019', null],
  [null, '14.3/2019', null],
  [null, '14.3.19', null],
  ['en', '3 Septembre 202', null],
  ['en', 'on 3 September 2020', null],
  ['en', '3 September 2020 synthetic', null],
  ['en', '(3 September 2020)', null],
  ['en', 'September 2020', null],
  [null, 'PV 11/02/2020 - 17', null],
  [null, 'E-000010/2020', null],
  [null, '', null],
];

test('dates as printed', () => {
  for (const [language, text, date] of DATES)
    assert.equal(readDate(text, language), date, `${language}: ${text}`);
});

test('each language has twelve months, and its own forms read as themselves', () => {
  for (const language of LANGUAGE_CODES) {
    const {months}: Words = LEXICON[language];
    assert.equal(months.length, 12, language);
    for (const [index, forms] of months.entries()) {
      for (const form of forms) {
        const date = `2019-${String(index + 1).padStart(2, '0')}-14`;
        assert.equal(readDate(`14 ${form} 2019`, language), date, `${language}: ${form}`);
      }
    }
  }
});

const LABELS: [
  Language,
  Exclude<keyof Words, 'addressees' | 'months' | 'onBehalfOf' | 'answerHeadings'>,
  string[],
][] = [
  ['cs', 'subject', ['Předmět']],
  ['da', 'subject', ['Om']],
  ['el', 'subject', ['Θέμα']],
  ['fr', 'subject', ['Objet']],
  ['hu', 'subject', ['Tárgy']],
  ['lv', 'subject', ['Temats']],
  ['mt', 'subject', ['Suġġett']],
  ['sk', 'subject', ['Vec']],
  ['da', 'answerMarkers', ['Svar']],
  ['de', 'answerMarkers', ['Schriftliche Antwort']],
  ['el', 'answerMarkers', ['Απάντηση/απαντήσεις']],
  ['en', 'answerMarkers', ['Answer in writing', 'Answer in plenary']],
  ['it', 'answerMarkers', ['Risposta in Aula']],
  ['nl', 'answerMarkers', ['Schriftelijk antwoord', 'Antwoord plenaire']],
  ['sk', 'answerMarkers', ['Odpoveď v pléne']],
  ['sv', 'answerMarkers', ['Skriftligt svar', 'Svar i kammaren', 'Svar']],
  ['da', 'questionReference', ['Forespørgslens reference']],
  ['en', 'questionReference', ['Question reference']],
  ['it', 'questionReference', ["Riferimento dell'interrogazione"]],
  ['da', 'originalLanguage', ['Forespørgslens originalsprog']],
  ['de', 'originalLanguage', ['Originalsprache der Anfrage']],
  ['sv', 'originalLanguage', ['Frågans originalspråk']],
  ['cs', 'lastUpdated', ['Poslední aktualizace']],
  ['lv', 'lastUpdated', ['Pēdējā atjaunošana']],
  ['hr', 'submitted', ['Podneseno']],
  ['cs', 'legalNotice', ['Právní upozornění']],
  ['it', 'legalNotice', ['Note legali', 'Avviso legale']],
  ['cs', 'officialJournal', ['Úř. věst.']],
  ['da', 'officialJournal', ['EFT']],
  ['fi', 'officialJournal', ['EYVL']],
  ['mt', 'officialJournal', ['ĠU']],
  ['da', 'pageTitles', ['Parlamentariske forespørgsler og spørgsmål']],
  ['pl', 'pageTitles', ['Interpelacje', 'Pytanie poselskie']],
  ['de', 'supporters', ['Unterstützer']],
  ['en', 'supporters', ['Supporter', 'Supporters']],
  ['sl', 'and', ['in']],
  ['fr', 'notAvailable', ["Ce document n'est pas disponible dans votre langue"]],
];

test('labels that pages and files have shown', () => {
  for (const [language, label, words] of LABELS) {
    const known: Words = LEXICON[language];
    for (const word of words) assert.ok(known[label].includes(word), `${language} ${label}: ${word}`);
  }
});

test('every word is folded and bare: no colon, no typographic apostrophe, no space at its ends', () => {
  for (const language of LANGUAGE_CODES) {
    const {addressees, months, onBehalfOf, answerHeadings, prepositions, ...labels}: Words =
      LEXICON[language];
    for (const word of [...Object.values(labels), ...months].flat()) {
      assert.equal(word, foldText(word), `${language}: ${word}`);
      assert.doesNotMatch(word, /:|^$/, `${language}: ${word}`);
    }
    for (const preposition of prepositions) assert.equal(preposition.toLowerCase(), preposition);
    for (const pattern of [...addressees.map(([, code]) => code), ...onBehalfOf, ...answerHeadings]) {
      assert.ok(pattern.unicode && !pattern.global && !pattern.sticky, `${language}: ${pattern}`);
    }
    for (const pattern of onBehalfOf) assert.match(pattern.source, /^\^.*\(\?<body>.*\$$/);
    for (const pattern of answerHeadings) assert.match(pattern.source, /^\^.*\$$/);
  }
});

const corpus = findCorpus('427 printed headings, addressees of 146 Word files');

if (corpus !== null) {
  testHeadings(`${corpus}opendata/`);
  testWordFiles(`${corpus}docx-2015/`);
}

function testHeadings(directory: string): void {
  test('427 printed headings of 2022 tell their language and their addressee', () => {
    const codes: Record<string, AddresseeCode> = {
      'org/COM': 'COM',
      'org/CONSIL': 'CONSIL',
      'org/HRUFASP': 'VPHR',
    };
    const headings = readFileSync(`${directory}headings.jsonl`, 'utf8').trim().split('\n');
    assert.equal(headings.length, 427);
    const labels = new Set<string>();
    for (const line of headings) {
      const {id, language, heading} = JSON.parse(line) as {id: string; language: Language; heading: string[]};
      const [kind = '', addressee = ''] = heading;
      assert.equal(recogniseLanguage(kind), language, kind);
      const question = JSON.parse(readFileSync(`${directory}v2/${id}.json`, 'utf8')) as {
        workHadParticipation: {participation_role: string; had_participant_organization?: string[]}[];
      };
      const raw = question.workHadParticipation
        .filter(({participation_role}) => participation_role.endsWith('/ADDRESSEE'))
        .flatMap(({had_participant_organization}) => had_participant_organization ?? []);
      assert.equal(raw.length, 1, id);
      for (const given of [language, null]) {
        const {code, label} = addresseeOf(addressee, given);
        assert.equal(code, codes[raw[0] ?? ''], `${id} ${addressee}`);
        assert.ok(addressee.includes(label) && label !== '');
      }
      labels.add(addressee);
    }
    assert.ok(labels.size > 30);
  });
}

function testWordFiles(directory: string): void {
  test('addressees of the Word files of 2015', () => {
    const facts = JSON.parse(readFileSync(`${directory}facts.json`, 'utf8')) as Record<
      string,
      {addresseeLine: string}
    >;
    const count: Record<string, number> = {};
    for (const {addresseeLine} of Object.values(facts)) {
      const {code} = addresseeOf(addresseeLine, 'en');
      count[code ?? 'unknown'] = (count[code ?? 'unknown'] ?? 0) + 1;
    }
    assert.deepEqual(count, {COM: 127, VPHR: 13, CONSIL: 5, PEC: 1});
  });
}
