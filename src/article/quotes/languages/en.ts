import { gendered, type Language, words } from '../language.ts';

const regular = `accept accuse acknowledge add admit advise affirm agree allege announce answer appeal applaud argue ask
 assail assert assess assure bellow blast boast brag call caution challenge characterize characterise charge chide
 claim clarify comment commend complain conclude concede condemn confess confide confirm contend continue counter credit
 criticize criticise criticise declare decry defend demand denounce denounce deny deride describe dismiss
 dispute echo elaborate emphasize emphasise enthuse estimate exclaim explain express fume gripe gush highlight hint hope
 imply indicate inform insist interject interrupt invite joke lament laugh lecture marvel mention mock mumble murmur muse
 note object observe opine oppose order plead pledge point post praise predict press proclaim promise pronounce propose
 protest question quip rail reaffirm reason recall recite reckon recommend recount refer reference reflect reiterate reject
 relate relay remark remember remind repeat reply report request respond retort reveal roar scoff scold shout sigh
 slam snap sneer speculate state stress suggest sum surmise tease testify thank theorize threaten thunder tout
 trumpet tweet urge venture vent voice vow wail warn welcome whisper wonder worry yell`;

const irregular = `say says said tell tells told write writes wrote written think thinks thought speak speaks spoke
 read reads find finds found swear swears swore
 cite cites cited quote quotes quoted sing sings sang cry cries cried reply replies replied specify specifies specified
 clarifies clarified deny denies denied decries decried testifies testified worries worried quips quipped
 shot fired permitted submit submits submitted admits admitted rebuts rebutted chant chants chanted feel feels felt
 believe believes believed label labels labeled labelled label dub dubbed brags bragged begin began`;

