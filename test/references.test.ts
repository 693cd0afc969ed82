import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ACT_WORDS, type ActWords} from '../src/act-words.ts';
import {readCitedAddress} from '../src/cited-address.ts';
import {LANGUAGE_CODES, type Language} from '../src/language.ts';
import {LEXICON} from '../src/lexicon.ts';
import type {ReferenceKind} from '../src/question.ts';
import {findReferences} from '../src/references.ts';

type Row = [text: string, ...found: [kind: ReferenceKind, printed: string, normal: string | null][]];

function check([text, ...found]: Row, language: Language | null): void {
  assert.deepEqual(
    findReferences(text, language).map(({kind, printed, normal}) => [kind, printed, normal]),
    found,
    text,
  );
}

// Printed in files of 2015 and in titles of 2019 to 2024, unless a comment says otherwise.
const REAL: Row[] = [
  // questions
  ['Question E-8400/2010', ['question', 'E-8400/2010', 'E-8400/2010']],
  ['Written Question E‑003789/2010', ['question', 'E‑003789/2010', 'E-3789/2010']],
  ['answer to question No E-004047-14?', ['question', 'E-004047-14', 'E-004047/2014']],
  ['Question E-6126/2018', ['question', 'E-6126/2018', 'E-006126/2018']],
  ['answer No P-00320/2021', ['question', 'P-00320/2021', 'P-000320/2021']],
  ['Question No E- 005414/2021', ['question', 'E- 005414/2021', 'E-005414/2021']],
  ['given to E--005649/2018 of', ['question', 'E--005649/2018', 'E-005649/2018']],
  ['Answer HR-E-001354/2015', ['question', 'E-001354/2015', 'E-001354/2015']],
  ['E‑004029/2021/rev.1. on', ['question', 'E‑004029/2021/rev.1', 'E-004029/2021']],
  [
    'E-008102/14, E-007850/14 and E‑007851/14, the',
    ['question', 'E-008102/14', 'E-008102/2014'],
    ['question', 'E-007850/14', 'E-007850/2014'],
    ['question', 'E‑007851/14', 'E-007851/2014'],
  ],
  // answers of 2011, a verbatim report of 2010
  [
    'E-4111/2011E-5087/2011',
    ['question', 'E-4111/2011', 'E-004111/2011'],
    ['question', 'E-5087/2011', 'E-005087/2011'],
  ],
  [
    'E‑06543/2011, E‐008449/2010',
    ['question', 'E‑06543/2011', 'E-006543/2011'],
    ['question', 'E‐008449/2010', 'E-8449/2010'],
  ],
  ['(H-0327/10)', ['question', 'H-0327/10', 'H-0327/2010']],
  ['P-000246/2021(ASW).', ['question', 'P-000246/2021(ASW)', 'P-000246/2021']],
  // procedures
  ['(2014/2845(RSP))', ['procedure', '2014/2845(RSP)', '2014/2845(RSP)']],
  ['(2015/2062 (INI))', ['procedure', '2015/2062 (INI)', '2015/2062(INI)']],
  ['(2013/0186 COD)', ['procedure', '2013/0186 COD', '2013/0186(COD)']],
  ['of 2022/0135 (COD) on', ['procedure', '2022/0135 (COD)', '2022/0135(COD)']],
  [
    '(COM(2021)0706 - 2021/0366(COD))',
    ['document', 'COM(2021)0706', 'COM(2021)706'],
    ['procedure', '2021/0366(COD)', '2021/0366(COD)'],
  ],
  // documents
  ['(COM(2015)0598/2)', ['document', 'COM(2015)0598/2', 'COM(2015)598']],
  ['(SWD(2015) 0261/2)', ['document', 'SWD(2015) 0261/2', 'SWD(2015)261']],
  ['in SWD(2014) 255?', ['document', 'SWD(2014) 255', 'SWD(2014)255']],
  ['Regulation COM(2022) 473 final, and', ['document', 'COM(2022) 473 final', 'COM(2022)473']],
  // the Official Journal
  ['(OJ C 372, 9 December 1997)', ['officialJournal', 'OJ C 372, 9 December 1997', 'OJ C 372, 9.12.1997']],
  // acts
  ['Regulation (EC) No 543/2008', ['regulation', 'Regulation (EC) No 543/2008', '32008R0543']],
  ['Regulation (EC) 1008/2008', ['regulation', 'Regulation (EC) 1008/2008', '32008R1008']],
  ['Regulation (EC) No. 261/2004', ['regulation', 'Regulation (EC) No. 261/2004', '32004R0261']],
  ['Regulation (EC) No 519/94', ['regulation', 'Regulation (EC) No 519/94', '31994R0519']],
  ['Council Regulation (EEC) No 95/93', ['regulation', 'Regulation (EEC) No 95/93', '31993R0095']],
  ['Regulation EC 1924/2006', ['regulation', 'Regulation EC 1924/2006', '32006R1924']],
  ['Article 7 of Regulation No 343/2003', ['regulation', 'Regulation No 343/2003', '32003R0343']],
  ['Regulation 472/2013', ['regulation', 'Regulation 472/2013', '32013R0472']],
  ['Regulation 883/04, and', ['regulation', 'Regulation 883/04', '32004R0883']],
  ['Regulation (EU) No 1/2005', ['regulation', 'Regulation (EU) No 1/2005', '32005R0001']],
  ['Regulation (EU) No 141/2000', ['regulation', 'Regulation (EU) No 141/2000', '32000R0141']],
  ['Regulation (EU) No 2018/1139', ['regulation', 'Regulation (EU) No 2018/1139', '32018R1139']],
  ['Regulation (EU) 953/2021', ['regulation', 'Regulation (EU) 953/2021', '32021R0953']],
  ['Regulation (EU)2021/953', ['regulation', 'Regulation (EU)2021/953', '32021R0953']],
  ['Regulation 2019/6 on', ['regulation', 'Regulation 2019/6', '32019R0006']],
  ['Regulation (EU) No 347/2013[1].', ['regulation', 'Regulation (EU) No 347/2013', '32013R0347']],
  [
    'REACH Regulation ((EC) No 1907/2006) and',
    ['regulation', 'Regulation ((EC) No 1907/2006)', '32006R1907'],
  ],
  [
    'Regulation (MDR)(EU 2017/745) and the Regulation (IVD) (EU 2017/746)',
    ['regulation', 'Regulation (MDR)(EU 2017/745)', '32017R0745'],
    ['regulation', 'Regulation (IVD) (EU 2017/746)', '32017R0746'],
  ],
  [
    'Regulations (EC) Nos 883/2004 and 987/2009 on',
    ['regulation', 'Regulations (EC) Nos 883/2004', '32004R0883'],
    ['regulation', '987/2009', '32009R0987'],
  ],
  ['Règlement (CEE) nº 95/93 du Conseil', ['regulation', 'Règlement (CEE) nº 95/93', '31993R0095']],
  ['Directive 2009/147/EC', ['directive', 'Directive 2009/147/EC', '32009L0147']],
  ['Council Directive 92/83/EEC', ['directive', 'Directive 92/83/EEC', '31992L0083']],
  ['Directive (EU) 2015/1535', ['directive', 'Directive (EU) 2015/1535', '32015L1535']],
  ['Directive (EU)2018/2001 and', ['directive', 'Directive (EU)2018/2001', '32018L2001']],
  ['Directive 2011/70/EURATOM', ['directive', 'Directive 2011/70/EURATOM', '32011L0070']],
  ['Directive 2000/29 specifies', ['directive', 'Directive 2000/29', '32000L0029']],
  ['Directive 36/2011/EU', ['directive', 'Directive 36/2011/EU', '32011L0036']],
  ['Directive 120/2008/EC', ['directive', 'Directive 120/2008/EC', '32008L0120']],
  ['Late Payment Directive (2011/7/EU):', ['directive', 'Directive (2011/7/EU)', '32011L0007']],
  ['Richtlijn (EU) 2019/130', ['directive', 'Richtlijn (EU) 2019/130', '32019L0130']],
  [
    'Directives 98/5/EC and 2005/36/EC',
    ['directive', 'Directives 98/5/EC', '31998L0005'],
    ['directive', '2005/36/EC', '32005L0036'],
  ],
  [
    'Directive 2012/18/EU or 96/82/EC.',
    ['directive', 'Directive 2012/18/EU', '32012L0018'],
    ['directive', '96/82/EC', '31996L0082'],
  ],
  [
    'Directives 2001/80/EC, 2008/50/EC, 2008/98/EC and 2012/18/EU are',
    ['directive', 'Directives 2001/80/EC', '32001L0080'],
    ['directive', '2008/50/EC', '32008L0050'],
    ['directive', '2008/98/EC', '32008L0098'],
    ['directive', '2012/18/EU', '32012L0018'],
  ],
  [
    'Directives (EU) 2010/75 and (EU) 2016/2284',
    ['directive', 'Directives (EU) 2010/75', '32010L0075'],
    ['directive', '(EU) 2016/2284', '32016L2284'],
  ],
  ['Council Decision 2011/168/CFSP', ['decision', 'Decision 2011/168/CFSP', '32011D0168']],
  ['Framework Decision 2008/675/JHA', ['decision', 'Framework Decision 2008/675/JHA', '32008F0675']],
  [
    'Council Decision (CFSP) 2022/1272 of 21 July 2022 amending Decision 2014/145/CFSP',
    ['decision', 'Decision (CFSP) 2022/1272', '32022D1272'],
    ['decision', 'Decision 2014/145/CFSP', '32014D0145'],
  ],
  // addresses
  [
    'http://eur-lex.europa.eu/LexUriServ/LexUriServ.do?uri=OJ:L:2008:293:0003:0020:en:PDF.',
    [
      'officialJournal',
      'http://eur-lex.europa.eu/LexUriServ/LexUriServ.do?uri=OJ:L:2008:293:0003:0020:en:PDF',
      null,
    ],
  ],
  [
    'http://eur-lex.europa.eu/legal-content/EN/TXT/PDF/?uri=CELEX:32012R0029&rid=3',
    [
      'regulation',
      'http://eur-lex.europa.eu/legal-content/EN/TXT/PDF/?uri=CELEX:32012R0029&rid=3',
      '32012R0029',
    ],
  ],
];

