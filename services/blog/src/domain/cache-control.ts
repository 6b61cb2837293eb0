/**
 * What is public may be kept by caches that can be told to forget it: the edge, for five minutes. Browsers ask each
 * time whether their copy is still good. While the edge fetches anew it may answer with what it has for a minute, and
 * while we are down, for a day (https://www.rfc-editor.org/rfc/rfc5861).
 */
export const cacheControl =
  "public, max-age=0, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400";
