import { gendered, type Language, words } from '../language.ts';

const cues = `disse dice dicono afermato affermato afferma detto dichiarato dichiara spiegato spiega aggiunto aggiunge sottolineato sottolinea
  chiesto chiede risposto risponde ribadito ribadisce ricordato ricorda commentato commenta osservato osserva concluso conclude
  assicurato assicura ammesso ammette annunciato annuncia scritto scrive raccontato racconta avvertito avverte denunciato
  denuncia criticato critica promesso promette precisato precisa evidenziato evidenzia sostenuto sostiene replicato replica
  insistito insiste rilevato rileva disse rispose aggiunse spiegò affermò dichiarò definito definisce parlato parla`;

/** Italian. */
export const italian: Language = {
  tag: 'it',
  script: 'cased',
  cues: words(cues),
  thoughts: words('sostiene'),
  participles: words('aggiungendo dicendo affermando spiegando sottolineando'),
  accordingTo: ['secondo', 'stando a', 'per'],
  aside:
    / ?[,–—-] ?(?:ha|hanno) (?:detto|aggiunto|spiegato|affermato|dichiarato|sottolineato|proseguito|concluso)[^»”.–—-]{0,80}[.–—,-]/u,
  fillers: words(
    `ha hanno aveva è era anche poi ancora già oggi ieri non si così quindi infine inoltre però stesso stessa invece tuttavia`,
  ),
  adverb: /^\p{Ll}{4,}mente$/u,
  openers: words('interpellato interpellata dopo durante davanti'),
  coordinators: words('e ed o ma'),
  pronouns: gendered({ male: 'lui egli', female: 'lei ella', plural: 'loro', self: 'io noi' }),
  determiners: words(
    `il lo la i gli le un uno una l' l suo sua suoi sue questo questa quel quella alcuni due tre altro altra`,
  ),
  articles: words(`il lo la i gli le un uno una l' l`),
  definites: words("il lo la l' l"),
  prepositions: words(
    `di del dello della dei degli delle dell' dell a al allo alla ai agli alle in nel nella nei con per su sul sulla da dal dalla tra fra
     contro durante dopo prima`,
  ),
  clauseOpeners: words('e ed ma o che quando mentre anche se perché dove come'),
  relatives: words('cui quale quali'),
  honorifics: gendered({
    male: 'sig. signor don',
    female: 'sig.ra signora donna',
    any: 'dott. dott.ssa prof. on.',
  }),
  titles: gendered({
    female:
      'ministra direttrice senatrice deputata sindaca ambasciatrice avvocata regina segretaria ricercatrice professoressa madre figlia sorella moglie consigliera coordinatrice',
    male: 'ministro direttore senatore deputato sindaco ambasciatore avvocato re segretario ricercatore professore padre figlio fratello marito consigliere coordinatore sottosegretario',
    any: `presidente portavoce giudice leader rappresentante capo generale colonnello giornalista esperto esperta premier
      governatore procuratore economista candidato candidata vicepresidente responsabile generale aggiunto`,
    plural: 'ministri esperti autorità fonti',
  }),
  institutions: words(
    `università ministero governo commissione consiglio comitato partito polizia procura agenzia organizzazione associazione
     fondazione banca tribunale corte parlamento senato camera giornale quotidiano sindacato azienda gruppo società casa nazioni`,
  ),
  works: words('film libro romanzo canzone album rivista serie opera intitolato intitolata giornale titolo'),
  particles: words('di de del della da la lo van von al'),
  calendar: words(
    'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica',
  ),
  abbreviations: words('sig dott prof on'),
  verbs:
    /(?:^|[^\p{L}])(?:è|sono|era|erano|fu|sarà|saranno|sarebbe|siamo|sia|c['’]è|ha|hanno|ho|abbiamo|aveva|può|possono|possiamo|deve|devono|dobbiamo|va|vanno|vuole|vogliamo|fa|fanno|facciamo|sa|sappiamo|serve|\p{L}{2,}(?:iamo|ava|avano|eva|evano|arono|erono|irono|erà|irà|ano|ono))(?![\p{L}])/iu,
};