test('references as real documents print them', () => {
  for (const row of REAL) check(row, 'en');
});

// Printed in the same documents.
const NONE = [
  'by decision 907/2015, and regional executive decision 84/2012',
  'By Decision No 1252/2015 of the Regional Executive Committee',
  'an order (IET/1944/2015 of 17 September)',
  'adopted by Law 4335/2015',
  'infringement proceedings No 2006/4251',
  'notified on 4 September 2015 (No 2015/515/A)',
  'the Erasmus programme for Ireland 2014/2015',
  'UN position S/2002/161',
  'contract DCI-ENV/2010/222-423',
  'Petition 0364/2018',
  'European Court of Auditors Special Report No 19/2018',
  'EU Pilot 2079/11/EMPL',
  'Cases T-339/16 and C-601/10',
  'B9-0003/2020, P9_TA(2019)0073, A8-0123/2015',
  'Commission Notice (2022/C 62/01)',
  'the decision taken in 2008',
  'the Commission Work Programme 2016',
  'Council Recommendation 1999/519/EC',
  'Council Common Position 2008/944/CFSP',
  '(also known as BHA or E320)',
  '(Commission reference SG.B.4/CJ/ps - sg.dsg2.b.4(2015) 3844)',
  'http://ec.europa.eu/environment/water/water-drink/reporting_en.html',
  'http://www.sciencemag.org/content/344/6189/1293',
  'the question of 2015/2016, or E-75/80',
  '',
];

