import { buildSite } from "../../src/build-site.ts";
import type { SiteFile } from "../../src/site-file.ts";

export interface BuiltSite {
  readonly files: readonly SiteFile[];
  /** HTML of finished pages and templates, by key. */
  readonly pages: ReadonlyMap<string, string>;
  text(key: string): string;
}

export const builtSite = async (): Promise<BuiltSite> => {
  const files = await buildSite();
  const texts = new Map(files.map(({ key, body }) => [key, Buffer.from(body).toString()]));
  const html = files.filter(({ kind, key }) => kind !== "asset" && !key.endsWith(".xml"));
  return {
    files,
    pages: new Map(html.map(({ key }) => [key, texts.get(key) ?? ""])),
    text: (key) => {
      const text = texts.get(key);
      if (text === undefined) throw new Error(`the build has no ${key}`);
      return text;
    },
  };
};
