import type { Recording } from '../article.ts';
import { readAddress } from './addresses.ts';
import { inlineText } from './inline-text.ts';
import { elementsOf, findElement, nameOf, type PageElement } from './page-tree.ts';
import { readCaption } from './pictures.ts';

/**
 * The video or audio piece that `frame` shows: a player alone, or with its caption around it. Its address is the page
 * that the caption links to, for people to open; else the player's own.
 */
export function readRecording(frame: PageElement, base: string): Recording | null {
  const player = findElement(frame, isPlayer);
  if (!player) return null;
  const caption = player === frame ? null : (readCaption(frame).caption ?? inlineText(frame));
  const url = linkedPage(frame, base) ?? playerAddress(player, base);
  if (url === null) return null;
  return { kind: kindOf(player, frame), url, caption: withoutLabel(caption) };
}

/** A recording that the text announces in a line of its own: `VIDEO: what it shows`, with a link to it. */
export function readAnnouncedRecording(line: PageElement, base: string): Recording | null {
  const text = inlineText(line);
  const [, label] = recordingLabel.exec(text) ?? [];
  const url = linkedPage(line, base);
  if (label === undefined || url === null || label !== label.toUpperCase()) return null;
  return { kind: audioWord.test(label) ? 'audio' : 'video', url, caption: withoutLabel(text) };
}

/** Whether `element` plays a video or a sound. */
export function isPlayer(element: PageElement): boolean {
  const { tag, attributes } = element;
  if (/^(?:video|audio|amp-video|amp-audio|amp-youtube|amp-vimeo|amp-soundcloud)$/.test(tag)) return true;
  if (!/^(?:iframe|amp-iframe|embed)$/.test(tag)) return false;
  return playerAddressPattern.test(attributes.src ?? attributes['data-src'] ?? '');
}

const playerAddressPattern =
  /youtube|youtu\.be|vimeo|dailymotion|soundcloud|spotify\.com\/embed|podcast|media\.un\.org|webtv|brightcove|jwplayer|kaltura|[/.](?:video|audio|player)s?[/.?]/i;

function kindOf(player: PageElement, frame: PageElement): Recording['kind'] {
  if (player.tag.endsWith('audio') || player.tag === 'amp-soundcloud') return 'audio';
  if (player.tag.endsWith('video') || player.tag === 'amp-youtube') return 'video';
  return audioWord.test(`${player.attributes.src ?? ''} ${nameOf(frame)}`) ? 'audio' : 'video';
}

const audioWord = /audio|podcast|soundcloud|spotify|аудио|listen|音声|音频/iu;

function linkedPage(frame: PageElement, base: string): string | null {
  const link = findElement(frame, (inner) => inner.tag === 'a' && !!inner.attributes.href);
  const address = link?.attributes.href;
  return address?.startsWith('#') ? null : readAddress(address, base);
}

function playerAddress(player: PageElement, base: string): string | null {
  const { attributes } = player;
  if (player.tag === 'amp-youtube' && attributes['data-videoid'])
    return watchAddress(attributes['data-videoid']);
  const source = findElement(player, (inner) => inner.tag === 'source' && !!inner.attributes.src);
  const url = readAddress(attributes.src ?? attributes['data-src'] ?? source?.attributes.src, base);
  const [, youtubeId] = /youtube(?:-nocookie)?\.com\/embed\/([\w-]{6,})/.exec(url ?? '') ?? [];
  if (youtubeId !== undefined) return watchAddress(youtubeId);
  const [, vimeoId] = /player\.vimeo\.com\/video\/(\d+)/.exec(url ?? '') ?? [];
  return vimeoId === undefined ? url : `https://vimeo.com/${vimeoId}`;
}

function watchAddress(youtubeId: string): string {
  return `https://www.youtube.com/watch?v=${youtubeId}`;
}

/** Our wording names the kind of a recording; the page's own label would say it twice. */
function withoutLabel(caption: string | null): string | null {
  return caption?.replace(recordingLabel, '') || null;
}

const recordingLabel =
  /^(video|audio|watch|listen|podcast|vidéo|vídeo|wideo|видео|аудио|فيديو|视频|音频|動画|音声)[ \u00a0]?[:：][ \u00a0]*/iu;

/** How many players `element` holds. */
export function countPlayers(element: PageElement): number {
  return [...elementsOf(element)].filter(isPlayer).length;
}
