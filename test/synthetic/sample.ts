import type {SyntheticAnswer, SyntheticQuestion} from './documents.ts';

/**
 * The questions of the sample archive. Numbers, names, dates, titles and headings are Parliament's; every sentence of
 * the texts, and the titles of versions that no source at hand gives, are ours: synthetic.
 */

export const SAFE_CITY: SyntheticQuestion = {
  id: 'E-9-2019-003068',
  number: 'E-003068/2019',
  date: '2019-10-02',
  printedDate: {en: '2 October 2019', it: '2 ottobre 2019'},
  submitted: null,
  originalLanguage: 'it',
  authorIds: [97198, 197788],
  addressee: 'org/COM',
  pe: 'PE641.917',
  workType: 'QUESTION_WRITTEN',
  procedureBox: {},
  versions: [
    {
      language: 'en',
      subject: 'Safe City project in Serbia — China penetrating into Europe',
      heading: [
        'Question for written answer E-003068-19',
        'to the Commission',
        'Rule 138',
        'Mara Bizzotto (ID), Anna Bonfrisco (ID)',
      ],
      body: [
        'This paragraph was written for a sample: it stands where a Member sets out the facts, such as 400 000 cameras⟨1⟩ or a well-known cross-border network.',
        'In the light of this sample, can the Commission say:',
        '1. whether the first numbered item of the sample is read as an item;',
        '2. what it makes of a second one, which is long enough to run over the end of a line in a file and must come out as one sentence?',
      ],
      footnotes: ['https://example.org/a-synthetic-note'],
      lastUpdated: '18 October 2019',
    },
    {
      language: 'it',
      subject: 'Progetto Safe City in Serbia — la penetrazione cinese in Europa',
      heading: [
        'Interrogazione con richiesta di risposta scritta E-003068-19',
        'alla Commissione',
        'Articolo 138 del regolamento',
        'Mara Bizzotto (ID), Anna Bonfrisco (ID)',
      ],
      body: [
        'Questo paragrafo è stato scritto per un esempio: sta dove un deputato espone i fatti, come 400 000 telecamere⟨1⟩ o una rete ben nota.',
        "Alla luce dell'esempio, può la Commissione dire:",
        "1. se il primo punto numerato dell'esempio viene letto come tale;",
        '2. che cosa pensa di un secondo punto, abbastanza lungo da superare la fine di una riga in un file?',
      ],
      footnotes: ['https://example.org/a-synthetic-note'],
      lastUpdated: '18 ottobre 2019',
    },
  ],
};

export const SAFE_CITY_ANSWER: SyntheticAnswer = {
  id: 'E-9-2019-003068-ASW',
  number: 'E-003068/2019',
  answersTo: ['E-9-2019-003068'],
  date: '2019-12-18',
  printedDate: '18.12.2019',
  creator: 'org/EU_COMMISSION',
  versions: [
    {
      language: 'en',
      heading: ['Answer given by Mr Sample', 'on behalf of the European Commission'],
      body: [
        '1. This answer was written for a sample⟨1⟩ and says nothing of the matter.',
        'It has a second paragraph.',
        '2. The second item is answered, too.',
      ],
      footnotes: ['OJ L 1, 1.1.2019, p. 1, as an example.'],
      lastUpdated: '20 December 2019',
    },
    {
      language: 'it',
      heading: ['Risposta di Mr Sample', 'a nome della Commissione europea'],
      body: [
        '1. Questa risposta è stata scritta per un esempio⟨1⟩ e non dice nulla della questione.',
        'Ha un secondo paragrafo.',
        '2. Anche al secondo punto si risponde.',
      ],
      footnotes: ["GU L 1 dell'1.1.2019, pag. 1, come esempio."],
      lastUpdated: '20 dicembre 2019',
    },
  ],
};

const PETS = [
  'Stanislav Polčák, Sylwia Spurek, Martin Hojsík, Alexandra Louise Rosenfield Phillips, Jadwiga Wiśniewska, Anja Hazekamp, Eleonora Evi',
];

