// What walls say in their titles and texts, per language: English, French, German, Spanish, Portuguese, Italian,
// Russian, Polish, Swedish, Arabic, Chinese, Japanese. All in lower case and without accents, as foldText leaves them.

/** Titles of pages that say something went wrong. */
export const errorWords = anyOf([
  String.raw`\b(?:40[0134]|410|50[0234])\b.{0,30}\b(?:error|found|forbidden|unavailable|denied|gateway|timeout|gone|page)`,
  String.raw`\b(?:page|story|article|content|document) (?:was )?(?:not found|unavailable|no longer available|does(?: not|n't) exist)`,
  String.raw`\baccess denied|\bforbidden$|\bservice unavailable|\bsomething went wrong`,
  String.raw`\bjust a moment|\battention required|\bare you (?:a )?(?:human|robot)|\bcaptcha`,
  String.raw`\bpage (?:introuvable|non trouvee)`,
  String.raw`\bseite (?:wurde )?nicht gefunden`,
  String.raw`\bpagina (?:no encontrada|nao encontrada|non trovata)`,
  'страница не наидена',
  'nie znaleziono strony',
  'sidan hittades inte',
  'الصفحة غير موجودة',
  '页面不存在|ページが見つかりません',
]);

/** Titles of pages that ask who we are. */
export const loginWords = anyOf([
  String.raw`^(?:please )?(?:log ?in|sign ?in|register to|members? only)\b`,
  String.raw`\b(?:log|sign) in to (?:continue|read|your account)`,
  '^(?:connexion|se connecter|identifiez-vous)',
  String.raw`^(?:anmelden|einloggen|anmeldung)\b`,
  String.raw`^(?:iniciar sesion|acceder|identificarse)\b`,
  String.raw`^(?:entrar|iniciar sessao)\b`,
  String.raw`^accedi\b`,
  '^(?:вход|воити|авторизация)',
  '^zaloguj|^logga in',
  '^تسجيل الدخول',
  '^登[录錄]|^ログイン',
]);

/** Titles and texts of pages that ask for consent to be watched. */
export const consentWords = anyOf([
  String.raw`\b(?:accept|manage|reject)(?: all)? cookies\b`,
  String.raw`\bwe(?: and our \S{0,20}\s?partners)? use cookies\b`,
  String.raw`\b(?:cookie|privacy) (?:settings|preferences|choices|consent)\b`,
  String.raw`\bbefore you continue\b|\byour privacy\b`,
  String.raw`\bnous utilisons des cookies\b`,
  String.raw`\bcookies? (?:akzeptieren|zustimmen)\b`,
  String.raw`\butilizamos cookies\b|\busiamo i? ?cookie\b`,
]);

/** Texts that break off to ask for money. */
export const subscriptionWords = anyOf([
  String.raw`\bsubscribe (?:now )?to (?:continue|read|unlock)`,
  String.raw`\b(?:for|to) subscribers(?: only)?\b|\balready (?:a subscriber|subscribed)\b`,
  String.raw`\bto (?:continue|keep) reading\b|\bread the full (?:story|article) (?:with|by)`,
  String.raw`\breserve aux abonnes|\bdeja abonne|\bpour lire la suite, abonnez`,
  String.raw`\bweiterlesen mit\b|\bnur fur abonnenten`,
  String.raw`\bexclusivo para (?:suscriptores|assinantes)|\bsuscribete para\b`,
  String.raw`\briservato agli abbonati`,
  'только для подписчиков',
]);

function anyOf(patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join('|'), 'mu');
}
