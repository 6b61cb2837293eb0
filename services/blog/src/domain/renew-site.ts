/** Brings the pages of the site to what the posts are, and then has the edge forget the earlier ones. */
import type { EdgeCache } from "./edge-cache.ts";
import { edgePaths } from "./edge-paths.ts";
import { pendingPaths } from "./pending-paths.ts";
import { type SiteChangePorts, type SiteChanges, type SiteState, siteChanges } from "./site-changes.ts";
import type { SiteStore } from "./site-store.ts";
import { templatesVersion } from "./site-templates.ts";

export interface SitePorts extends SiteChangePorts {
  readonly edge: EdgeCache;
}

/** Why the site is looked at. */
export interface RenewalCause {
  /** The same for every attempt. */
  readonly id: string;
  /** The post that changed. */
  readonly postId?: string;
  /** Paths beside those of the pages that the edge shall forget: the API's. */
  readonly paths?: readonly string[];
}

/** Thrown when posts change faster than pages are written; a later attempt finds them at rest. */
export class SiteUnsettled extends Error {
  override readonly name = "SiteUnsettled";
}

const mostRounds = 10;
const writesAtOnce = 20;

/** Files first: a page that is there and belongs to no post that is read afterwards is one that has to go. */
const look = async ({ posts, site }: SiteChangePorts): Promise<SiteState> => {
  const files = await site.list();
  return { files, posts: await posts.list() };
};

const versionOf = ({ files, posts }: SiteState): string =>
  [templatesVersion(files), ...posts.map(({ id, version }) => `${id} ${version}`)].join("\n");

const inTurn = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> => {
  for (let start = 0; start < items.length; start += writesAtOnce)
    await Promise.all(items.slice(start, start + writesAtOnce).map(work));
};

const carryOut = async ({ writes, removals }: SiteChanges, site: SiteStore): Promise<void> => {
  await inTurn(writes, ({ key, body, headers }) => site.write(key, body, headers));
  await inTurn(removals, (key) => site.remove(key));
};

const pathOf = (key: string): string => (key === "index.html" ? "/" : `/${key}`);

/**
 * Several of these may be at work at once, each with what it has read. Whoever has written looks again, and does it
 * anew when posts or templates are not what they were: so the last one to write a page has seen the last change, in
 * whatever order they write. One that dies in between is tried again, and looks at everything again.
 *
 * @returns the paths that the edge was told
 * @throws {SiteUnsettled}
 */
export const renewSite = async (
  { id, postId, paths = [] }: RenewalCause,
  ports: SitePorts,
): Promise<readonly string[]> => {
  const { edge, site } = ports;
  const pending = pendingPaths(id, site);
  let state = await look(ports);
  const changed = new Set([...paths, ...(await pending.earlier(state.files))]);

  for (let round = 1; ; round += 1) {
    const changes = await siteChanges(state, postId, ports);
    // Before the look is published there are no pages; its publication makes all of them.
    if (!changes) break;
    if (changes.writes.length > 0 || changes.removals.length > 0) {
      for (const { path } of changes.writes) changed.add(path);
      for (const key of changes.removals) changed.add(pathOf(key));
      await pending.note([...changed]);
      await carryOut(changes, site);
    }
    const after = await look(ports);
    if (versionOf(after) === versionOf(state)) break;
    if (round === mostRounds)
      throw new SiteUnsettled(`the site changed ${mostRounds} times while it was written`);
    state = after;
  }

  const forgotten = edgePaths(changed);
  if (forgotten.length > 0) await edge.forget(forgotten, id);
  await pending.settle();
  return forgotten;
};