test('what looks like a reference and is none', () => {
  for (const text of NONE) check([text], 'en');
  // Of no document: a case of the EFTA Court, regulations of another body, an address elsewhere.
  check(['case E-16/11, UNECE Regulation No 44/04, https://example.org/eli/reg/2016/679/oj'], 'en');
});

// What the rules say and no document has shown; the orders in which acts were numbered are EUR-Lex's.
const UNPROVEN: Row[] = [
  ['Regulation (EEC) No 2658/87', ['regulation', 'Regulation (EEC) No 2658/87', '31987R2658']],
  ['Regulation (EEC) No 2092/91', ['regulation', 'Regulation (EEC) No 2092/91', '31991R2092']],
  ['Regulation (EC) No 2006/2004', ['regulation', 'Regulation (EC) No 2006/2004', '32004R2006']],
  ['Regulation (EU, Euratom) 2024/2509', ['regulation', 'Regulation (EU, Euratom) 2024/2509', '32024R2509']],
  ['Regulation (EU) 2019/2013', ['regulation', 'Regulation (EU) 2019/2013', '32019R2013']],
  ['Regulation (EU) 2016/98', ['regulation', 'Regulation (EU) 2016/98', '32016R0098']],
  ['Regulation (EU) No 2019/2013', ['regulation', 'Regulation (EU) No 2019/2013', null]],
  ['Regulation 2019/2013', ['regulation', 'Regulation 2019/2013', null]],
  ['Regulation 2092/91', ['regulation', 'Regulation 2092/91', null]],
  ['Regulation (ES) 2019/2013', ['regulation', 'Regulation (ES) 2019/2013', null]],
  ['Regulation (EC) No 854/204', ['regulation', 'Regulation (EC) No 854/204', null]],
  ['Regulation 854/204'],
  ['Directive 04/38/EC', ['directive', 'Directive 04/38/EC', '32004L0038']],
  ['Directive 1999/2001/EC', ['directive', 'Directive 1999/2001/EC', null]],
  ['Decision 2013/755/EU', ['decision', 'Decision 2013/755/EU', '32013D0755']],
  ['Decision No 1313/2013/EU', ['decision', 'Decision No 1313/2013/EU', '32013D1313']],
  ['Decision No 1982/2006/EC', ['decision', 'Decision No 1982/2006/EC', '32006D1982']],
  ['Decision No 3632/93/ECSC', ['decision', 'Decision No 3632/93/ECSC', '31993D3632']],
  ['Decision 2000/96/EC', ['decision', 'Decision 2000/96/EC', '32000D0096']],
  ['Decision No 2000/96/EC', ['decision', 'Decision No 2000/96/EC', null]],
  [
    'Directive on late payment in commercial transactions (2011/7/EU)',
    ['directive', 'Directive on late payment in commercial transactions (2011/7/EU)', '32011L0007'],
  ],
  ['the 2009/147/EC Directive', ['directive', '2009/147/EC Directive', '32009L0147']],
  ['CELEX 32016R0679', ['regulation', '32016R0679', '32016R0679']],
  [
    'COM/2013/0822 final, JOIN (2020) 18',
    ['document', 'COM/2013/0822 final', 'COM(2013)822'],
    ['document', 'JOIN (2020) 18', 'JOIN(2020)18'],
  ],
  [
    'COM(97) 512, SEC(2008) 1234/3',
    ['document', 'COM(97) 512', 'COM(1997)512'],
    ['document', 'SEC(2008) 1234/3', 'SEC(2008)1234'],
  ],
  ['Decision C(2014) 1234', ['document', 'C(2014) 1234', 'C(2014)1234']],
  [
    'OJ L 152, 11.6.2019, p. 1–20.',
    ['officialJournal', 'OJ L 152, 11.6.2019, p. 1–20', 'OJ L 152, 11.6.2019, p. 1'],
  ],
  ['OJ L 119/1', ['officialJournal', 'OJ L 119/1', null]],
  ['OJ C 372', ['officialJournal', 'OJ C 372', null]],
  [
    'OJ L 57I, 18.2.2021, p. 17',
    ['officialJournal', 'OJ L 57I, 18.2.2021, p. 17', 'OJ L 57 I, 18.2.2021, p. 17'],
  ],
  ['OJ L 152, 31.2.2019', ['officialJournal', 'OJ L 152, 31.2.2019', null]],
  [
    'OJ L, 2024/2509, 26.9.2024, ELI: http://data.europa.eu/eli/reg/2024/2509/oj.',
    ['officialJournal', 'OJ L, 2024/2509, 26.9.2024', 'OJ L, 2024/2509, 26.9.2024'],
    ['regulation', 'http://data.europa.eu/eli/reg/2024/2509/oj', '32024R2509'],
  ],
  [
    'OJ C, C/2024/1234, 15.2.2024',
    ['officialJournal', 'OJ C, C/2024/1234, 15.2.2024', 'OJ C, C/2024/1234, 15.2.2024'],
  ],
];

