import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

export interface Service {
  /** Name in `serverless-compose.yml`, `todos`. */
  readonly name: string;
  /** Absolute folder that holds its `serverless.yml`. */
  readonly folder: string;
}

interface ComposeFile {
  readonly services: Readonly<Record<string, { path: string; dependsOn?: string | string[] }>>;
}

/** When a service is asked for that `serverless-compose.yml` does not have. */
export class UnknownService extends Error {
  override readonly name = "UnknownService";
}

/**
 * The services to start, each after those it depends on, as `serverless-compose.yml` says.
 *
 * @param wanted names; empty for all
 * @throws {UnknownService} naming the services that exist
 */
export const servicesToStart = (root: string, wanted: readonly string[]): readonly Service[] => {
  const { services } = parse(readFileSync(path.join(root, "serverless-compose.yml"), "utf8")) as ComposeFile;
  const ordered = new Map<string, Service>();

  const add = (name: string): void => {
    const entry = services[name];
    if (!entry)
      throw new UnknownService(
        `There is no service "${name}". There are: ${Object.keys(services).join(", ")}`,
      );
    if (ordered.has(name)) return;
    for (const needed of [entry.dependsOn ?? []].flat()) add(needed);
    ordered.set(name, { name, folder: path.resolve(root, entry.path) });
  };
  for (const name of wanted.length > 0 ? wanted : Object.keys(services)) add(name);

  for (const { name, folder } of ordered.values())
    if (!existsSync(path.join(folder, "serverless.yml")))
      throw new UnknownService(`serverless-compose.yml names "${name}", but ${folder} has no serverless.yml`);
  return [...ordered.values()];
};