export const PET_TRADE: SyntheticQuestion = {
  id: 'O-9-2020-000010',
  number: 'O-000010/2020',
  date: '2020-01-24',
  printedDate: {en: '24 January 2020', sk: '24. januára 2020'},
  submitted: null,
  originalLanguage: null,
  authorIds: [124779, 125023, 197550, 197770],
  addressee: 'org/CONSIL',
  pe: null,
  workType: 'QUESTION_ORAL',
  procedureBox: {
    en: [
      'Procedure : 2019/2814(RSP)',
      'Document stages in plenary',
      'Document selected :',
      'O-000010/2020',
      'Texts tabled :',
      'O-000010/2020 (B9-0003/2020)',
      'Debates :',
      'PV 11/02/2020 - 17',
      'CRE 11/02/2020 - 17',
      'Votes :',
      'Texts adopted :',
    ],
    sk: [
      'Postup : 2019/2814(RSP)',
      'Postup v rámci schôdze',
      'Postup dokumentu : O-000010/2020',
      'Predkladané texty :',
      'O-000010/2020 (B9-0003/2020)',
      'Rozpravy :',
      'PV 11/02/2020 - 17',
      'CRE 11/02/2020 - 17',
      'Hlasovanie :',
      'Prijaté texty :',
    ],
  },
  versions: [
    {
      language: 'en',
      subject:
        'Protecting the EU’s internal market and consumer rights against the negative implications of the illegal trade in companion animals',
      heading: [
        'Question for oral answer  O-000010/2020',
        'to the Council',
        'Rule 136',
        ...PETS,
        'on behalf of the Committee on the Environment, Public Health and Food Safety',
      ],
      body: [
        'This paragraph of an oral question was written for a sample.',
        'What does the Council intend to do about it?',
      ],
      footnotes: [],
      lastUpdated: '27 January 2020',
    },
    {
      language: 'sk',
      subject:
        'Ochrana vnútorného trhu EÚ a práv spotrebiteľa pred negatívnymi dôsledkami nezákonného obchodovania so spoločenskými zvieratami',
      heading: [
        'Otázka na ústne zodpovedanie  O-000010/2020',
        'Rade',
        'článok 136 rokovacieho poriadku',
        ...PETS,
        'v mene Výboru pre životné prostredie, verejné zdravie a bezpečnosť potravín',
      ],
      body: ['Tento odsek otázky bol napísaný ako príklad.', 'Čo s tým Rada mieni urobiť?'],
      footnotes: [],
      lastUpdated: '27. januára 2020',
    },
  ],
};

export const GHOST_FLIGHTS: SyntheticQuestion = {
  id: 'P-9-2022-000026',
  number: 'P-000026/2022',
  date: '2022-01-05',
  printedDate: {en: '5 January 2022', nl: '5 januari 2022'},
  submitted: 'Submitted: 5.1.2022',
  originalLanguage: null,
  authorIds: [130100],
  addressee: 'org/COM',
  pe: 'PE703.786',
  workType: 'QUESTION_WRITTEN_PRIORITY',
  procedureBox: {},
  versions: [
    {
      language: 'en',
      subject: 'Measures to prevent ghost flights due to COVID pandemic',
      heading: [
        'Priority question for written answer P-000026/2022',
        'to the Commission',
        'Rule 138',
        'Hilde Vautmans (Renew)',
      ],
      body: [
        'This paragraph of a priority question was written for a sample.',
        '1. Is the first item read?',
        '2. Is the second?',
      ],
      footnotes: [],
      lastUpdated: '11 January 2022',
    },
    {
      language: 'nl',
      subject: 'Een titel in het Nederlands, als voorbeeld geschreven',
      heading: [
        'Prioritaire vraag met verzoek om schriftelijk antwoord P-000026/2022',
        'aan de Commissie',
        'Artikel 138 van het Reglement',
        'Hilde Vautmans (Renew)',
      ],
      body: [
        'Deze alinea werd als voorbeeld geschreven.',
        '1. Wordt het eerste punt gelezen?',
        '2. En het tweede?',
      ],
      footnotes: [],
      lastUpdated: '11 januari 2022',
    },
  ],
};

