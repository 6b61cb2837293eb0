import { type TemplateName, templateKeys } from "@skein/contracts/site";
import type { TemplateTexts } from "./render-page.ts";
import type { SiteFile, SiteStore } from "./site-store.ts";

/** The look of the site as it lies in the bucket. */
export interface SiteTemplates {
  readonly texts: TemplateTexts;
  /** When the last of them was put there. */
  readonly since: Date;
}

type TemplateFiles = Readonly<Record<TemplateName, SiteFile>>;

const filesOf = (files: readonly SiteFile[]): TemplateFiles | undefined => {
  const byKey = new Map(files.map((file) => [file.key, file]));
  const [home, tag, post, moved, feed] = [
    byKey.get(templateKeys.home),
    byKey.get(templateKeys.tag),
    byKey.get(templateKeys.post),
    byKey.get(templateKeys.moved),
    byKey.get(templateKeys.feed),
  ];
  return home && tag && post && moved && feed ? { home, tag, post, moved, feed } : undefined;
};

/** Which templates these are; empty while some are missing. */
export const templatesVersion = (files: readonly SiteFile[]): string =>
  Object.values(filesOf(files) ?? {})
    .map(({ version }) => version)
    .join(" ");

/** @returns `undefined` while some are missing: no look was published yet */
export const templatesIn = async (
  files: readonly SiteFile[],
  { site }: { readonly site: Pick<SiteStore, "read"> },
): Promise<SiteTemplates | undefined> => {
  const found = filesOf(files);
  if (!found) return undefined;
  const [home, tag, post, moved, feed] = await Promise.all([
    site.read(found.home),
    site.read(found.tag),
    site.read(found.post),
    site.read(found.moved),
    site.read(found.feed),
  ]);
  const times = Object.values(found).map(({ modifiedAt }) => modifiedAt.getTime());
  return { texts: { home, tag, post, moved, feed }, since: new Date(Math.max(...times)) };
};
