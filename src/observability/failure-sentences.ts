import type { Failure } from '../base/failure.ts';
import { asOneWord } from './feed-sentences.ts';

/** A failure as one sentence for people: what, which one, what to do. An unlisted code is spelled out as it stands. */
export function describeFailure(failure: Failure): string {
  const sentence = sentences[failure.code] ?? ((subject: string) => `${spellOut(failure.code)}: ${subject}`);
  const detail = failure.detail?.split('\n', 1)[0]?.replace(/\.$/, '');
  return `${sentence(failure.subject)}${detail ? ` (${detail})` : ''}.`;
}

/** True when people get words of its own for this code. */
export function hasSentence(code: string): boolean {
  return Object.hasOwn(sentences, code);
}

type Sentences = Readonly<Record<string, (subject: string) => string>>;

const ofTheWeb: Sentences = {
  'address-not-allowed': (url) =>
    `${url} is not an address that may be fetched, unless RAPPORTEUR_ALLOW_HOSTS names its host`,
  'address-not-valid': (url) => `${url} is not a valid http or https address; check its spelling`,
  'name-not-found': (url) => `The host of ${url} has no address; check its spelling, or the network`,
  'connection-failed': (url) => `${url} could not be reached`,
  'timed-out': (url) => `${url} did not answer in time`,
  'body-too-large': (url) => `${url} sent more than is allowed for its kind`,
  'too-many-redirects': (url) => `${url} redirects more than five times`,
  'body-broken': (url) => `${url} sent a body that breaks off or can’t be decompressed`,
  'http-client-error': (url) => `${url} is not to be had; check the address`,
  'http-server-error': (url) => `${url} answered with a fault of its own`,
  'http-unauthorised': (url) => `${url} wants a login or forbids us; ask its publisher`,
  'http-gone': (url) => `${url} is gone for good`,
  'http-too-many-requests': (url) => `${url} asked us to slow down`,
};

const ofFeeds: Sentences = {
  'feed-is-html': (url) => `${url} is a web page, not a feed; look for its RSS or Atom address`,
  'feed-empty': (url) => `${url} is empty`,
  'feed-cut-off': (url) => `${url} breaks off before its end`,
  'feed-not-understood': (url) => `${url} can’t be read as RSS, Atom, RDF or JSON Feed`,
  'feed-too-slow-to-parse': (url) => `${url} takes longer than a second to parse, so nothing of it is read`,
  'feed-unknown': (url) => `No event reads ${url}; rapporteur status names the feeds`,
  'feed-not-set-aside': (url) => `${url} waits for no word of yours; rapporteur status says how it stands`,
  'file-not-readable': (file) => `${file} can’t be read; check its name and its rights`,
};

const ofAgendas: Sentences = {
  'schedule-empty': (place) => `${place} is empty`,
  'schedule-is-html': (place) =>
    `${place} is a web page, not a schedule; look for its iCalendar or schedule.xml`,
  'schedule-cut-off': (place) => `${place} breaks off before its end`,
  'schedule-not-understood': (place) => `${place} can’t be read as iCalendar, schedule.xml or schedule.json`,
  'schedule-too-large': (place) => `${place} is larger than a schedule of 10 MB and 10,000 entries`,
  'schedule-too-slow-to-parse': (place) => `${place} takes longer than three seconds to parse`,
  'schedule-lost-sessions': (place) =>
    `${place} has lost most of its sessions at once. If that is right: rapporteur agenda-accept ${asOneWord(place)}; if not, ask its organisers: once it is mended it is taken by itself`,
  'agenda-unknown': (place) => `No event reads ${place}; rapporteur status names the agendas`,
  'agenda-not-set-aside': (place) =>
    `${place} waits for no word of yours; rapporteur status says how it stands`,
  'end-before-start': (session) => `“${session}” ends before it starts`,
  'zone-unknown': (session) =>
    `Nobody knows the time zone of “${session}”; name a place, as in Europe/Berlin`,
  'start-given-twice': (session) => `“${session}” has two starts`,
  'id-given-twice': (session) => `“${session}” has the id of another session; give each its own`,
  'id-missing': (session) => `“${session}” has no id by which to know it again`,
  'rule-not-understood': (session) => `How often “${session}” takes place can’t be understood`,
  'without-start': (session) => `“${session}” has no start that can be read, and is left out`,
  'without-id': (session) =>
    `Entries such as “${session}” have no UID; when one is moved, it is taken for another`,
  'without-zone': (place) =>
    `${place} names no time zone; what has none is read as UTC here, and in an event by the clocks of the event`,
  'rule-without-end': (session) => `“${session}” repeats without end; only the days of the event are taken`,
  'outside-the-event': (place) =>
    `${place} has sessions that are not on the days of the event; they are left out`,
  'without-sessions': (place) => `${place} has no session`,
};

