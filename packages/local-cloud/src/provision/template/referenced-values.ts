import type { Clients } from "../clients.ts";
import type { ReferencedValues } from "./dynamic-references.ts";

const absent = new Set(["ParameterNotFound", "ParameterVersionNotFound", "ResourceNotFoundException"]);

const unlessAbsent = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && absent.has(error.name)) return undefined;
    throw error;
  }
};

/** Reads parameters and secrets from the endpoint, each once per instance: one instance serves one deployment. */
export const valuesFrom = (clients: Clients): ReferencedValues => {
  const known = new Map<string, Promise<string | undefined>>();
  const once = (key: string, read: () => Promise<string | undefined>): Promise<string | undefined> => {
    const reading = known.get(key) ?? read();
    known.set(key, reading);
    return reading;
  };
  return {
    parameter: (name, version) =>
      once(`ssm ${name} ${version}`, async () => {
        const ssm = await clients.ssm();
        const Name = version === undefined ? name : `${name}:${version}`;
        const found = await unlessAbsent(ssm.getParameter({ Name, WithDecryption: true }));
        return found?.Parameter?.Value;
      }),
    secret: (id, stage, version) =>
      once(`secret ${id} ${stage} ${version}`, async () => {
        const secretsManager = await clients.secretsManager();
        const found = await unlessAbsent(
          secretsManager.getSecretValue({ SecretId: id, VersionStage: stage, VersionId: version }),
        );
        return found?.SecretString;
      }),
  };
};