test('orders of numbers, and other forms that no document has shown', () => {
  for (const row of UNPROVEN) check(row, 'en');
});

// Closing lines and a note of pages of 2007 to 2014.
const ISSUES: [Language, printed: string, normal: string][] = [
  ['da', 'EFT C 45 af 16/02/2008', 'OJ C 45, 16.2.2008'],
  ['en', 'OJ C 189, 13/07/2010', 'OJ C 189, 13.7.2010'],
  ['fr', 'JO C 314 E du 27/10/2011', 'OJ C 314 E, 27.10.2011'],
  ['el', 'ΕΕ C 365 E, 15/12/2011', 'OJ C 365 E, 15.12.2011'],
  ['mt', 'ĠU C 154 E, 31/05/2012', 'OJ C 154 E, 31.5.2012'],
  ['fi', 'EYVL C 154 E, 31/05/2012', 'OJ C 154 E, 31.5.2012'],
  ['nl', 'PB C 154 E van 31/05/2012', 'OJ C 154 E, 31.5.2012'],
  ['pt', 'JO C 154 E de 31/05/2012', 'OJ C 154 E, 31.5.2012'],
  ['de', 'ABl. C 168 E vom 14/06/2012', 'OJ C 168 E, 14.6.2012'],
  ['cs', 'Úř. věst. C 173 E ze dne 19/06/2013', 'OJ C 173 E, 19.6.2013'],
  ['it', 'GU C 206 del 02/07/2014', 'OJ C 206, 2.7.2014'],
  ['cs', 'Úř. věst. L 343, 27.12.2007, s. 1', 'OJ L 343, 27.12.2007, p. 1'],
  // Unproven from here.
  ['bg', 'ОВ L 152, 11.6.2019 г., стр. 1', 'OJ L 152, 11.6.2019, p. 1'],
  ['it', 'GU L 152 dell’11.6.2019, pag. 1', 'OJ L 152, 11.6.2019, p. 1'],
  ['de', 'ABl. L 152 vom 11.6.2019, S. 1', 'OJ L 152, 11.6.2019, p. 1'],
  ['hu', 'HL L 152., 2019.6.11., 1. o', 'OJ L 152, 11.6.2019, p. 1'],
  ['lt', 'OL L 152, 2019 6 11, p. 1', 'OJ L 152, 11.6.2019, p. 1'],
  ['lv', 'OV L 152, 11.6.2019., 1. lpp', 'OJ L 152, 11.6.2019, p. 1'],
  ['sk', 'Ú. v. EÚ L 152, 11.6.2019, s. 1', 'OJ L 152, 11.6.2019, p. 1'],
  ['hr', 'SL L 152, 11.6.2019., str. 1', 'OJ L 152, 11.6.2019, p. 1'],
  ['de', 'ABl. Nr. L 307 vom 13.11.1993, S. 18', 'OJ L 307, 13.11.1993, p. 18'],
  ['fr', 'JO L 152 du 11 juin 2019, p. 1', 'OJ L 152, 11.6.2019, p. 1'],
];

