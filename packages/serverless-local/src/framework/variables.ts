import path from "node:path";
import type { CommandLineOptions, FrameworkModules, Serverless } from "./serverless.ts";

type Source = { resolve(request: { readonly params?: readonly string[] | null }): unknown };
type Resolver = (resolution: object) => Promise<void>;

/** Resolves the `${...}` variables of one configuration in place. */
export interface Variables {
  /** All that can be known before the framework's instance exists. */
  resolveEarly(): Promise<void>;
  /** The rest: `${sls:instanceId}`, `${param:...}`. */
  resolveWith(instance: Serverless): Promise<void>;
  /** What could not be resolved, one message per property. */
  failures(): string[];
  readonly meta: ReadonlyMap<string, { readonly error?: Error }>;
}

/**
 * Sources that reach into an account (`cf`, `ssm`, `s3`, `aws`) are left out on purpose: a configuration that
 * needs them cannot be packaged without credentials, so it is refused here too.
 *
 * @param files receives the absolute path of every file that a `${file(...)}` names
 */
export const variablesOf = (
  framework: FrameworkModules,
  serviceDir: string,
  configuration: object,
  options: CommandLineOptions,
  files: Set<string>,
): Variables => {
  const resolve = framework("configuration/variables/resolve.js") as Resolver;
  const metaOf = framework("configuration/variables/resolve-meta.js") as (
    configuration: object,
  ) => Map<string, { error?: Error }>;
  const source = (name: string) => framework(`configuration/variables/sources/${name}.js`) as Source;
  const late = (name: string) =>
    framework(`configuration/variables/sources/instance-dependent/${name}.js`) as (
      instance?: Serverless,
    ) => Source;

  const file = source("file");
  const recordingFile: Source = {
    ...file,
    resolve: (request) => {
      const [named] = request.params ?? [];
      if (named) files.add(path.resolve(serviceDir, named));
      return file.resolve(request);
    },
  };
  const meta = metaOf(configuration);
  const sources: Record<string, Source> = {
    env: source("env"),
    file: recordingFile,
    opt: source("opt"),
    self: source("self"),
    strToBool: source("str-to-bool"),
    sls: late("get-sls")(),
  };
  const resolution = {
    serviceDir,
    configuration,
    variablesMeta: meta,
    sources,
    // The framework reads an absent option as unresolved and `null` as not given.
    options: { stage: null, region: null, param: null, ...options },
    fulfilledSources: new Set(["env", "file", "opt", "self", "strToBool"]),
    propertyPathsToResolve: null,
    isPropertyDeferred: (_path: string): boolean => false,
  };
  const defer = framework("configuration/variables/defer-irrelevant-stage-params.js") as (
    configuration: object,
    resolution: object,
  ) => (propertyPath: string) => boolean;
  resolution.isPropertyDeferred = defer(configuration, resolution);

  return {
    meta,
    resolveEarly: () => resolve(resolution),
    resolveWith: (instance) => {
      sources.sls = late("get-sls")(instance);
      sources.param = late("param")(instance);
      resolution.fulfilledSources.add("sls").add("param");
      return resolve(resolution);
    },
    failures: () =>
      [...meta]
        .filter(([property, { error }]) => error || !resolution.isPropertyDeferred(property))
        .map(
          ([property, { error }]) =>
            error?.message ??
            `"${property.replaceAll("\0", ".")}" has a variable that cannot be resolved locally`,
        ),
  };
};
