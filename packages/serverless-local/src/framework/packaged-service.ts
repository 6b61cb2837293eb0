import { ConfigurationError, messageOf } from "../errors.ts";
import { loadService } from "./load-service.ts";
import {
  type CommandLineOptions,
  type FunctionDefinition,
  frameworkOf,
  type Serverless,
  type Template,
} from "./serverless.ts";
import { stubArtifact } from "./stub-artifact.ts";
import { inServiceDir } from "./working-directory.ts";

/** A service as `serverless package` would upload it, without the code. */
export interface PackagedService {
  /** `skein-todos` */
  readonly name: string;
  /** `skein-todos-dev` */
  readonly stackName: string;
  readonly stage: string;
  readonly region: string;
  readonly template: Template;
  readonly functions: readonly PackagedFunction[];
  /** Of the configuration; ports among them. */
  readonly offlineOptions: Readonly<Record<string, unknown>>;
  /** Differs when functions must be bundled and hosted anew: others, other handlers, other bundling. */
  readonly hosting: string;
  /** Absolute paths of the configuration and of everything that it includes. */
  readonly files: ReadonlySet<string>;
}

export interface PackagedFunction {
  /** Key in the configuration: `createTodo` */
  readonly key: string;
  /** `skein-todos-dev-createTodo` */
  readonly name: string;
  readonly definition: FunctionDefinition;
}

/**
 * The template of a service, exactly as `serverless package` writes it, from the files as they are now.
 *
 * Code is not bundled or zipped: every function points to an empty artifact. So code hashes and S3 keys are
 * constant, which also means that provisioning twice changes nothing. Nothing is written to `.serverless/`.
 *
 * @throws {ConfigurationError} naming the files that were read
 */
export const packagedService = async (
  serviceDir: string,
  options: CommandLineOptions = {},
): Promise<PackagedService> => {
  const { serverless, files } = await loadService(serviceDir, ["package"], options);
  try {
    await inServiceDir(serviceDir, () => packageWithoutCode(serverless));
  } catch (error) {
    throw new ConfigurationError(messageOf(error), files, { cause: error });
  }
  const { service } = serverless;
  const provider = serverless.getProvider("aws");
  const compiled = service.provider.compiledCloudFormationTemplate;
  if (!compiled) throw new ConfigurationError(`${service.service} compiles to no template`, files);
  const functions = service.getAllFunctions().map((key) => {
    const definition = service.getFunction(key);
    return { key, name: definition.name, definition };
  });
  const { esbuild, "serverless-offline": offlineOptions = {} } = service.custom ?? {};
  return {
    name: service.service,
    stackName: provider.naming.getStackName(),
    stage: provider.getStage(),
    region: provider.getRegion(),
    template: JSON.parse(JSON.stringify(compiled)) as Template,
    functions,
    offlineOptions: offlineOptions as Readonly<Record<string, unknown>>,
    hosting: JSON.stringify([
      esbuild,
      functions.map(({ key, name, definition }) => [key, name, definition.handler]),
    ]),
    files,
  };
};

const packageWithoutCode = async (serverless: Serverless): Promise<void> => {
  const { service, pluginManager, utils } = serverless;
  // Names the API's deployment; the framework uses the time, which would change the template every time.
  serverless.instanceId = "Local";
  utils.writeFileSync = () => {};
  const replaceHooks = (event: string, hook: () => unknown) => {
    for (const when of ["before:", "after:"]) delete pluginManager.hooks[`${when}${event}`];
    pluginManager.hooks[event] = [{ pluginName: "SkeinLocal", hook }];
  };
  // Of the clean-up, the check of stage and region is wanted; emptying `.serverless/` is not.
  replaceHooks("package:cleanup", () => {
    service.package.artifactDirectoryName = `serverless/${service.service}/local`;
    return pluginManager.spawn("aws:common:validate");
  });
  replaceHooks("aws:package:finalize:saveServiceState", () => {});
  replaceHooks("package:createDeploymentArtifacts", () => {
    for (const key of service.getAllFunctions())
      service.getFunction(key).package = { artifact: stubArtifact() };
  });
  const { log } = frameworkOf(serverless.serviceDir)("utils/serverless-utils/log.js") as FrameworkLog;
  // It would say that the service was packaged. Warnings are of another level.
  const muted = log.disable();
  try {
    await serverless.run();
  } finally {
    muted.restore();
  }
};

interface FrameworkLog {
  readonly log: { disable(): { restore(): void } };
}