const ofHubs: Sentences = {
  'hub-refuses': (hub) =>
    `${hub} refuses to push to us; see that WEBSUB_CALLBACK is right, or ask its publisher`,
  'hub-never-verified': (hub) =>
    `${hub} never came to verify the subscription; see that WEBSUB_CALLBACK can be reached from outside`,
  'subscription-denied': (hub) => `${hub} denies us its pushes`,
  'callback-not-listening': (place) => `WEBSUB_LISTEN=${place} can’t be listened on`,
  'callback-not-valid': (written) =>
    `WEBSUB_CALLBACK is “${written}”; write the http or https address under which hubs reach this program`,
  'callback-place-not-valid': (written) =>
    `WEBSUB_LISTEN is “${written}”; write host:port, as in 127.0.0.1:8380`,
};

const ofPages: Sentences = {
  'login-wall': (url) => `${url} wants a login`,
  'consent-wall': (url) => `${url} shows a consent form instead of the article`,
  paywall: (url) => `${url} is for subscribers`,
  'error-page': (url) => `${url} is an error page`,
  'page-unrelated': (url) => `${url} has nothing of what its feed announces`,
  'page-without-text': (url) => `${url} has no article text`,
  'page-too-complex': (url) => `${url} has more elements than a page for people`,
};

const ofThreads: Sentences = {
  'no-headline': (story) => `The story ${story} has no headline to open a thread with`,
  'headline-too-long': (story) => `The headline of ${story} does not fit into one post`,
  'not-in-source': (story) =>
    `A sentence planned for ${story} does not stand in its source, so nothing is posted`,
  'wrong-speaker': (story) => `A quote planned for ${story} would go under a name that is not its speaker’s`,
  'never-word': (story) => `The headline or lead of ${story} has a word that never goes out`,
  'nothing-to-post': (subject) => `There is nothing to post for ${subject}`,
  'post-over-limit': (subject) => `A post for ${subject} is over its server’s limit`,
  'too-many-posts': (subject) => `The thread for ${subject} has more posts than one commit takes`,
  'visibility-not-offered': (account) =>
    `${account} is on a network where everything is public; take its visibility out of the event file`,
};

const ofMoments: Sentences = {
  'moment-stale': (moment) => `${moment} came too late to make sense`,
  'moment-not-worded': (moment) => `A bug in Rapporteur met ${moment}; please report it`,
  'moment-hold-word': (moment) =>
    `${moment} would post a word that a person is to see first; while it makes sense: rapporteur release ${asOneWord(moment)}`,
  'moment-never-word': (moment) => `${moment} has a word that never goes out`,
  'no-hub': (moment) => `${moment} has no pinned post to be about`,
  'hub-not-public': (moment) => `${moment} waits until the pinned post is public`,
  'profile-changed': (account) =>
    `The profile of ${account} was changed while it was to be written; it is read again`,
  'pin-not-allowed': (account) =>
    `The token of ${account} may not pin posts; give it the scope write:accounts as well`,
  'pin-not-offered': (account) => `The server of ${account} can’t pin posts`,
  'unpin-not-offered': (account) => `The server of ${account} can’t unpin posts`,
  'edit-not-offered': (account) => `The server of ${account} can’t edit posts`,
  'delete-not-offered': (account) => `The server of ${account} can’t delete posts`,
};

const ofPictures: Sentences = {
  'picture-not-an-image': (subject) => `${subject} is not an image`,
  'picture-broken': (subject) => `${subject} is a broken image`,
  'picture-too-large': (subject) => `${subject} can’t be made to fit the network’s limits`,
  'media-refused': (account) => `The server of ${account} will not take the picture`,
  'media-still-processing': (account) => `The server of ${account} is still at work on the picture`,
  'media-already-attached': (account) =>
    `The picture for ${account} already belongs to a post, maybe to this one`,
  'media-gone': (account) => `The bytes of a picture for ${account} are no longer in the store`,
  'media-altered': (account) => `The server of ${account} stored another picture than the one sent`,
  'upload-forgotten': (account) =>
    `The server of ${account} forgot an uploaded picture; it is uploaded again`,
};

