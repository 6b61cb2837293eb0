import type { Engine, RawAnswer, RawRequest } from "./engine.ts";
import { codecOf } from "./protocols/codecs.ts";
import { isForm } from "./protocols/older-query.ts";
import { queryParametersOf } from "./protocols/query.ts";
import { matchRequest } from "./protocols/rest-json.ts";
import { targetOf } from "./protocols/target.ts";

/** The engines that are running, and which of them a request is meant for. */
export interface EngineRegistry {
  /** @throws {Error} when another engine has the same signing name and protocol, or the same target */
  add(engine: Engine): void;
  /** The engine of a signing name; where it has one for an older protocol too, the one that was added first. */
  get(service: string): Engine | undefined;
  all(): readonly Engine[];
  /** @param signedFor service in the scope of the signature */
  forRequest(request: RawRequest, signedFor: string | undefined): Engine | undefined;
  /** Asks the engines for plain HTTP that is no API call. */
  http(request: RawRequest): Promise<RawAnswer | undefined>;
}

export const createEngineRegistry = (): EngineRegistry => {
  const byService = new Map<string, Engine[]>();
  const byTarget = new Map<string, Engine>();
  const all = () => [...byService.values()].flat();
  const get = (service: string) => byService.get(service)?.[0];

  const byVersion = (request: RawRequest): Engine | undefined => {
    if (!isForm(request) && request.method !== "GET") return undefined;
    const version = queryParametersOf(request).get("Version");
    return version ? all().find((engine) => engine.xmlNamespace === version) : undefined;
  };

  /** Both versions of SES sign as `ses`; forms are of the older one. */
  const signedEngine = (service: string, request: RawRequest): Engine | undefined => {
    const engines = byService.get(service) ?? [];
    if (engines.length < 2) return engines[0];
    return engines.find(({ protocol }) => (protocol === "query") === isForm(request));
  };

  return {
    add: (engine) => {
      if (!engine.stream) codecOf(engine.protocol);
      const siblings = byService.get(engine.service) ?? [];
      if (siblings.some(({ protocol }) => protocol === engine.protocol))
        throw new Error(`There are two engines for ${engine.service}`);
      byService.set(engine.service, [...siblings, engine]);
      for (const target of engine.targets ?? []) {
        if (byTarget.has(target)) throw new Error(`There are two engines for the target ${target}`);
        byTarget.set(target, engine);
      }
    },
    get,
    all,
    forRequest: (request, signedFor) => {
      const target = targetOf(request);
      if (target) return byTarget.get(target.prefix);
      if (signedFor) return signedEngine(signedFor, request);
      return byVersion(request) ?? all().find((engine) => matchRequest(engine, request));
    },
    http: async (request) => {
      for (const engine of all()) {
        const answer = await engine.http?.(request);
        if (answer) return answer;
      }
      return undefined;
    },
  };
};
