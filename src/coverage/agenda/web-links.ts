/** Those of what a schedule gives as links that lead to the web, each once. */
export function webLinks(written: readonly (string | null | undefined)[]): readonly string[] {
  const links = written.flatMap((text) => {
    const url = text && /^https?:\/\//i.test(text.trim()) ? URL.parse(text.trim()) : null;
    return url ? [url.href] : [];
  });
  return [...new Set(links)].slice(0, mostLinks);
}

const mostLinks = 20;