test('the Official Journal in other languages', () => {
  for (const [language, printed, normal] of ISSUES) {
    check([`(${printed}).`, ['officialJournal', printed, normal]], language);
  }
});

// Synthetic, as the editions of the Official Journal cite: all unproven.
const LANGUAGES: [Language, ...Row][] = [
  ['bg', 'на Регламента (ЕО) № 883/2004', ['regulation', 'Регламента (ЕО) № 883/2004', '32004R0883']],
  [
    'es',
    'el Reglamento de Ejecución (UE) 2018/775',
    ['regulation', 'Reglamento de Ejecución (UE) 2018/775', '32018R0775'],
  ],
  [
    'cs',
    'nařízením Komise (ES) č. 2006/2004',
    ['regulation', 'nařízením Komise (ES) č. 2006/2004', '32004R2006'],
  ],
  ['da', 'habitatdirektivet (92/43/EØF)', ['directive', 'habitatdirektivet (92/43/EØF)', '31992L0043']],
  [
    'de',
    'der Datenschutz-Grundverordnung (EU) 2016/679',
    ['regulation', 'Datenschutz-Grundverordnung (EU) 2016/679', '32016R0679'],
  ],
  ['de', 'Richtlinie des Rates 92/43/EWG', ['directive', 'Richtlinie des Rates 92/43/EWG', '31992L0043']],
  ['et', 'määruse (EÜ) nr 883/2004', ['regulation', 'määruse (EÜ) nr 883/2004', '32004R0883']],
  [
    'el',
    'της οδηγίας του Συμβουλίου 92/43/ΕΟΚ',
    ['directive', 'οδηγίας του Συμβουλίου 92/43/ΕΟΚ', '31992L0043'],
  ],
  [
    'fr',
    'règlement d’exécution (UE) 2018/775',
    ['regulation', 'règlement d’exécution (UE) 2018/775', '32018R0775'],
  ],
  [
    'fr',
    'directives 92/43/CEE et 2009/147/CE',
    ['directive', 'directives 92/43/CEE', '31992L0043'],
    ['directive', '2009/147/CE', '32009L0147'],
  ],
  ['ga', 'de Threoir 2009/147/CE', ['directive', 'Threoir 2009/147/CE', '32009L0147']],
  ['hr', 'Okvirne odluke 2002/584/PUP', ['decision', 'Okvirne odluke 2002/584/PUP', '32002F0584']],
  ['it', 'della decisione quadro 2002/584/GAI', ['decision', 'decisione quadro 2002/584/GAI', '32002F0584']],
  ['lv', 'Regula (ES) 2019/2013', ['regulation', 'Regula (ES) 2019/2013', '32019R2013']],
  ['cs', 'nařízení (ES) 2019/2013', ['regulation', 'nařízení (ES) 2019/2013', '32013R2019']],
  ['lt', 'Pamatinio sprendimo 2002/584/TVR', ['decision', 'Pamatinio sprendimo 2002/584/TVR', '32002F0584']],
  [
    'hu',
    'az (EU) 2016/679 európai parlamenti és tanácsi rendelet, a 92/43/EGK tanácsi irányelv, a 2002/584/IB kerethatározat',
    ['regulation', '(EU) 2016/679 európai parlamenti és tanácsi rendelet', '32016R0679'],
    ['directive', '92/43/EGK tanácsi irányelv', '31992L0043'],
    ['decision', '2002/584/IB kerethatározat', '32002F0584'],
  ],
  [
    'mt',
    'ir-Regolament tal-Kunsill (KE) Nru 883/2004',
    ['regulation', 'Regolament tal-Kunsill (KE) Nru 883/2004', '32004R0883'],
  ],
  ['nl', 'de Vogelrichtlijn (2009/147/EG)', ['directive', 'Vogelrichtlijn (2009/147/EG)', '32009L0147']],
  [
    'pl',
    'rozporządzenia Parlamentu Europejskiego i Rady (UE) 2016/679',
    ['regulation', 'rozporządzenia Parlamentu Europejskiego i Rady (UE) 2016/679', '32016R0679'],
  ],
  ['pt', 'Decisão n.º 1313/2013/UE', ['decision', 'Decisão n.º 1313/2013/UE', '32013D1313']],
  ['ro', 'Directivei 92/43/CEE a Consiliului', ['directive', 'Directivei 92/43/CEE', '31992L0043']],
  ['sk', 'smernice Rady 92/43/EHS', ['directive', 'smernice Rady 92/43/EHS', '31992L0043']],
  ['sl', 'Okvirnega sklepa 2002/584/PNZ', ['decision', 'Okvirnega sklepa 2002/584/PNZ', '32002F0584']],
  ['fi', 'asetuksen (EY) N:o 883/2004', ['regulation', 'asetuksen (EY) N:o 883/2004', '32004R0883']],
  [
    'sv',
    'dataskyddsförordningen (EU) 2016/679',
    ['regulation', 'dataskyddsförordningen (EU) 2016/679', '32016R0679'],
  ],
];

