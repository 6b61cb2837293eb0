/**
 * The part of the Serverless Framework that this package stands on, typed: osls 4 has no types of its own.
 * Everything that knows the framework's inside lives in this folder.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { LocalError } from "../errors.ts";

export type CommandLineOptions = Readonly<Record<string, unknown>>;

export interface FunctionDefinition {
  /** `<service>-<stage>-<key>` unless the configuration says otherwise. */
  readonly name: string;
  readonly handler?: string;
  readonly runtime?: string;
  readonly memorySize?: number;
  readonly timeout?: number;
  events?: readonly Readonly<Record<string, unknown>>[];
  package?: { artifact?: string };
}

export interface Hook {
  readonly pluginName: string;
  readonly hook: () => unknown;
}

/** What the constructor of a plugin receives as `serverless`. */
export interface Serverless {
  instanceId: string;
  readonly serviceDir: string;
  readonly configurationFilename: string;
  readonly processedInput: { readonly commands: readonly string[]; readonly options: CommandLineOptions };
  readonly service: {
    readonly service: string;
    readonly provider: {
      readonly name: string;
      readonly runtime?: string;
      readonly memorySize?: number;
      readonly timeout?: number;
      readonly compiledCloudFormationTemplate?: Template;
    };
    custom?: Record<string, unknown>;
    package: { artifact?: string; artifactDirectoryName?: string };
    getAllFunctions(): readonly string[];
    getFunction(key: string): FunctionDefinition;
  };
  readonly pluginManager: {
    readonly hooks: Record<string, Hook[]>;
    readonly plugins: readonly object[];
    readonly cliOptions: Record<string, unknown>;
    spawn(command: string): Promise<void>;
  };
  readonly configSchemaHandler: {
    readonly schema: object;
    validateConfig: (configuration: object) => Promise<void>;
  };
  readonly utils: { writeFileSync: (...args: unknown[]) => void };
  getProvider(name: "aws"): AwsProvider;
  init(): Promise<void>;
  run(): Promise<void>;
}

export interface AwsProvider {
  getStage(): string;
  getRegion(): string;
  readonly naming: { getStackName(): string; getRestApiLogicalId(): string };
}

/** A CloudFormation template, as far as this package looks into it. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

/** Loads one of the framework's own modules, from the copy that the service has installed. */
export type FrameworkModules = (file: string) => unknown;

/** @throws {LocalError} when the service has no Serverless Framework installed */
export const frameworkOf = (serviceDir: string): FrameworkModules => {
  const require = createRequire(path.join(serviceDir, "package.json"));
  const entry = ["serverless", "osls"].map((name) => {
    try {
      return require.resolve(`${name}/lib/serverless.js`);
    } catch {
      return "";
    }
  });
  const found = entry.find((file) => file !== "" && existsSync(file));
  if (!found)
    throw new LocalError(`${serviceDir} has no "serverless" package; run the install of the workspace`);
  const lib = path.dirname(found);
  return (file) => require(path.join(lib, file));
};

/**
 * Runs a hook before those of all plugins. Settings are best changed at `initialize`: the framework reads the
 * configuration once more when a command begins.
 */
export const runFirst = ({ pluginManager }: Serverless, event: string, hook: () => unknown): void => {
  pluginManager.hooks[event] = [{ pluginName: "SkeinLocal", hook }, ...(pluginManager.hooks[event] ?? [])];
};

/** Runs a hook after those of all plugins. */
export const runLast = ({ pluginManager }: Serverless, event: string, hook: () => unknown): void => {
  pluginManager.hooks[event] = [...(pluginManager.hooks[event] ?? []), { pluginName: "SkeinLocal", hook }];
};
