import type {Language} from './language.ts';
import type {LayoutName} from './question.ts';

/** A value that is not known, but must be there. */
export const ANYTHING = Symbol('anything');

/** What a field must show. */
export type Expected = string | number | readonly string[] | typeof ANYTHING;

/** What a document must show, by field; addressees by their code. What is not named is not looked at. */
export type Facts = Readonly<Record<string, Expected>>;

/** A question whose facts are known, by which a change of the site is noticed. */
export interface Canary {
  id: string;
  /** why it is here, for people */
  covers: string;
  /** of the question, in every language and wherever they are shown */
  question: Facts;
  /** its answer, which may bear another question's number; `null` where none is looked at */
  answer: {id: string; facts: Facts} | null;
  /** the language versions that are looked at, and what differs between them */
  languages: Readonly<Partial<Record<Language, {question: Facts; answer?: Facts}>>>;
  /** of the question, in documents of these layouts alone, or in the open data */
  only?: Readonly<Partial<Record<LayoutName | 'opendata', Facts>>>;
}

const COMMISSION: Facts = {givenBy: ANYTHING, onBehalfOf: 'European Commission'};

/**
 * The canaries: between them every kind of question, layout and form of file that a question's id leads to. Question time
 * and the Official Journal are none of these: their pages are read where they are given by hand.
 *
 * Facts only: numbers, dates, names, titles, as pages, files, official lists and records of the open data showed them; in
 * languages whose labels documents have shown. Unproven: the interpellations, of which only rows of official lists are
 * known; that the redesign shows the date and "Last updated" of every question, which readers of its text often lose.
 */