test('acts in other languages, declined and in compounds', () => {
  assert.equal(new Set(LANGUAGES.map(([language]) => language)).size, 23);
  for (const [language, ...row] of LANGUAGES) check(row, language);
});

type Act = 'regulation' | 'directive' | 'decision' | 'frameworkDecision';
const ACTS: [act: Act, year: number, number: number, celex: string][] = [
  ['regulation', 2016, 679, '32016R0679'],
  ['regulation', 2013, 1380, '32013R1380'],
  ['regulation', 2004, 883, '32004R0883'],
  ['regulation', 1987, 2658, '31987R2658'],
  ['directive', 2019, 790, '32019L0790'],
  ['directive', 2011, 7, '32011L0007'],
  ['directive', 2009, 147, '32009L0147'],
  ['directive', 1992, 43, '31992L0043'],
  ['decision', 2015, 1814, '32015D1814'],
  ['decision', 2013, 755, '32013D0755'],
  ['decision', 2000, 604, '32000D0604'],
  ['frameworkDecision', 2008, 675, '32008F0675'],
];

/** An act's number as its year's editions print it. */
function* numbersOf(act: Act, year: number, number: number, words: ActWords): Generator<string> {
  const bodies = year > 2009 ? words.union : words.communities;
  const printedYear = year > 1998 ? String(year) : String(year).slice(2);
  for (const body of [...bodies.split('|'), ...words.other.split('|')]) {
    if (year >= 2015) yield `(${body}) ${year}/${number}`;
    else if (act !== 'regulation') yield `${printedYear}/${number}/${body}`;
    else {
      for (const sign of words.numberSign.split('|'))
        yield `(${body}) ${sign} ${number}/${printedYear}`.replace('  ', ' ');
      yield `${number}/${printedYear}/${body}`;
    }
  }
}

