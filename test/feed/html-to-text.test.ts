import { describe, expect, it } from 'vitest';
import { htmlToText } from '../../src/feed/html-to-text.ts';
import { processorTime } from '../processor-time.ts';

describe('HTML as people read it', () => {
  it.each([
    [
      'blocks on lines of their own',
      '<p>One.</p><p>Two,<br>three.</p><ul><li>a<li>b</ul>',
      'One.\nTwo,\nthree.\na\nb',
    ],
    ['inline markup without a gap', 'over<b>joy</b>ed', 'overjoyed'],
    ['white space folded', ' one\n\t two&nbsp;three ', 'one two three'],
    ['entities, once', '&eacute; &#233; &#xE9; &amp;eacute; &hellip;', 'é é é &eacute; …'],
    ['entities that mean windows-1252', 'don&#146;t &#x96; do', 'don’t – do'],
    ['old entities without their semicolon', 'R&amp D &copy 2017', 'R& D © 2017'],
    ['unknown entities as they stand', '&unknown; &notit; R&D &#0;', '&unknown; &notit; R&D'],
    ['a "less than" that is no tag', 'if 5 < 6 and <3', 'if 5 < 6 and <3'],
    ['attributes with angles in quotes', '<img alt="a > b" src=x>after', 'after'],
    ['an apostrophe inside a tag', "<a title=it's>text</a>", 'text'],
    [
      'no scripts, styles or comments',
      'a<script>b("</p>")</script><style>c{}</style><!-- d > --><p>e',
      'a\ne',
    ],
    ['the text before a tag that never ends', 'Read more <a href="https://a.exam', 'Read more'],
    ['CDATA left over from XML', '<![CDATA[words]]>', 'words]]>'],
    ['no character that turns the reading direction', 'a\u202eb&#x202e;c', 'abc'],
    ['nothing from nothing', '', ''],
  ])('has %s', (_, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it.each(['<', 'a<p', '<a "', '&lt;', '<script>', '<script></script', '<!--', ' \n '])(
    'made of two million characters of %j takes no longer than its length',
    (unit) => {
      expect(processorTime(() => htmlToText(unit.repeat(2_000_000 / unit.length)))).toBeLessThan(3000);
    },
  );
});
