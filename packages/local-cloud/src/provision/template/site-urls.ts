/** Turns public URLs and names of distributions into where they are served from here. */
export type SiteUrlRewriter = (text: string) => string;

const site = /(?<scheme>https?:\/\/)?\b(?<domain>d[a-z0-9]{13}\.cloudfront\.net)\b/g;

/**
 * `https://d111111abcdef8.cloudfront.net/posts`, wherever a template builds it, becomes
 * `http://127.0.0.1:8080/posts`, and the bare name `127.0.0.1:8080`. Names that are not known stay as they are.
 *
 * @param urls by domain name
 */
export const siteUrlRewriter =
  (urls: ReadonlyMap<string, string>): SiteUrlRewriter =>
  (text) =>
    text.replace(site, (whole: string, scheme: string | undefined, domain: string) => {
      const url = urls.get(domain);
      if (url === undefined) return whole;
      return scheme === undefined ? new URL(url).host : url;
    });
