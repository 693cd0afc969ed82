import type {Language} from '../src/language.ts';
import type {AddresseeCode} from '../src/question.ts';

/** How documents of one language print a heading: the words that real headings, pages and the Rules have shown. */
interface Printing {
  written: string;
  oral: string;
  addressees: Partial<Record<AddresseeCode, string>>;
  /** `#` stands for the number */
  rule: string;
  and: string;
}

/**
 * The printed words of 24 languages, written down beside the lexicon and not taken from it, so that a test that prints
 * with these and reads with that can fail.
 *
 * @source headings of 2022 in 23 languages, oral questions of 2019 and 2020; Latvian from O-8-2015-000105
 */
export const PRINTING: Readonly<Record<Language, Printing>> = {
  bg: {
    written: 'Въпрос с искане за писмен отговор ',
    oral: 'Въпрос с искане за устен отговор  ',
    addressees: {COM: 'до Комисията', CONSIL: 'до Съвета'},
    rule: 'Член # от Правилника за дейността',
    and: 'и',
  },
  es: {
    written: 'Pregunta con solicitud de respuesta escrita ',
    oral: 'Pregunta con solicitud de respuesta oral ',
    addressees: {
      COM: 'a la Comisión',
      CONSIL: 'al Consejo',
      VPHR: 'al vicepresidente de la Comisión / alto representante de la Unión para Asuntos Exteriores y Política de Seguridad',
    },
    rule: 'Artículo # del Reglamento interno',
    and: 'y',
  },
  cs: {
    written: 'Otázka k písemnému zodpovězení ',
    oral: 'Otázka k ústnímu zodpovězení s rozpravou ',
    addressees: {COM: 'Komisi ', VPHR: 'místopředsedovi Komise, vysokému představiteli '},
    rule: 'článek # jednacího řádu',
    and: 'a',
  },
  da: {
    written: 'Forespørgsel til skriftlig besvarelse ',
    oral: 'Forespørgsel til mundtlig besvarelse ',
    addressees: {
      COM: 'til Kommissionen',
      VPHR: 'til næstformanden for Kommissionen/Unionens højtstående repræsentant for udenrigsanliggender og sikkerhedspolitik',
    },
    rule: 'jf. forretningsordenens artikel #',
    and: 'og',
  },
  de: {
    written: 'Anfrage zur schriftlichen Beantwortung ',
    oral: 'Anfrage zur mündlichen Beantwortung ',
    addressees: {
      COM: 'an die Kommission',
      CONSIL: 'an den Rat',
      VPHR: 'an den Vizepräsidenten der Kommission/Hohen Vertreter der Union für Außen- und Sicherheitspolitik',
    },
    rule: 'Artikel\u00A0# der Geschäftsordnung',
    and: 'und',
  },
  et: {
    written: 'Kirjalikult vastatav küsimus ',
    oral: 'Suuliselt vastatav küsimus  ',
    addressees: {
      COM: 'komisjonile ',
      CONSIL: 'nõukogule',
      VPHR: 'komisjoni asepresidendile ning liidu välisasjade ja julgeolekupoliitika kõrgele esindajale ',
    },
    rule: 'Kodukorra artikkel #',
    and: 'ja',
  },
  el: {
    written: 'Ερώτηση με αίτημα γραπτής απάντησης ',
    oral: 'Ερώτηση με αίτημα προφορικής απάντησης  ',
    addressees: {
      COM: 'προς την Επιτροπή',
      CONSIL: 'προς το Συμβούλιο',
      VPHR: 'προς τον Αντιπρόεδρο της Επιτροπής/Ύπατο Εκπρόσωπο της Ένωσης για Θέματα Εξωτερικής Πολιτικής και Πολιτικής Ασφάλειας',
    },
    rule: 'Άρθρο # του Κανονισμού',
    and: 'και',
  },
  en: {
    written: 'Question for written answer ',
    oral: 'Question for oral answer  ',
    addressees: {
      COM: 'to the Commission',
      CONSIL: 'to the Council',
      VPHR: 'to the Vice-President of the Commission / High Representative of the Union for Foreign Affairs and Security Policy',
      PEC: 'to the Council (President of the European Council)',
    },
    rule: 'Rule #',
    and: 'and',
  },
  fr: {
    written: 'Question avec demande de réponse écrite ',
    oral: 'Question avec demande de réponse orale ',
    addressees: {
      COM: 'à la Commission',
      CONSIL: 'au Conseil',
      VPHR: 'au vice-président de la Commission/haut représentant de l’Union pour les affaires étrangères et la politique de sécurité',
    },
    rule: 'Article # du règlement intérieur',
    and: 'et',
  },
  ga: {
    written: 'Ceist i gcomhair freagra i scríbhinn ',
    oral: 'Ceist i gcomhair freagra ó bhéal ',
    addressees: {COM: 'ar an gCoimisiún'},
    rule: 'Riail #',
    and: 'agus',
  },
  hr: {
    written: 'Pitanje za pisani odgovor ',
    oral: 'Pitanje za usmeni odgovor  ',
    addressees: {COM: 'upućeno Komisiji', CONSIL: 'upućeno Vijeću'},
    rule: 'Članak #. Poslovnika',
    and: 'i',
  },
  it: {
    written: 'Interrogazione con richiesta di risposta scritta ',
    oral: 'Interrogazione con richiesta di risposta orale ',
    addressees: {
      COM: 'alla Commissione',
      CONSIL: 'al Consiglio',
      VPHR: "al vicepresidente della Commissione/alto rappresentante dell'Unione per gli affari esteri e la politica di sicurezza",
    },
    rule: 'Articolo # del regolamento',
    and: 'e',
  },
  lv: {
    written: 'Jautājums, uz kuru jāatbild rakstiski ',
    oral: 'Jautājums, uz kuru jāatbild mutiski ',
    addressees: {COM: 'Komisijai'},
    rule: 'Reglamenta #. pants',
    and: 'un',
  },
  lt: {
    written: 'Klausimas, į kurį atsakoma raštu, ',
    oral: 'Klausimas, į kurį atsakoma žodžiu, Nr. ',
    addressees: {COM: 'Komisijai '},
    rule: 'Darbo tvarkos taisyklių # straipsnis',
    and: 'ir',
  },
  hu: {
    written: 'Írásbeli választ igénylő kérdés ',
    oral: 'Szóbeli választ igénylő kérdés: ',
    addressees: {COM: 'a Bizottság számára'},
    rule: 'az eljárási szabályzat #. cikke',
    and: 'és',
  },
  mt: {
    written: 'Mistoqsija għal tweġiba bil-miktub ',
    oral: 'Mistoqsija għal tweġiba orali ',
    addressees: {COM: 'lill-Kummissjoni '},
    rule: 'Artikolu # tar-Regoli ta’ Proċedura',
    and: 'u',
  },
  nl: {
    written: 'Vraag met verzoek om schriftelijk antwoord ',
    oral: 'Vraag met verzoek om mondeling antwoord ',
    addressees: {
      COM: 'aan de Commissie',
      CONSIL: 'aan de Raad',
      VPHR: 'aan de vicevoorzitter van de Commissie/hoge vertegenwoordiger van de Unie voor buitenlandse zaken en veiligheidsbeleid',
    },
    rule: 'Artikel # van het Reglement',
    and: 'en',
  },
  pl: {
    written: 'Pytanie wymagające odpowiedzi na piśmie ',
    oral: 'Pytanie wymagające odpowiedzi ustnej ',
    addressees: {
      COM: 'do Komisji',
      CONSIL: 'do Rady',
      VPHR: 'do wiceprzewodniczącego Komisji / wysokiego przedstawiciela Unii do spraw zagranicznych i polityki bezpieczeństwa',
    },
    rule: 'Art. # Regulaminu',
    and: 'i',
  },
  pt: {
    written: 'Pergunta com pedido de resposta escrita ',
    oral: 'Pergunta com pedido de resposta oral ',
    addressees: {
      COM: 'à Comissão',
      CONSIL: 'ao Conselho',
      VPHR: 'ao Vice-Presidente da Comissão/Alto Representante da União para os Negócios Estrangeiros e a Política de Segurança',
    },
    rule: 'Artigo #.º do Regimento',
    and: 'e',
  },
  ro: {
    written: 'Întrebarea cu solicitare de răspuns scris ',
    oral: 'Întrebarea cu solicitare de răspuns oral ',
    addressees: {COM: 'adresată Comisiei'},
    rule: 'Articolul # din Regulamentul de procedură',
    and: 'și',
  },
  sk: {
    written: 'Otázka na písomné zodpovedanie ',
    oral: 'Otázka na ústne zodpovedanie  ',
    addressees: {
      COM: 'Komisii ',
      CONSIL: 'Rade',
      VPHR: 'podpredsedovi Komisie/vysokému predstaviteľovi Únie pre zahraničné veci a bezpečnostnú politiku ',
    },
    rule: 'článok # rokovacieho poriadku',
    and: 'a',
  },
  sl: {
    written: 'Vprašanje za pisni odgovor ',
    oral: 'Vprašanje za ustni odgovor ',
    addressees: {COM: 'za Komisijo'},
    rule: 'Člen # Poslovnika',
    and: 'in',
  },
  fi: {
    written: 'Kirjallisesti vastattava kysymys ',
    oral: 'Suullisesti vastattava kysymys ',
    addressees: {
      COM: 'komissiolle ',
      VPHR: 'komission varapuheenjohtajalle / unionin ulkoasioiden ja turvallisuuspolitiikan korkealle edustajalle ',
    },
    rule: 'työjärjestyksen # artikla',
    and: 'ja',
  },
  sv: {
    written: 'Fråga för skriftligt besvarande ',
    oral: 'Fråga för muntligt besvarande ',
    addressees: {
      COM: 'till kommissionen',
      VPHR: 'till vice ordföranden för kommissionen/unionens höga representant för utrikes frågor och säkerhetspolitik',
    },
    rule: 'Artikel # i arbetsordningen',
    and: 'och',
  },
};