for (const language of LANGUAGE_CODES) {
  test(`whatever is printed with the words of ${language} is read back`, () => {
    const words: ActWords = ACT_WORDS[language];
    for (const [act, year, number, celex] of ACTS) {
      for (const printed of numbersOf(act, year, number, words)) {
        for (const form of words[act].split('|')) {
          const noun = form.replaceAll('*', '');
          const kind = act === 'frameworkDecision' ? 'decision' : act;
          for (const between of ['', ...words.between.split('|')]) {
            const act = [noun, between, printed]
              .filter(part => part !== '')
              .join(' ')
              .replace(/ +/g, ' ');
            check([`– ${act}, –`, [kind, act, celex]], language);
          }
          const capital = `${noun.toUpperCase()} ${printed}`;
          check([capital, [kind, capital, celex]], language);
          const behind = `${printed} ${noun}`;
          check([`– ${behind}, –`, [kind, behind, celex]], language);
        }
      }
    }
    for (const journal of LEXICON[language].officialJournal) {
      for (const page of words.page.split('|')) {
        const printed = `${journal} L 152, 11.6.2019, ${page}. 1`;
        check([`${printed}.`, ['officialJournal', printed, 'OJ L 152, 11.6.2019, p. 1']], language);
      }
    }
  });
}

test('what is printed stands in the text, in order', () => {
  const text = REAL.map(([row]) => row).join('\n');
  let from = 0;
  const found = findReferences(text, null);
  for (const {printed} of found) {
    const at = text.indexOf(printed, from);
    assert.ok(at >= from, printed);
    from = at + printed.length;
  }
  assert.equal(found.length, REAL.flatMap(([, ...row]) => row).length);
});

