import { gendered, type Language, words } from '../language.ts';

const cues = `sade säger sa sagt skriver skrev menar menade förklarar förklarade tillade tillägger berättar berättade uppger uppgav frågar
  frågade svarar svarade hävdar hävdade betonar betonade varnar varnade konstaterar konstaterade påpekar påpekade understryker
  underströk kommenterar kommenterade lovar lovade kräver krävde kallar kallade medger medgav noterar noterade tycker anser ansåg fortsätter fortsatte`;

/** Swedish. */
export const swedish: Language = {
  tag: 'sv',
  script: 'cased',
  isVerbSecond: true,
  cues: words(cues),
  thoughts: words('tycker anser ansåg'),
  participles: words('sägandes'),
  accordingTo: ['enligt'],
  fillers: words(
    'har hade är var också sedan senare redan idag igår nu då dock även bland annat själv inte därefter',
  ),
  openers: words('tillfrågad'),
  coordinators: words('och men eller'),
  pronouns: gendered({ male: 'han', female: 'hon', plural: 'de', thing: 'det den', self: 'jag vi' }),
  determiners: words('den det de en ett hans hennes deras sin sitt sina denna detta flera två tre andra'),
  articles: words('den det de en ett'),
  definites: words('den det'),
  prepositions: words(
    'i på av för med från till om under över efter före vid hos mot mellan genom utan enligt inför',
  ),
  clauseOpeners: words('och men eller att när medan om eftersom innan så'),
  relatives: words('som vilken vilket vilka'),
  honorifics: gendered({ male: 'herr', female: 'fru fröken', any: 'dr prof' }),
  titles: gendered({
    female: 'talkvinna drottning ordförandeska mor syster dotter',
    male: 'talesman kung far bror son',
    any: 'statsminister minister ordförande chef president talesperson generalsekreterare ambassadör professor forskare expert domare advokat ledare general',
    plural: 'experter källor ministrar',
  }),
  titleEnding:
    /(?:minister|ministern|chef|chefen|ordförande|ordföranden|ledare|ledaren|presidenten|sekreterare|sekreteraren|talesperson|talespersonen|professorn|forskaren|direktör|direktören|talesman|talesmannen|ambassadören|generalen|experten)$/u,
  institutions: words(
    'universitetet departementet regeringen kommissionen rådet partiet polisen myndigheten riksdagen banken förbundet',
  ),
  works: words(
    'film filmen bok boken roman romanen låt låten album albumet tidning tidningen serie serien titel titeln',
  ),
  particles: words('af von van de'),
  calendar: words(
    'januari februari mars april maj juni juli augusti september oktober november december måndag tisdag onsdag torsdag fredag lördag söndag',
  ),
  abbreviations: words('dr prof'),
  verbs:
    /(?:^|[^\p{L}])(?:är|var|blir|blev|har|hade|ska|skulle|vill|ville|kan|kunde|måste|får|fick|går|gick|kommer|kom|gör|gjorde|ser|vet|finns|ber|behöver|tror|\p{L}{3,}(?:ar|ade|er|te))(?![\p{L}])/iu,
};