export const GHOST_FLIGHTS_ANSWER: SyntheticAnswer = {
  id: 'P-9-2022-000026-ASW',
  number: 'P-000026/2022',
  answersTo: ['P-9-2022-000026', 'E-9-2022-000030'],
  date: '2022-02-25',
  printedDate: '25.2.2022',
  creator: 'org/EU_COMMISSION',
  versions: [
    {
      language: 'en',
      heading: ['Answer given by Ms Sample', 'on behalf of the European Commission'],
      body: ['This joint answer was written for a sample⟨1⟩.', 'It answers two questions.'],
      footnotes: ['https://example.org/another-synthetic-note'],
      lastUpdated: '28 February 2022',
    },
    {
      language: 'nl',
      heading: ['Antwoord van mevrouw Sample', 'namens de Europese Commissie'],
      body: ['Dit gezamenlijke antwoord werd als voorbeeld geschreven⟨1⟩.', 'Het beantwoordt twee vragen.'],
      footnotes: ['https://example.org/another-synthetic-note'],
      lastUpdated: '28 februari 2022',
    },
  ],
};

export const CHALLENGED: SyntheticQuestion = {
  id: 'E-10-2026-000002',
  number: 'E-000002/2026',
  date: '2026-01-02',
  printedDate: {},
  submitted: 'Submitted: 2.1.2026',
  originalLanguage: 'de',
  authorIds: [256941],
  addressee: 'org/COM',
  pe: 'PE782.726',
  workType: 'QUESTION_WRITTEN',
  procedureBox: {},
  versions: [
    {
      language: 'en',
      subject:
        'Enquiries regarding EU funding for the Digital Freedom Fund and grants to the  Gesellschaft für Freiheitsrechte',
      heading: [
        'Question for written answer E-000002/2026',
        'to the Commission',
        'Rule 144',
        'Alexander Jungbluth (ESN)',
      ],
      body: [
        'This paragraph was written for a sample: its page is challenged, and its text comes from the file. A sum of EUR 400 000⟨1⟩ for an example stands here, so that a mark must be told from digits.',
        '1. Is the first item of the sample read?',
        '2. Is the second one, although its words run over the end of the line as those of a long question do?',
      ],
      footnotes: ['https://example.org/a-note-of-2026'],
      lastUpdated: null,
    },
    {
      language: 'de',
      subject:
        'Nachfragen zur Förderung des Digital Freedom Funds (DFF) aus EU-Mitteln und den Zuwendungen an die Gesellschaft für Freiheitsrechte e.V. (GFF)',
      heading: [
        'Anfrage zur schriftlichen Beantwortung E-000002/2026',
        'an die Kommission',
        'Artikel 144 der Geschäftsordnung',
        'Alexander Jungbluth (ESN)',
      ],
      body: [
        'Dieser Absatz wurde als Beispiel geschrieben; eine Summe von 400 000⟨1⟩ EUR steht darin.',
        '1. Wird der erste Punkt gelesen?',
        '2. Und der zweite?',
      ],
      footnotes: ['https://example.org/a-note-of-2026'],
      lastUpdated: null,
    },
  ],
};

export const CHALLENGED_ANSWER: SyntheticAnswer = {
  id: 'E-10-2026-000002-ASW',
  number: 'E-000002/2026',
  answersTo: ['E-10-2026-000002'],
  date: '2026-02-20',
  printedDate: '20.2.2026',
  creator: 'org/EU_COMMISSION',
  versions: [
    {
      language: 'en',
      heading: ['Answer given by Mr McGrath', 'on behalf of the European Commission'],
      body: ['This answer was written for a sample⟨1⟩.', 'Its second paragraph ends it.'],
      footnotes: ['Regulation (EU, Euratom) 2024/2509, as an example.'],
      lastUpdated: null,
    },
    {
      language: 'de',
      heading: ['Antwort von Herrn McGrath', 'im Namen der Europäischen Kommission'],
      body: ['Diese Antwort wurde als Beispiel geschrieben⟨1⟩.', 'Ihr zweiter Absatz beschließt sie.'],
      footnotes: ['Verordnung (EU, Euratom) 2024/2509, als Beispiel.'],
      lastUpdated: null,
    },
  ],
};