const ADDRESSES: [address: string, kind: ReferenceKind | null, normal?: string | null][] = [
  ['https://eur-lex.europa.eu/eli/reg/2016/679/oj', 'regulation', '32016R0679'],
  ['http://data.europa.eu/eli/reg_impl/2018/775/oj', 'regulation', '32018R0775'],
  ['https://eur-lex.europa.eu/eli/dir/2009/147', 'directive', '32009L0147'],
  ['https://eur-lex.europa.eu/eli/dec_framw/2002/584/oj', 'decision', '32002F0584'],
  ['https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32016R0679', 'regulation', '32016R0679'],
  [
    'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:02016R0679-20160504',
    'regulation',
    '32016R0679',
  ],
  ['eur-lex.europa.eu/legal-content/EN/TXT/?uri=celex:52021PC0206', 'document', 'COM(2021)206'],
  [
    'https://eur-lex.europa.eu/LexUriServ/LexUriServ.do?uri=COM:2012:0011:FIN:EN:PDF',
    'document',
    'COM(2012)11',
  ],
  ['https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52013JC0001', 'document', 'JOIN(2013)1'],
  ['https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=OJ:L:2016:119:TOC', 'officialJournal', null],
  ['https://www.europarl.europa.eu/doceo/document/E-9-2021-000833_EN.html', 'question', 'E-000833/2021'],
  ['https://www.europarl.europa.eu/doceo/document/P-9-2021-000246-ASW_EN.html', 'question', 'P-000246/2021'],
  [
    'www.europarl.europa.eu/sides/getDoc.do?type=WQ&reference=E-2015-000123&language=EN',
    'question',
    'E-000123/2015',
  ],
  [
    'https://oeil.secure.europarl.europa.eu/oeil/popups/ficheprocedure.do?reference=2012%2F0011%28COD%29',
    'procedure',
    '2012/0011(COD)',
  ],
  [
    'https://ec.europa.eu/transparency/documents-register/detail?ref=COM(2021)206&lang=en',
    'document',
    'COM(2021)206',
  ],
  ['https://www.europarl.europa.eu/doceo/document/B-9-2020-0003_EN.html', null],
  ['https://eur-lex.europa.eu/homepage.html', null],
  ['https://europa.eu.example.org/eli/reg/2016/679/oj', null],
  ['https://eur-lex.europa.eu/%E0%A4%A/eli/reg/2016/679/oj', 'regulation', '32016R0679'],
];

test('addresses that texts refer to', () => {
  for (const [address, kind, normal = null] of ADDRESSES) {
    assert.deepEqual(readCitedAddress(address), kind === null ? null : {kind, normal}, address);
  }
  check(
    [
      '(https://eur-lex.europa.eu/eli/reg/2016/679/oj). https://oeil.europarl.europa.eu/procedure?reference=2012/0011(COD);',
      ['regulation', 'https://eur-lex.europa.eu/eli/reg/2016/679/oj', '32016R0679'],
      ['procedure', 'https://oeil.europarl.europa.eu/procedure?reference=2012/0011(COD)', '2012/0011(COD)'],
    ],
    null,
  );
});

test('long lines of whatever opens a reference end', () => {
  for (const opening of [
    '1/',
    'a-',
    'directive ',
    'OJ L 1',
    'E-1/',
    '(EU) ',
    'https://',
    'a.europa.eu/',
    '(',
    ' ',
  ]) {
    assert.deepEqual(
      findReferences(opening.repeat(500_000 / opening.length), null)
        .map(({normal}) => normal)
        .filter(Boolean),
      [],
    );
  }
});
