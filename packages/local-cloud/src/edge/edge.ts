/** The edge: every enabled distribution is served on a port of its own, and all share one cache. */
import path from "node:path";
import type { ChangeListener } from "../engines/cloudfront/changes.ts";
import type { CloudFrontEngine } from "../engines/cloudfront/cloudfront-engine.ts";
import { domainNameOf } from "../engines/cloudfront/distributions/domain-name.ts";
import type { Dispatcher } from "../gateway/engine.ts";
import { openDatabase } from "../state/database.ts";
import { openDocumentStore } from "../state/document-store.ts";
import { createObjectCache } from "./cache/object-cache.ts";
import { createRetriever } from "./cache/retrieve.ts";
import { type EdgePorts, type Placed, portFor, type RememberedPort } from "./edge-ports.ts";
import { type EdgeServer, startEdgeServer } from "./edge-server.ts";
import type { ApiAddresses } from "./origins/api-addresses.ts";
import { openConnections } from "./origins/http-origin.ts";
import { createOrigins } from "./origins/origins.ts";
import { serve } from "./serve.ts";
import { type Site, siteOf } from "./site/site.ts";

export interface EdgeOptions {
  /** Folder of `edge.db`. */
  readonly stateDir: string;
  readonly cloudfront: CloudFrontEngine;
  /** For origins that are buckets. */
  readonly dispatcher: Dispatcher;
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  readonly apis: ApiAddresses;
  readonly ports?: EdgePorts;
  /** Bytes of memory for what is kept; 128 MiB unless told. */
  readonly cacheBytes?: number;
  /** Epoch milliseconds; tests set their own. */
  readonly now?: () => number;
}

export interface Edge {
  /** By domain name: `d111111abcdef8.cloudfront.net` is at `http://127.0.0.1:8080`. */
  urls(): ReadonlyMap<string, string>;
  close(): Promise<void>;
}

interface Served {
  site: Site;
  readonly server: EdgeServer;
}

const standardCacheBytes = 128 * 1_024 * 1_024;

const isTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES");

export const startEdge = async (options: EdgeOptions): Promise<Edge> => {
  const { cloudfront, dispatcher, endpoint, apis, ports = {}, now = Date.now } = options;
  const { context } = cloudfront;
  const { stores, accountId } = context;
  const database = openDatabase(path.join(options.stateDir, "edge.db"), "");
  const remembered = openDocumentStore<RememberedPort>(database, "ports");
  const connections = openConnections();
  const origins = createOrigins({ accountId, dispatcher, endpoint, apis, connections, stores });
  const cache = createObjectCache(options.cacheBytes ?? standardCacheBytes);
  const retriever = createRetriever({ cache, now });
  const served = new Map<string, Served>();

  const start = async (site: Site, port: number): Promise<Served> => {
    const { distributionId } = site;
    const answering = (request: Parameters<typeof serve>[1]) =>
      serve(served.get(distributionId)?.site ?? site, request, { retriever, now });
    try {
      return { site, server: await startEdgeServer(port, answering) };
    } catch (error) {
      if (port === 0 || !isTaken(error)) throw error;
      console.warn(
        `Port ${port} on 127.0.0.1 is taken: the distribution ${distributionId} gets another one.`,
      );
      return { site, server: await startEdgeServer(0, answering) };
    }
  };

  const stop = async (distributionId: string): Promise<void> => {
    const running = served.get(distributionId);
    served.delete(distributionId);
    await running?.server.close();
  };

  const forgetDeleted = (): void => {
    for (const { distributionId } of remembered.list()) {
      if (stores.distributions.get(distributionId)) continue;
      retriever.forget(distributionId);
      remembered.delete(distributionId);
    }
  };

  const refresh = async (): Promise<void> => {
    const enabled = stores.distributions
      .list()
      .filter(({ config }) => config.Enabled)
      .sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
    const wanted = new Set(enabled.map(({ id }) => id));
    for (const id of [...served.keys()]) if (!wanted.has(id)) await stop(id);
    forgetDeleted();
    const earlier: Placed[] = [];
    for (const stored of enabled) {
      const site = siteOf(stored, context, origins);
      const placed: Placed = { distributionId: stored.id, tags: stores.tags.get(stored.id)?.tags ?? {} };
      const running = served.get(stored.id);
      if (running) running.site = site;
      else {
        const started = await start(site, portFor(placed, earlier, ports, remembered));
        served.set(stored.id, started);
        remembered.put(stored.id, { distributionId: stored.id, port: started.server.port });
      }
      earlier.push(placed);
    }
  };

  // One at a time: two changes at once must not open two servers for one distribution.
  let turn: Promise<void> = Promise.resolve();
  const listener: ChangeListener = {
    changed: () => {
      const next = turn.then(refresh);
      turn = next.catch(() => undefined);
      return next;
    },
    invalidated: retriever.invalidate,
  };

  const close = async (): Promise<void> => {
    await turn;
    await Promise.all([...served.values()].map(({ server }) => server.close()));
    connections.close();
    database.close();
  };
  try {
    await listener.changed();
  } catch (error) {
    await close();
    throw error;
  }
  cloudfront.changes.subscribe(listener);
  return {
    urls: () =>
      new Map([...served].map(([id, { server }]) => [domainNameOf(id), `http://127.0.0.1:${server.port}`])),
    close,
  };
};
