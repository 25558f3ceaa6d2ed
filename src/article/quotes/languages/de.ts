import { gendered, type Language, words } from '../language.ts';

const cues = `sagte sagt sagten sagen gesagt erklärte erklärt erklärten erklären so schreibt schrieb schrieben meint meinte meinten betonte
  betont betonen äußerte äußerten äußert kritisierte kritisiert kritisierten kommentierte kommentiert warnte warnt warnten fügte fügt ergänzte ergänzt
  fragte fragt antwortete antwortet entgegnete entgegnet forderte fordert forderten berichtete berichtet berichteten rief ruft
  teilte teilt teilten verkündete verkündet lobte lobt würdigte würdigt bezeichnete bezeichnet bezeichneten nannte nennt nannten
  sprach spricht sprachen zitierte zitiert konstatierte konstatiert schilderte schildert räumte räumt versicherte
  versichert behauptete behauptet behaupteten bestätigte bestätigt begründete begründet resümierte resümiert empfahl empfiehlt
  verlautete formulierte formuliert unterstrich unterstreicht strich stellte führte hob gab gaben hofft hoffte glaubt
  glaubte beklagte beklagt mahnte mahnt appellierte appelliert erzählte erzählt bemerkte bemerkt twitterte twittert
  verteidigte verteidigt verurteilte verurteilt prangerten befand heißt hieß meldete lautete lautet bestreitet rechtfertigte beschrieb beschreibt
  erwiderte erwidert erläuterte erläutert kündigte kündigt versprach verspricht urteilte urteilt zeigte plädierte bat ließ wies steht stand bewertete bewertet beurteilte beurteilt besagt verkündet geschrieben`;

/** German. */
export const german: Language = {
  tag: 'de',
  script: 'cased',
  nounsAreCapitalised: true,
  isVerbSecond: true,
  guillemetsPointInwards: true,
  participleEnding: /^\p{L}\p{Ll}{2,}(?:end|ende|ender|enden)$/u,
  cues: words(cues),
  thoughts: words('hofft hoffte glaubt glaubte zeigte stand steht ließ'),
  participles: words('sagend wörtlich'),
  accordingTo: [
    'laut',
    'heißt es in',
    'hieß es in',
    'heißt es aus',
    'hieß es aus',
    'hieß es von',
    'hieß es vom',
    'heißt es dazu in',
    'heißt es auf',
    'nach angaben',
    'nach aussagen',
    'nach aussage',
    'nach den worten',
    'nach worten',
    'nach ansicht',
    'nach meinung',
  ],
  fillers: words(
    `hat hatte haben habe hätte ist war wird wurde werden worden auch dann später zudem außerdem weiter weiterhin dazu dabei gestern heute
     sich es dagegen jedoch allerdings hingegen ferner daraufhin deshalb selbst noch nur schon bereits nun unterdessen
     anschließend zuvor danach darauf hierzu schließlich zugleich gleichzeitig aber muss musste kann konnte will wollte soll nicht
     inzwischen mittlerweile vorher abschließend wörtlich jetzt vor gegenüber`,
  ),
  openers: words('zwar darin darunter damit so außerdem zudem angesichts angesprochen gefragt'),
  joiners: words('und'),
  coordinators: words('und aber oder doch denn'),
  pronouns: gendered({ male: 'er', female: 'sie', plural: 'beide', self: 'ich wir' }),
  determiners: words(
    `der die das den dem ein eine einen einem einer sein seine seinem seinen ihr ihre ihrem ihren dieser diese dieses kein
     keine mehrere viele einige zwei drei auch`,
  ),
  articles: words('der die das den dem des ein eine einen einem einer'),
  contractions: words('zum zur beim vom'),
  definites: words('der die das'),
  objectMarkers: words('den dem einen einem'),
  genitives: words('der des eines einer vom beim'),
  prepositions: words(
    `in im an am auf aus bei mit nach seit von vom zu zum zur vor für über unter gegen ohne um durch beim zwischen während
     wegen trotz bis neben hinter innerhalb außerhalb anlässlich gegenüber ab`,
  ),
  clauseOpeners: words(
    'und aber oder denn dass weil da wenn als obwohl während nachdem bevor damit sondern ob wie sowie',
  ),
  relatives: words('welcher welche welches wonach'),
  honorifics: gendered({ male: 'herr herrn', female: 'frau', any: 'dr. dr prof. prof' }),
  titles: gendered({
    female: `sprecherin ministerin kanzlerin präsidentin vorsitzende bürgermeisterin direktorin chefin leiterin anwältin
      richterin autorin anwohnerin professorin ärztin abgeordnete königin mutter schwester tochter ehefrau`,
    male: `sprecher minister kanzler präsident vorsitzender bürgermeister direktor chef leiter anwalt richter autor anwohner
      professor arzt abgeordneter könig vater bruder sohn ehemann trainer general papst kardinal bischof student
      geschäftsführer sekretär generalsekretär experte beamter beauftragter senator gouverneur botschafter papst
      staatssekretär rechtsanwalt journalist regisseur schauspieler sänger astronaut forscher wissenschaftler`,
    any: 'vorsitzende abgeordnete außenbeauftragte kandidat kandidatin politiker politikerin dr prof',
    plural: 'experten kritiker veranstalter behörden medien',
  }),
  titleEnding:
    /(?:minister|ministerin|sprecher|sprecherin|chef|chefin|präsident|präsidentin|kanzler|kanzlerin|vorsitzende[rn]?|sekretär|sekretärin|meister|meisterin|direktor|direktorin|leiter|leiterin|kandidat|kandidatin|beauftragte[rn]?|politiker|politikerin|experte|expertin|rabbiner|trainer|führer|anwalt|richter|schiedsrichter)$/u,
  institutions: words(
    `partei regierung bundesregierung ministerium polizei staatsanwaltschaft universität kommission ausschuss behörde zeitung
     verband gewerkschaft stiftung bank gesellschaft gericht parlament bundestag bundesrat konzern unternehmen firma
     organisation institut agentur amt magazin initiative verein fraktion delegation`,
  ),
  examples: words('wie'),
  works: words(
    'films buches liedes romans magazines filme bücher lieder songs romane stücke produktionen film buch lied song album titel magazin magazins zeitung zeitschrift band roman serie stück motto initiative name namen projekt organisation ausstellung oper sendung fachblatt fachmagazin stamms cd',
  ),
  particles: words('von van de zu der vom zum di du la al bin ibn'),
  calendar: words(
    `montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september
     oktober november dezember`,
  ),
  abbreviations: words('dr prof st nr bzw ca usw mio mrd hl jr sen'),
  verbs:
    /(?:^|[^\p{L}])(?:ist|sind|war|waren|bin|seid|sei|seien|wäre|hat|haben|habe|hatte|hatten|hätte|wird|werden|wurde|wurden|würde|kann|können|konnte|könnte|muss|müssen|musste|soll|sollen|sollte|will|wollen|wollte|darf|dürfen|mag|möchte|gibt|geht|kommt|macht|steht|bleibt|lässt|weiß|heißt|sieht|tut|gebe|nehme|brauchen?|\p{Ll}{3,}(?:te|ten|t))(?![\p{L}])/u,
};
