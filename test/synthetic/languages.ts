import type {Language} from '../../src/language.ts';
import {LEXICON} from '../../src/lexicon.ts';
import type {SyntheticAnswer, SyntheticQuestion} from './documents.ts';

// To whom, and the rule, as headings of 2022 print them (the Latvian rule is our own); and the answer's heading, with a
// name of our own.
const HEADINGS: Readonly<Record<Language, readonly [addressee: string, rule: string, answer: string]>> = {
  bg: [
    'до Комисията',
    'Член 138 от Правилника за дейността',
    'Отговор, даден от г-н Sample от името на Комисията',
  ],
  es: [
    'a la Comisión',
    'Artículo 138 del Reglamento interno',
    'Respuesta del Sr. Sample en nombre de la Comisión',
  ],
  cs: ['Komisi ', 'článek 138 jednacího řádu', 'Odpověď Johna Samplea jménem Komise'],
  da: [
    'til Kommissionen',
    'jf. forretningsordenens artikel 138',
    'Svar afgivet på Kommissionens vegne af John Sample',
  ],
  de: [
    'an die Kommission',
    'Artikel\u00a0138 der Geschäftsordnung',
    'Antwort von Herrn Sample im Namen der Kommission',
  ],
  et: ['komisjonile ', 'Kodukorra artikkel 138', 'John Sample vastus komisjoni nimel'],
  el: ['προς την Επιτροπή', 'Άρθρο 138 του Κανονισμού', 'Απάντηση του κ. Sample εξ ονόματος της Επιτροπής'],
  en: ['to the Commission', 'Rule 138', 'Answer given by Mr Sample on behalf of the Commission'],
  fr: [
    'à la Commission',
    'Article 138 du règlement intérieur',
    'Réponse donnée par M. Sample au nom de la Commission',
  ],
  ga: ['ar an gCoimisiún', 'Riail 138', 'Freagra ó John Sample thar ceann an Choimisiúin'],
  hr: ['upućeno Komisiji', 'Članak 138. Poslovnika', 'Odgovor g. Samplea u ime Komisije'],
  it: [
    'alla Commissione',
    'Articolo 138 del regolamento',
    'Risposta di John Sample a nome della Commissione',
  ],
  lv: ['Komisijai', 'Reglamenta 138. pants', 'John Sample atbilde Komisijas vārdā'],
  lt: ['Komisijai ', 'Darbo tvarkos taisyklių 138 straipsnis', 'John Sample atsakymas Komisijos vardu'],
  hu: ['a Bizottság számára', 'az eljárási szabályzat 138. cikke', 'John Sample válasza a Bizottság nevében'],
  mt: [
    'lill-Kummissjoni ',
    'Artikolu 138 tar-Regoli ta’ Proċedura',
    "Tweġiba mogħtija minn Sample f'isem il-Kummissjoni",
  ],
  nl: [
    'aan de Commissie',
    'Artikel 138 van het Reglement',
    'Antwoord van de heer Sample namens de Commissie',
  ],
  pl: ['do Komisji', 'Art. 138 Regulaminu', 'Odpowiedź udzielona przez Johna Sample w imieniu Komisji'],
  pt: ['à Comissão', 'Artigo 138.º do Regimento', 'Resposta dada por John Sample em nome da Comissão'],
  ro: [
    'adresată Comisiei',
    'Articolul 138 din Regulamentul de procedură',
    'Răspuns dat de dl Sample în numele Comisiei',
  ],
  sk: ['Komisii ', 'článok 138 rokovacieho poriadku', 'Odpoveď Johna Samplea v mene Komisie'],
  sl: ['Komisiji', 'Člen 138 Poslovnika', 'Odgovor Johna Sampla v imenu Komisije'],
  fi: [
    'komissiolle ',
    'työjärjestyksen 138 artikla',
    'John Samplen Euroopan komission puolesta antama vastaus',
  ],
  sv: ['till kommissionen', 'Artikel 138 i arbetsordningen', 'Svar från John Sample på kommissionens vägnar'],
};

/**
 * A question in any language, with what makes reading hard: lines that wrap at hyphens, marks at words and figures,
 * two notes, numbered items, quotes. Its words are the language's months: no sentence of anybody's.
 */
export function questionIn(language: Language): SyntheticQuestion {
  const months = LEXICON[language].months.map(([month = '']) =>
    month.replace(/^\p{Ll}/u, first => first.toUpperCase()),
  );
  const words = months.join(' ');
  const [addressee, rule] = HEADINGS[language];
  const [submitted] = LEXICON[language].submitted;
  return {
    id: 'E-9-2022-000999',
    number: 'E-000999/2022',
    date: '2022-01-20',
    printedDate: {[language]: '20.1.2022'},
    submitted: submitted === undefined ? null : `${submitted}: 20.1.2022`,
    originalLanguage: language === 'en' ? 'fr' : language,
    authorIds: [],
    addressee: 'org/COM',
    pe: 'PE703.999',
    workType: 'QUESTION_WRITTEN',
    procedureBox: {},
    versions: [
      {
        language,
        subject: `‘${months[0]}’ – ${words} — l’${months[1]}`,
        heading: [
          `${LEXICON[language].kinds[0]} E-000999/2022`,
          addressee,
          rule,
          "Sophia in 't Veld (Renew), Anne-Sophie Pelletier (The Left), Ioan-Rareş Bogdan (PPE), Hans-Olaf Henkel (Verts/ALE)",
        ],
        body: [
          `${words}⟨1⟩ ${months.join('-')} ${words} ‘${months[2]}’ « ${months[3]} » 400\u00a0000⟨2⟩ EUR.`,
          `${months[4]} 12(1) ${months.join(', ')}:`,
          `1. ${words} ${words}?`,
          `2. ${months[5]}’${months[6]} ${months[7]}?`,
          `3. ${months.join('-')} ${months.join('-')} ${months.join('-')}?`,
        ],
        footnotes: [
          'https://example.org/a-synthetic-note-whose-address-is-too-long-for-a-line-of-a-file/?and=it&goes=on-and-on-and-on-to-its-end',
          `${months[8]} ${months[9]}, ${months[10]} 1.1.2022.`,
        ],
        lastUpdated: '31.1.2022',
      },
    ],
  };
}

/** An answer to `questionIn`, in the same manner. */
export function answerIn(language: Language): SyntheticAnswer {
  const {versions} = questionIn(language);
  return {
    id: 'E-9-2022-000999-ASW',
    number: 'E-000999/2022',
    answersTo: ['E-9-2022-000999'],
    date: '2022-03-20',
    printedDate: '20.3.2022',
    creator: 'org/EU_COMMISSION',
    versions: versions.map(({body, footnotes, lastUpdated}) => ({
      language,
      heading: [HEADINGS[language][2]],
      body,
      footnotes,
      lastUpdated,
    })),
  };
}