/** English. */
export const english: Language = {
  tag: 'en',
  script: 'cased',
  cues: new Set([...words(irregular), ...[...words(regular)].flatMap(finiteForms)]),
  possessives: gendered({ male: 'his', female: 'her', thing: 'its', plural: 'their', self: 'my our your' }),
  joiners: words('and'),
  texts: words(
    `account advice answer argument assessment blog column comment complaint conclusion email e-mail essay explanation
     letter mantra memo memoir message note op-ed plea point post prediction promise question reaction remark reply response
     slogan speech statement testimony text tweet verdict view warning words message`,
  ),
  cuesInTwo: new Map([
    ...['went', 'goes', 'go'].map((verb) => [verb, 'on'] as const),
    ...['shot', 'shoots', 'fired', 'fires', 'hit', 'hits'].map((verb) => [verb, 'back'] as const),
    ...['chimed', 'chimes', 'weighed', 'weighs'].map((verb) => [verb, 'in'] as const),
    ...['put', 'puts'].map((verb) => [verb, 'it'] as const),
  ]),
  passive: {
    auxiliaries: words('was were been being be'),
    by: 'by',
    active: words('quoted cited heard recorded worried concerned'),
  },
  pluralCues: words(regular),
  participleEnding: /^\p{L}\p{Ll}+(?:ing|ed)$/u,
  formers: words(
    'retired acting outgoing incoming sitting leading elected appointed disgraced renowned embattled',
  ),
  pluralEnding: /s$/u,
  thoughts: words(
    'think thinks thought believe believes believed feel feels felt hoped hopes wondered wonders found finds find',
  ),
  addressing: words('tell tells told inform informs informed remind reminds reminded assure assures assured'),
  participles: new Set([
    ...[...words(regular)].map(participle),
    ...words(
      'saying telling writing calling putting citing quoting replying denying specifying reading begging',
    ),
  ]),
  accordingTo: ['according to', 'in the words of', 'as told by', 'per'],
  fillers:
    words(`has had have is was are were be been being do does did would could should will might may must can also
   later then once again just still even only soon now already recently repeatedly often always never not who too himself
   herself first thus simply though however instead to meanwhile neither both yet perhaps maybe moreover furthermore
   today yesterday tomorrow tonight ago last next earlier this`),
  openers: words(
    'asked given see following according including despite regarding speaking thanks congratulations here there elsewhere',
  ),
  coordinators: words('and but or so yet nor'),
  adverb: /^\p{Ll}{3,}ly$/u,
  pronouns: gendered({
    male: 'he',
    female: 'she',
    plural: 'they both',
    thing: 'it',
    self: 'i we you',
  }),
  determiners: words(
    `the a an one another some many several two three four five six seven eight nine ten dozens hundreds thousands his her their its this that these those my our your each
     every no any most both other few all`,
  ),
  articles: words('the a an'),
  definites: words('the'),
  placePrepositions: words('in at from into across near'),
  infinitives: words('to'),
  companions: words('with has have shows showed heard hears depicts depicted captures captured'),
  prepositions: words(
    `of for at from in with to on by about against under over near into outside inside between among behind during
     before after since until through without within via as than like toward towards across around beyond`,
  ),
  clauseOpeners: words(
    `and but while as when because that if whether although though since so until where or nor yet unless after before
     than once`,
  ),
  relatives: words('who whom whose which that where when'),
  honorifics: gendered({
    male: 'mr mr. sir lord fr. brother',
    female: 'mrs mrs. ms ms. miss madam madame lady dame sister',
    any: 'dr dr. prof. prof rev rev. hon hon. st. pastor rabbi imam sheikh father mx mx.',
  }),
  titles: gendered({
    female: `spokeswoman chairwoman congresswoman actress queen princess businesswoman councilwoman policewoman first-lady
      mother wife daughter sister grandmother widow aunt woman girl assemblywoman alderwoman saleswoman stateswoman
      noblewoman duchess countess empress heroine niece girlfriend waitress landlady nun`,
    male: `spokesman chairman congressman king prince businessman councilman policeman father husband son brother
      grandfather widower uncle man boy assemblyman alderman salesman statesman duke count emperor nephew boyfriend
      monk cowboy fireman frontman`,
    any: `president vice-president minister secretary secretary-general under-secretary-general undersecretary
      assistant-secretary-general under-secretary deputy director director-general chief head leader senator sen. sen sens. reps. govs.
      representative rep. rep sens. reps. govs. governor gov. gov mayor ambassador amb. amb envoy judge justice chancellor premier
      commissioner high commissioner coordinator representative general gen. gen colonel col. col major maj. maj captain capt.
      capt lieutenant lt. lt sergeant sgt. sgt commander cmdr. admiral adm. adm corporal cpl. private pvt. marshal brigadier
      officer official spokesperson chair chairperson co-chair founder co-founder ceo cfo coo executive manager adviser
      advisor aide analyst economist strategist pollster professor scholar researcher scientist historian teacher
      student lawyer attorney solicitor counsel winner legend creator diplomat prosecutor sheriff detective inspector superintendent police
      doctor nurse surgeon neurosurgeon physician psychologist activist advocate author writer journalist reporter
      editor columnist correspondent anchor host graduate anchor moderator blogger commentator actor singer musician artist director
      producer comedian player coach athlete candidate nominee frontrunner front-runner contender delegate lawmaker
      legislator parliamentarian mp councillor councilor councilmember commissioner treasurer comptroller auditor
      speaker whip minority-leader pope bishop archbishop cardinal pastor reverend priest rabbi imam sheikh farmer
      worker volunteer organizer organiser supporter voter veteran retiree resident survivor refugee victim witness
      owner developer investor banker trader broker entrepreneur tycoon mogul billionaire businessperson engineer
      architect consultant specialist expert partner fellow member colleague friend neighbor neighbour parent co-author
      partner rival opponent democrat republican independent conservative liberal socialist pilot driver chef
      principal dean provost rector chaplain trustee administrator secretary-designate president-elect operative
      strategist cleric insider extremist militant staffer source person negotiator mediator peacekeeper soldier fighter rapporteur`,
    plural: `officials spokespeople ministers leaders senators lawmakers experts critics supporters voters analysts
      residents witnesses democrats republicans aides advisers members activists researchers students parents`,
  }),
  titleEnding: /(?:-general|-elect|-secretary|-president|-minister|-director|-founder)$/u,
  institutions: words(
    `university college school institute committee commission council department ministry agency bureau office party
     campaign times post journal news magazine tribune herald gazette press network channel radio association society union
     federation league foundation fund bank group company corporation corp inc ltd llc court senate congress house parliament
     assembly board center centre hospital church club team project alliance coalition movement administration government
     authority service services forces army navy police force guard treasury nations organization organisation conference convention
     act plan deal agreement street avenue road county city state states river lake island airport station stadium hotel tower
     studios entertainment report review survey poll study watch action america`,
  ),
  examples: words('like as'),
  works: words(
    'films movies books novels songs albums plays poems film movie book novel song album magazine show series play poem documentary podcast memoir musical sitcom titled entitled essay campaign initiative motto slogan programme program single game band',
  ),
  particles: words(
    'de da di del della der den des du van von zu la le el al bin ibn ben dos das do y of-the ter ten st.',
  ),
  calendar: words(
    `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
     october november december christmas easter
     jan. feb. mar. apr. aug. sept. oct. nov. dec.`,
  ),
  abbreviations: words(
    `mr mrs ms dr prof rev hon st sen rep sens reps govs drs profs gov gen col lt sgt capt maj adm amb cmdr cpl pvt jr sr vs etc inc corp ltd co no
     fr mt ft dept univ assn bros jan feb mar apr jun jul aug sept sep oct nov dec ala ariz ark calif colo conn del fla ga ill
     ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo d-va`,
  ),
  verbs:
    /(?:^|[^\p{L}])(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|should|must|may|might|shall|cannot|\p{L}+(?:n['’]t|['’](?:re|ve|ll|m|d|s))|need|needs|want|wants|make|makes|made|get|gets|got|let|take|takes|took|go|goes|went|come|comes|came|know|knows|knew|think|thinks|say|says|said|see|saw|give|gives|gave|keep|stop|\p{L}{3,}(?:ed|ing))(?![\p{L}])/iu,
};

function finiteForms(verb: string): readonly string[] {
  if (/[^aeiou]y$/u.test(verb)) return [`${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`];
  if (verb.endsWith('e')) return [`${verb}s`, `${verb}d`];
  if (/(?:s|sh|ch|x)$/u.test(verb)) return [`${verb}es`, `${verb}ed`];
  const doubled = /^(?:quip|admit|scold|slam|snap|brag|refer)$/u.test(verb)
    ? `${verb}${verb.at(-1)}ed`
    : `${verb}ed`;
  return [`${verb}s`, doubled];
}

function participle(verb: string): string {
  return verb.endsWith('e') ? `${verb.slice(0, -1)}ing` : `${verb}ing`;
}
