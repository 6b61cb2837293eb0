import type { CloudClient, ProvisionedStack } from "../cloud/client.ts";
import { LocalError } from "../errors.ts";
import type { PackagedFunction } from "../framework/packaged-service.ts";
import { functionEnvironment } from "./environment.ts";
import type { HostedFunctions } from "./hosted-functions.ts";

export interface Announcement {
  readonly functions: readonly PackagedFunction[];
  readonly stack: ProvisionedStack;
  readonly region: string;
  readonly cloud: CloudClient;
  readonly hosting: { readonly invokeUrl: string };
  readonly hosted: HostedFunctions;
}

/**
 * Tells the cloud where the functions run, and takes over what each of them runs with: the environment of the
 * template, resolved, and the credentials of its own role.
 *
 * @throws {LocalError} for a function that is not in the stack
 */
export const announceFunctions = async (announcement: Announcement): Promise<void> => {
  await Promise.all(announcement.functions.map((one) => announce(one, announcement)));
};

const announce = async (
  { key, name, definition }: PackagedFunction,
  { stack, region, cloud, hosting, hosted }: Announcement,
): Promise<void> => {
  const resource = Object.values(stack.resources).find(
    ({ type, physicalId }) => type === "AWS::Lambda::Function" && physicalId === name,
  );
  if (!resource)
    throw new LocalError(`The function ${name} is not among the resources of ${stack.stackName}`);
  const { Handler, MemorySize, Runtime, Timeout } = resource.properties;
  if (!String(Runtime).startsWith("nodejs"))
    throw new LocalError(`Function "${key}" has the runtime ${String(Runtime)}; only Node.js runs locally`);
  const { credentials, environment } = await cloud.announce(name, hosting.invokeUrl);
  const memorySizeMb = Number(MemorySize ?? 128);
  hosted.configure(key, {
    arn: String(resource.attributes.Arn),
    memorySizeMb,
    timeoutMs: Number(Timeout ?? 3) * 1000,
    environment: functionEnvironment({
      functionName: name,
      handler: String(Handler ?? definition.handler),
      memorySize: memorySizeMb,
      runtime: String(Runtime),
      region,
      endpoint: cloud.access.Endpoint,
      credentials,
      variables: environment,
    }),
  });
};