export const CANARIES: readonly Canary[] = [
  {
    id: 'E-9-2019-003068',
    covers: 'a written question to the Commission, its answer, an original in Italian',
    question: {
      number: 'E-003068/2019',
      date: '2019-10-02',
      rule: '138',
      addressees: 'COM',
      authors: ['Mara Bizzotto (ID)', 'Anna Bonfrisco (ID)'],
    },
    answer: {id: 'E-9-2019-003068-ASW', facts: {date: '2019-12-18', givenBy: ANYTHING}},
    languages: {
      en: {
        question: {subject: 'Safe City project in Serbia — China penetrating into Europe'},
        answer: COMMISSION,
      },
      it: {question: {subject: ANYTHING}},
    },
    only: {opendata: {pe: 'PE641.917'}},
  },
  {
    id: 'E-10-2026-000002',
    covers: 'the files of today, with the day of tabling below the text',
    question: {
      number: 'E-000002/2026',
      date: '2026-01-02',
      rule: '144',
      addressees: 'COM',
      authors: ['Alexander Jungbluth (ESN)'],
    },
    answer: {id: 'E-10-2026-000002-ASW', facts: {date: '2026-02-20', givenBy: ANYTHING}},
    languages: {
      en: {
        question: {
          subject:
            'Enquiries regarding EU funding for the Digital Freedom Fund and grants to the Gesellschaft für Freiheitsrechte',
        },
        answer: {givenBy: 'Mr McGrath', onBehalfOf: 'European Commission'},
      },
      de: {
        question: {
          subject:
            'Nachfragen zur Förderung des Digital Freedom Funds (DFF) aus EU-Mitteln und den Zuwendungen an die Gesellschaft für Freiheitsrechte e.V. (GFF)',
        },
      },
    },
    only: {
      opendata: {pe: 'PE782.726', originalLanguage: 'de'},
      pdf: {pe: 'PE782.726', submitted: '2026-01-02'},
    },
  },
  {
    id: 'P-9-2022-000026',
    covers: 'a priority question, and an answer to it and to another',
    question: {
      number: 'P-000026/2022',
      date: '2022-01-05',
      rule: '138',
      addressees: 'COM',
      authors: ['Hilde Vautmans (Renew)'],
    },
    answer: {
      id: 'P-9-2022-000026-ASW',
      facts: {date: '2022-02-25', givenBy: ANYTHING, questions: ['E-000030/2022', 'P-000026/2022']},
    },
    languages: {
      en: {
        question: {subject: 'Measures to prevent ghost flights due to COVID pandemic'},
        answer: COMMISSION,
      },
    },
    only: {opendata: {pe: 'PE703.786'}},
  },
  {
    id: 'E-9-2022-000030',
    covers: "a question answered under another one's number",
    question: {
      number: 'E-000030/2022',
      date: '2022-01-05',
      rule: '138',
      addressees: 'COM',
      authors: ['Olivier Chastel (Renew)'],
    },
    answer: {id: 'P-9-2022-000026-ASW', facts: {date: '2022-02-25', givenBy: ANYTHING}},
    languages: {
      en: {
        question: {
          subject:
            'Council Regulation (EEC) No 95/93 of 18 January 1993 on common rules for the allocation of slots at Community airports',
        },
        answer: COMMISSION,
      },
    },
    only: {opendata: {pe: 'PE703.790'}},
  },
  {
    id: 'E-9-2022-000006',
    covers: 'a question to the Vice-President / High Representative',
    question: {
      number: 'E-000006/2022',
      date: '2022-01-03',
      rule: '138',
      addressees: 'VPHR',
      authors: ['Olivier Chastel (Renew)'],
    },
    answer: {id: 'E-9-2022-000006-ASW', facts: {date: '2022-06-22', givenBy: ANYTHING}},
    languages: {
      en: {
        question: {
          subject: 'Russia-US dialogue: The situation at the Ukrainian border and European security',
        },
        answer: COMMISSION,
      },
    },
    only: {opendata: {pe: 'PE700.952'}},
  },
  {
    id: 'E-9-2022-000220',
    covers: 'a question to the Council in five languages, and its reply',
    question: {
      number: 'E-000220/2022',
      date: '2022-01-18',
      rule: '138',
      addressees: 'CONSIL',
      authors: ANYTHING,
    },
    answer: {id: 'E-9-2022-000220-ASW', facts: {date: '2022-04-05'}},
    languages: {
      en: {question: {subject: 'Reduced VAT rates for animal products'}},
      it: {question: {subject: 'Aliquote IVA ridotte per i prodotti di origine animale'}},
    },
    only: {opendata: {pe: 'PE704.487'}},
  },
  {
    id: 'O-9-2020-000010',
    covers: 'an oral question with its procedure, of authors who act for a committee',
    question: {
      number: 'O-000010/2020',
      date: '2020-01-24',
      rule: '136',
      addressees: 'CONSIL',
      authors: [
        'Stanislav Polčák',
        'Sylwia Spurek',
        'Martin Hojsík',
        'Alexandra Louise Rosenfield Phillips',
        'Jadwiga Wiśniewska',
        'Anja Hazekamp',
        'Eleonora Evi',
      ],
      procedures: ['2019/2814(RSP)'],
    },
    answer: null,
    languages: {
      en: {
        question: {
          subject:
            'Protecting the EU’s internal market and consumer rights against the negative implications of the illegal trade in companion animals',
          'authors.onBehalfOf': ['Committee on the Environment, Public Health and Food Safety'],
        },
      },
    },
  },
  {
    id: 'O-8-2019-000023',
    covers: 'an oral question of many authors',
    question: {
      number: 'O-000023/2019',
      date: '2019-03-14',
      rule: '128',
      addressees: 'COM',
      authors: ANYTHING,
    },
    answer: null,
    languages: {
      de: {
        question: {
          subject:
            'Schutz des EU-Binnenmarkts und der Verbraucherrechte vor den negativen Auswirkungen des illegalen Handels mit Heimtieren',
        },
      },
      it: {
        question: {
          subject:
            "Protezione del mercato interno e dei diritti dei consumatori dell'Unione europea dalle ripercussioni negative del commercio illegale di animali da compagnia",
        },
      },
    },
  },
  {
    id: 'E-8-2019-001518',
    covers: 'a page of the classic layout in German, with every line at its foot',
    question: {
      number: 'E-001518/2019',
      date: '2019-03-27',
      rule: '130',
      addressees: 'COM',
      authors: ['Pascal Arimont (PPE)'],
    },
    answer: {id: 'E-8-2019-001518-ASW', facts: {givenBy: ANYTHING}},
    languages: {
      de: {question: {subject: 'Umgang mit streunenden Hunden in Rumänien'}},
      en: {question: {subject: 'Dealing with stray dogs in Romania'}},
    },
    only: {opendata: {pe: 'PE636.905'}, classic: {lastUpdated: ANYTHING}},
  },
  {
    id: 'E-8-2019-000996',
    covers: 'a page of the classic layout that names the original language',
    question: {
      number: 'E-000996/2019',
      date: '2019-02-26',
      rule: '130',
      addressees: 'COM',
      authors: ['Henna Virkkunen (PPE)'],
    },
    answer: {id: 'E-8-2019-000996-ASW', facts: {givenBy: ANYTHING}},
    languages: {en: {question: {subject: 'Closing down illegal puppy farms'}}},
    only: {opendata: {pe: 'PE635.674'}, classic: {originalLanguage: ANYTHING}},
  },
  {
    id: 'E-9-2020-004819',
    covers: 'the last pages of the classic layout',
    question: {
      number: 'E-004819/2020',
      date: '2020-09-03',
      rule: '138',
      addressees: 'COM',
      authors: ['Elżbieta Kruk (ECR)'],
    },
    answer: {id: 'E-9-2020-004819-ASW', facts: {givenBy: ANYTHING}},
    languages: {en: {question: {subject: ANYTHING}}},
    only: {classic: {lastUpdated: ANYTHING}},
  },
  {
    id: 'E-8-2015-014649',
    covers: 'a tagged file of 2015, of a revised question',
    question: {
      number: 'E-014649/2015',
      rule: '130',
      addressees: 'COM',
      authors: ['Mara Bizzotto (ENF)'],
    },
    answer: null,
    languages: {
      en: {question: {subject: 'An unprecedented migration crisis - social order in the EU at stake'}},
    },
    only: {pdf: {revision: 1, pe: 'PE571.945'}},
  },
  {
    id: 'E-10-2025-001643',
    covers: 'a page that names supporters, and its day of tabling at the foot',
    question: {number: 'E-001643/2025', rule: '144', authors: ANYTHING, subject: ANYTHING},
    answer: null,
    languages: {en: {question: {}}},
    only: {redesign: {supporters: ANYTHING, submitted: ANYTHING}},
  },
  {
    id: 'G-9-2022-001001',
    covers: 'a major interpellation',
    question: {number: 'G-001001/2022', date: '2022-10-02', authors: ANYTHING},
    answer: null,
    languages: {en: {question: {subject: 'Attacks on critical energy infrastructure'}}},
    only: {opendata: {pe: 'PE737.074'}},
  },
  {
    id: 'K-8-2019-000001',
    covers: 'a minor interpellation, and its answer',
    question: {number: 'K-000001/2019', date: '2019-01-24', authors: ANYTHING},
    answer: {id: 'K-8-2019-000001-ASW', facts: {}},
    languages: {en: {question: {subject: ANYTHING}}},
    only: {opendata: {pe: 'PE606.807'}},
  },
];
