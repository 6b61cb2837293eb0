/** Turns public URLs of this stack's REST APIs into the ones they are served from here. */
export type ApiUrlRewriter = (text: string) => string;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * Local mode changes endpoints only: `https://<id>.execute-api.<region>.amazonaws.com/<stage>`, wherever a
 * template builds it, becomes the URL of the server that serves this API here. ARNs stay as they are.
 *
 * @param urls by id of the REST API
 */
export const apiUrlRewriter = (urls: ReadonlyMap<string, string>): ApiUrlRewriter => {
  const rules = [...urls].map(
    ([id, url]) =>
      [
        new RegExp(
          `https://${escaped(id)}\\.execute-api\\.[a-z0-9-]+\\.amazonaws\\.com(?:/[A-Za-z0-9_-]+)?`,
          "g",
        ),
        url.replace(/\/$/, ""),
      ] as const,
  );
  return (text) => rules.reduce((rewritten, [pattern, url]) => rewritten.replace(pattern, () => url), text);
};
