/** One line of a page, and how much of it is link. */
export interface Line {
  readonly text: string;
  /** Characters that stand in links. */
  readonly linked: number;
}

/** Whether a line sends readers elsewhere instead of telling them something: "Follow us on X", "Read also: …". */
export function isTeaser({ text, linked }: Line): boolean {
  if (text.length > longestTeaser) return false;
  if (callToFollow.test(text) || pointerElsewhere.test(text)) return true;
  const whollyLinked = linked >= text.replace(/\s+/gu, '').length * 0.9;
  return whollyLinked && !/[.!?。！？”"’»」]$/u.test(text);
}

/** Whether a line is too short for a paragraph and no sentence either: a button, a label, the scale of a chart. */
export function isLabel(text: string): boolean {
  return text.length < 40 && !/[.!?:;,…。！？：؟।”"’»›」』)\]]$/u.test(text);
}

/** Whether a heading only introduces links ("Related stories"). */
export function isTeaserHeading(text: string): boolean {
  return text.length < 60 && (headingOfLinks.test(text) || pointerElsewhere.test(`${text}:`));
}

const longestTeaser = 320;

// At the start of a sentence, so that "members of the Council follow us closely" is none.
const callToFollow = new RegExp(
  `(?:^|[.!?:…]\\s+)(?:${[
    'Follow (?:us|our|@|(?:\\S+ ){1,5}on (?:X|Twitter|Facebook|Mastodon|Bluesky|Instagram|LinkedIn)\\b)',
    '(?:Subscribe|Sign up) (?:to|for|here|now)',
    'Download (?:our|the) .{0,40}\\bapp\\b',
    'Share (?:this|on)\\b',
    'Click here',
    'Join (?:us|our) on\\b',
    'The post .{1,200} (?:appeared first|first appeared) on',
    'Suivez[- ](?:nous|@)|Abonnez-vous|Inscrivez-vous|Téléchargez notre',
    'S[ií]gu?[ae](?:nos|n a|@)|Síguenos|Suscríb[ae]|Siga(?:-nos)?|Assine|Inscreva-se',
    'Folgen Sie|Folge uns|Abonnieren Sie|Melden Sie sich',
    'Seguici|Iscriviti|Подписывайтесь|Следите за|Śledź nas|Följ oss|Prenumerera',
    'تابعونا|تابعنا|اشترك',
  ].join('|')})`,
  'u',
);

// A label with a colon, and what it points to after it.
const pointerElsewhere = new RegExp(
  `^[\\[(►▶→»>•\\s]*(?:${[
    'Read(?: more| also| next)?|Also read|See also|See more|More on(?: this)?|Related(?: \\S+)?|Learn more|Watch also|You may also like|Further reading|Continue reading',
    'À lire(?: aussi)?|Lire aussi|Voir aussi|Lea también|Lee también|Ver también|Leia (?:também|mais)|Veja também',
    'Lesen Sie (?:auch|mehr)|Mehr (?:dazu|zum Thema)|Siehe auch|Leggi anche|Читайте также|Czytaj (?:też|także)|Läs (?:även|också)',
    'اقرأ أيضا|相关阅读|関連記事',
  ].join('|')})\\s*(?:[:：…]|\\.\\.\\.|→|»|$)`,
  'iu',
);

const headingOfLinks =
  /^(?:related|recommended|most (?:read|popular)|more (?:stories|news|from|on)|share this|follow us|newsletter|comments?|tags|topics|latest news|trending|you might|don’t miss|further reading|à lire|sur le même sujet|mehr zum thema|das könnte|artículos relacionados|leia mais)\b/iu;