const ofAccounts: Sentences = {
  'account-unknown': (account) => `${account} is not in the accounts file`,
  'account-changed': (account) => `${account} is another account than the one its posts were frozen for`,
  'account-locked': (account) =>
    `${account} may not post: it is locked, suspended or forbidden; ask its server’s admins`,
  'credentials-refused': (account) =>
    `The server refuses the credentials of ${account}; set a new token or app password`,
  'no-secret': (account) =>
    `${account} can’t publish without a secret; its variable must be set when the run starts`,
  'no-consent': (account) =>
    `${account} may not publish yet: nobody has noted that its server allows automated accounts; read its rules or ask its admins, and write consent: { link, date } into the accounts file`,
  'not-marked-as-bot': (account) =>
    `${account} may not publish yet: its profile does not say that it is automated; on Mastodon tick “This is an automated account”, on Bluesky give the profile the self-label “bot”`,
  'session-expired': (account) => `The session of ${account} has run out and is renewed`,
  'login-left-to-another': (account) =>
    `Another replica is logging in for ${account}, and has no session to share yet; it is looked at again`,
  'budget-spent': (account) =>
    `${account} has done all that its server allows for a while; it goes on when the limit is renewed`,
  'rate-limited': (account) => `The server asked ${account} to slow down`,
  'server-unreachable': (account) => `The server of ${account} could not be reached; nothing was sent`,
  'server-moved': (account) =>
    `The server of ${account} redirects elsewhere; correct its address in the accounts file`,
  'server-too-slow': (account) => `The server of ${account} takes too long`,
  'server-answered-nonsense': (account) => `The server of ${account} gave an answer that means nothing`,
};

const ofPosts: Sentences = {
  'answer-lost': (account) => `The server of ${account} was asked and never answered`,
  'outcome-unknown': (subject) => `Nobody knows what became of ${subject}`,
  'lease-lost': (worker) => `${worker} stopped in the middle of a delivery`,
  'published-without-receipt': (delivery) =>
    `The delivery ${delivery} was taken without proof; look at the account`,
  'content-refused': (account) => `The server refuses the content of a post for ${account}`,
  'would-mention-others': (account) => `A post for ${account} would ping somebody who did not agree to it`,
  'parent-gone': (account) => `The post that ${account} was to answer is no longer there`,
  'post-deleted': (account) => `The post of ${account} was deleted on its server and is not brought back`,
  'post-dropped': (account) =>
    `The server of ${account} said yes and kept nothing; ask its admins about filters`,
  'posted-otherwise': (account) =>
    `The server of ${account} posted something else than it was asked to; look at it`,
  'key-taken': (account) => `Another record stands under the key of a post for ${account}`,
  'already-shown': (account) =>
    `${account} shows this article already, in a post that the store knows nothing of; release the thread to post it all the same`,
  'account-unread': (account) =>
    `What ${account} shows can’t be read, so nothing is posted that an earlier run may have posted; look there, and vouch for it by rapporteur retry --not-public`,
  'lease-too-short': (account) =>
    `There was too little time left to post for ${account} before another worker may`,
  'record-altered': (account) => `The server of ${account} stored another record than the one sent`,
};

const ofTheStore: Sentences = {
  'store-full': (store) => `The disk of ${store} is full`,
  'store-lost': (store) => `The database of ${store} does not answer`,
  'store-address-not-valid': (address) => `DATABASE_URL is ${address}; write sqlite:FILE or postgres://…`,
  'store-unreachable': (address) => `The store ${address} can’t be opened`,
  'store-locked': (address) => `The store ${address} is in use; stop the other run first, or use PostgreSQL`,
  'store-newer': (address) => `The store ${address} was written by a newer Rapporteur; use that one`,
  'store-behind': (address) => `The store ${address} is from an older Rapporteur; a run brings it up to date`,
  'store-absent': (address) => `There is no store at ${address}`,
  'store-not-empty': (address) =>
    `The store ${address} holds something already, so nothing was copied; name an empty database`,
  'delivery-unknown': (id) =>
    `The store has no delivery, story or moment ${id}; rapporteur status names them`,
  'not-paused': (scope) => `Nothing is changed: ${scope} is not paused`,
  'held-by-a-person': (delivery) => `A person holds it; to let it go on: rapporteur release ${delivery}`,
  'story-unknown': (story) => `The store has no story ${story}; rapporteur status names those that are held`,
  'story-not-held': (story) => `The story ${story} is not held, so there is nothing to decide`,
  'archive-not-written': (file) => `The recording can’t be kept at ${file}`,
  'time-not-understood': (flag) => `${flag} is no time; write 2017-11-14 or "2017-11-14 09:00"`,
  'time-ends-before-it-starts': (stretch) =>
    `Nothing can be played from ${stretch}: it ends before it starts`,
  'archive-not-understood': (file) => `The archive ${file} can’t be read`,
};

const sentences: Sentences = {
  ...ofTheWeb,
  ...ofFeeds,
  ...ofAgendas,
  ...ofHubs,
  ...ofPages,
  ...ofThreads,
  ...ofMoments,
  ...ofPictures,
  ...ofAccounts,
  ...ofPosts,
  ...ofTheStore,
  unexpected: (subject) => `A bug in Rapporteur met ${subject}; please report it`,
};

function spellOut(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
