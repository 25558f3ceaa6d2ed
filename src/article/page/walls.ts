import { foldText } from '../../base/folded-text.ts';
import type { PageFacts } from './facts.ts';
import { elementsOf, findElement, nameOf, type PageElement, sourceText } from './page-tree.ts';

/** What stands where an article should. */
export type WallCode =
  | 'login-wall'
  | 'consent-wall'
  | 'paywall'
  | 'error-page'
  | 'page-unrelated'
  | 'page-without-text';

/** A page as it was read, for judging whether it is the article that the feed promised. */
export interface Reading {
  readonly root: PageElement;
  readonly url: string;
  readonly facts: PageFacts;
  /** The text that would be the article. */
  readonly text: string;
  /** Title and summary of the feed's item, as plain text. */
  readonly promised: string;
}

/**
 * Which wall a page is, or null for an article. A page with plenty of text about what the feed promised is an article
 * whatever else stands on it: most sites carry a log-in form and a cookie notice on every page.
 */
export function recogniseWall(reading: Reading): WallCode | null {
  const related = isRelated(reading);
  const brief = lengthOf(reading.text) < briefLength;
  if (related && !brief) return null;
  const sign = signs.find(({ shows }) => shows(reading));
  if (sign) return sign.code;
  if (reading.text === '') return 'page-without-text';
  return related ? null : 'page-unrelated';
}

// Shorter texts are either briefs or what a wall says; the longest wall met so far had 900 characters.
const briefLength = 1000;

/** Chinese and Japanese say in one character what takes others three. */
function lengthOf(text: string): number {
  return text.length + 2 * (text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0);
}

const signs: readonly { readonly code: WallCode; readonly shows: (reading: Reading) => boolean }[] = [
  { code: 'error-page', shows: (reading) => errorWords.test(titlesOf(reading)) },
  {
    code: 'login-wall',
    shows: (reading) => asksForPassword(reading.root) && !isRelatedTo(reading, reading.text),
  },
  { code: 'login-wall', shows: (reading) => loginWords.test(titlesOf(reading)) },
  { code: 'consent-wall', shows: asksForConsent },
  { code: 'paywall', shows: ({ facts }) => facts.isFree === false },
  { code: 'paywall', shows: asksForSubscription },
];

function titlesOf({ root }: Reading): string {
  return [...elementsOf(root)]
    .filter(({ tag }) => tag === 'title' || tag === 'h1')
    .map((title) => foldText(sourceText(title)).trim())
    .join('\n');
}

function asksForPassword(root: PageElement): boolean {
  return (
    findElement(root, ({ tag, attributes }) => tag === 'input' && attributes.type === 'password') !==
    undefined
  );
}

function asksForConsent(reading: Reading): boolean {
  const { hostname, pathname } = new URL(reading.url);
  if (/^(?:consent|guce|privacy-?mgmt|cmp)\./.test(hostname) || /consent|cookie-?wall/i.test(pathname))
    return true;
  return (
    consentWords.test(`${titlesOf(reading)}\n${foldText(reading.text)}`) &&
    !isRelatedTo(reading, reading.text)
  );
}

function asksForSubscription({ root, text }: Reading): boolean {
  if (subscriptionWords.test(foldText(text))) return true;
  const gate = findElement(root, (element) =>
    /(?<![a-z])(?:paywall|regwall|subscriber-only|piano)(?![a-z])/i.test(nameOf(element)),
  );
  return gate !== undefined && !['html', 'body'].includes(gate.tag);
}

function isRelated(reading: Reading): boolean {
  return isRelatedTo(reading, `${reading.facts.headline ?? ''} ${reading.text}`);
}

/** Whether `text` takes up what the feed promised: a third of the promise's longer words, for some are paraphrased. */
function isRelatedTo({ promised }: Reading, text: string): boolean {
  const words = wordsOf(promised);
  if (words.size === 0) return true;
  const said = wordsOf(text);
  return [...words].filter((word) => said.has(word)).length >= words.size / 3;
}

/** Words of four letters and more; scripts without spaces give pairs of characters instead. */
function wordsOf(text: string): ReadonlySet<string> {
  const folded = foldText(text);
  const words: readonly string[] = folded.match(/\p{L}{4,}/gu) ?? [];
  const spaceless: readonly string[] =
    folded.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]{2,}/gu) ?? [];
  return new Set([...words.filter((word) => !spaceless.includes(word)), ...spaceless.flatMap(pairsOf)]);
}

function pairsOf(run: string): readonly string[] {
  return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
}

// All without accents and in lower case, as foldText leaves them.
const errorWords =
  /\b(?:40[0134]|410|50[0234])\b.{0,30}\b(?:error|found|forbidden|unavailable|denied|gateway|timeout|gone|page)|\b(?:page|story|article|content|document) (?:was )?(?:not found|unavailable|no longer available|does(?: not|n't) exist)|\baccess denied|\bforbidden$|\bservice unavailable|\bjust a moment|\battention required|\bare you (?:a )?(?:human|robot)|\bcaptcha|\bsomething went wrong|\bpage (?:introuvable|non trouvee)|\bseite (?:wurde )?nicht gefunden|\bpagina no encontrada|\bpagina nao encontrada|\bpagina non trovata|страница не наи?дена|nie znaleziono strony|sidan hittades inte|الصفحة غير موجودة|页面不存在|ページが見つかりません/mu;

const loginWords =
  /^(?:please )?(?:log ?in|sign ?in|register to|members? only)\b|\b(?:log|sign) in to (?:continue|read|your account)|^(?:connexion|se connecter|identifiez-vous)|^(?:anmelden|einloggen|anmeldung)\b|^(?:iniciar sesion|acceder|identificarse)\b|^(?:entrar|iniciar sessao)\b|^(?:accedi|login)\b|^(?:вход|воити|авторизация)|^logga in|^zaloguj|^تسجيل الدخول|^登[录錄]|^ログイン/mu;

const consentWords =
  /\b(?:accept|manage|reject)(?: all)? cookies\b|\bwe(?: and our \S{0,20}\s?partners)? use cookies\b|\b(?:cookie|privacy) (?:settings|preferences|choices|consent)\b|\bbefore you continue\b|\byour privacy\b|\bcookies? (?:akzeptieren|zustimmen)\b|\bnous utilisons des cookies\b|\butilizamos cookies\b|\busiamo i? ?cookie\b/u;

const subscriptionWords =
  /\bsubscribe (?:now )?to (?:continue|read|unlock)|\b(?:for|to) subscribers(?: only)?\b|\balready (?:a subscriber|subscribed)\b|\bto (?:continue|keep) reading\b|\bread the full (?:story|article) (?:with|by)|\breserve(?:e)? aux abonnes|\bdejа abonne|\bpour lire la suite, abonnez|\bweiterlesen mit\b|\bnur fur abonnenten|\bexclusivo para suscriptores|\bsuscribete para\b|\bexclusivo para assinantes|\briservato agli abbonati|\bтолько для подписчиков/u;
