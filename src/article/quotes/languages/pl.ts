import { gendered, type Language, words } from '../language.ts';

const cues = `powiedział powiedziała powiedzieli mówi mówił mówiła mówią oświadczył oświadczyła dodał dodała dodaje podkreślił podkreśliła podkreśla
  stwierdził stwierdziła stwierdza zaznaczył zaznaczyła zapytał zapytała pyta odpowiedział odpowiedziała odpowiada wyjaśnił
  wyjaśniła wyjaśnia zapewnił zapewniła ocenił oceniła ocenia napisał napisała pisze ostrzegł ostrzegła ostrzega przyznał
  przyznała przyznaje zauważył zauważyła przypomniał przypomniała ogłosił ogłosiła poinformował poinformowała
  powiedziano tłumaczył tłumaczyła tłumaczy zaapelował zaapelowała skomentował skomentowała przekonuje przekonywał`;

/** Polish. */
export const polish: Language = {
  tag: 'pl',
  script: 'cased',
  cues: words(cues),
  thoughts: words('ocenia'),
  participles: words('mówiąc dodając podkreślając'),
  accordingTo: ['według', 'zdaniem', 'jak podaje'],
  aside:
    / ?[–—-] ?(?:powiedział|powiedziała|dodał|dodała|mówi|mówił|mówiła|podkreślił|podkreśliła|stwierdził|stwierdziła|zaznaczył|zaznaczyła)[^–—”»]{0,80}(?:[–—-]|\.)/u,
  fillers: words(
    'też także potem później następnie już dziś wczoraj nie się jednak również natomiast tymczasem jeszcze',
  ),
  openers: words('zapytany zapytana'),
  coordinators: words('i a ale oraz lub'),
  pronouns: gendered({ male: 'on', female: 'ona', plural: 'oni one', thing: 'ono to', self: 'ja my' }),
  determiners: words('ten ta to ci te jego jej ich jeden jedna kilku dwóch'),
  articles: words('ten ta'),
  definites: words(''),
  prepositions: words('w we na z ze do od dla o po przed przez przy za nad pod między bez podczas wobec ds.'),
  clauseOpeners: words('i a ale oraz że gdy kiedy ponieważ bo jeśli choć aby'),
  relatives: words('który która które którzy'),
  honorifics: gendered({ male: 'pan', female: 'pani', any: 'dr prof. prof ks.' }),
  titles: gendered({
    female: 'rzeczniczka ministra dyrektorka prezeska posłanka senatorka królowa kanclerka',
    male: 'rzecznik poseł król kanclerz',
    any: 'minister prezydent premier dyrektor prezes senator ambasador sekretarz generał szef szefowa burmistrz profesor ekspert ekspertka sędzia przewodniczący przewodnicząca podsekretarz wiceminister marszałek',
    plural: 'eksperci ministrowie źródła',
  }),
  institutions: words(
    'uniwersytet ministerstwo rząd komisja rada partia policja agencja sejm senat bank sąd',
  ),
  works: words('film filmu książka książki powieść piosenka album tytuł tytułem gazeta'),
  particles: words('de van von'),
  calendar: words(
    'poniedziałek wtorek środa czwartek piątek sobota niedziela stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  ),
  abbreviations: words('dr prof ks św'),
  verbs:
    /(?:^|[^\p{L}])(?:jest|są|był|była|było|były|będzie|będą|jestem|jesteśmy|ma|mają|mamy|mam|może|mogą|możemy|musi|muszą|musimy|chce|chcemy|trzeba|wie|wiemy|nie|\p{L}{2,}(?:my|ł|ła|li|ły|ją))(?![\p{L}])/iu,
};
