import type { Visibility } from '../coverage/event.ts';

/** A network-neutral plan: what will be posted, in order, each post an answer to the one before. */
export interface Thread {
  /** A story's id or a moment's key: what a failure is about. */
  readonly subject: string;
  readonly posts: readonly Post[];
  /** What the plan had no room or no right to carry, for the summary and the preview. */
  readonly leftOut: readonly LeftOut[];
}

/** One message of a thread. */
export interface Post {
  readonly role: PostRole;
  readonly spans: readonly Span[];
  /** BCP 47. */
  readonly language: string;
  readonly attachment: Attachment | null;
  readonly visibility: Visibility;
  readonly contentWarning: string | null;
}

/** What a post is in its thread for. */
export type PostRole = 'opener' | 'quote' | 'points' | 'media' | 'moment';

/** A stretch of text; joined in order they are the post. Only link, tag and mention are live on the network. */
export type Span =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** `text` is shown with its sign ("#Vancouver"), `tag` is without. */
  | { readonly kind: 'tag'; readonly text: string; readonly tag: string }
  /** `handle` is the address on the account's network, with its @. */
  | { readonly kind: 'mention'; readonly text: string; readonly handle: string };

/** What a post shows beside its text. */
export type Attachment =
  | {
      readonly kind: 'card';
      readonly url: string;
      readonly title: string;
      readonly description: string;
      readonly imageUrl: string | null;
      readonly imageAltText: string | null;
    }
  | { readonly kind: 'images'; readonly images: readonly PostImage[] };

/** A picture with the description it can’t be posted without. */
export interface PostImage {
  readonly url: string;
  readonly altText: string;
}

/** Something of the story that the thread goes without, and why. */
export interface LeftOut {
  readonly what: 'image' | 'quote' | 'points' | 'recording' | 'lead' | 'mention';
  /**
   * Kebab-case. Any: no-room, too-long, never-word. Image: no-alt-text. Quote: speaker-unknown, not-in-source,
   * mid-sentence, already-in-lead, repeated.
   */
  readonly because: string;
  readonly excerpt: string;
}
