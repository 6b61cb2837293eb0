import path from "node:path";
import { ConfigurationError, messageOf } from "../errors.ts";
import { rememberValidation } from "./remember-validation.ts";
import { type CommandLineOptions, frameworkOf, type Serverless } from "./serverless.ts";
import { variablesOf } from "./variables.ts";
import { inServiceDir } from "./working-directory.ts";

export interface LoadedService {
  /** Ready to `run()` the given command. */
  readonly serverless: Serverless;
  /** Absolute paths of the configuration and of everything that it includes. */
  readonly files: ReadonlySet<string>;
}

const own = new WeakSet<object>();

/** Whether an instance of the framework was made here, and not by its command line. */
export const isLoadedHere = (serverless: object): boolean => own.has(serverless);

type ServerlessClass = new (input: object) => Serverless;

/**
 * Reads a service's configuration afresh and builds the framework's instance for one command, in this process.
 *
 * The framework's own command line does the same once per process, with `process.argv` and exits; this can be
 * repeated, costs about 50 ms after the first time, and throws.
 *
 * @throws {ConfigurationError} naming the files that were read
 */
export const loadService = (
  serviceDir: string,
  commands: readonly string[],
  options: CommandLineOptions = {},
): Promise<LoadedService> =>
  inServiceDir(serviceDir, async () => {
    const files = new Set<string>([path.join(serviceDir, "serverless.yml")]);
    try {
      return await load(serviceDir, commands, options, files);
    } catch (error) {
      throw new ConfigurationError(messageOf(error), files, { cause: error });
    }
  });

const load = async (
  serviceDir: string,
  commands: readonly string[],
  options: CommandLineOptions,
  files: Set<string>,
): Promise<LoadedService> => {
  const framework = frameworkOf(serviceDir);
  const locate = framework("cli/resolve-configuration-path.js") as (where: object) => Promise<string>;
  const read = framework("configuration/read.js") as (file: string) => Promise<object>;
  const ServerlessInstance = framework("serverless.js") as ServerlessClass;

  const file = await locate({ cwd: serviceDir, options });
  files.add(file);
  const configuration = await read(file);
  const variables = variablesOf(framework, serviceDir, configuration, options, files);
  await variables.resolveEarly();
  const serverless = new ServerlessInstance({
    configuration,
    serviceDir,
    configurationFilename: path.basename(file),
    commands,
    options,
    variablesMeta: variables.meta,
  });
  own.add(serverless);
  await serverless.init();
  await variables.resolveWith(serverless);
  const [failure] = variables.failures();
  if (failure) throw new Error(failure);
  rememberValidation(serverless);
  return { serverless, files };
};
