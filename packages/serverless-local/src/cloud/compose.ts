import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

interface ComposeFile {
  readonly services?: Readonly<
    Record<string, { readonly path?: string; readonly dependsOn?: string | string[] }>
  >;
}

export interface ComposedService {
  /** Name in `serverless-compose.yml`, `todos`. */
  readonly name: string;
  /** Names of the services that must run before it. */
  readonly needs: readonly string[];
}

/** Finds a service in the workspace's `serverless-compose.yml` by its folder. */
export const composedService = (root: string, serviceDir: string): ComposedService | undefined => {
  const file = path.join(root, "serverless-compose.yml");
  if (!existsSync(file)) return undefined;
  const { services = {} } = parse(readFileSync(file, "utf8")) as ComposeFile;
  for (const [name, { path: folder = name, dependsOn = [] }] of Object.entries(services))
    if (path.resolve(root, folder) === path.resolve(serviceDir)) return { name, needs: [dependsOn].flat() };
  return undefined;
};
