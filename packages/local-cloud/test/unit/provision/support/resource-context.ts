import { createClients } from "../../../../src/provision/clients.ts";
import type { ResourceContext } from "../../../../src/provision/resources/resource-type.ts";

/** For resources that call nobody: the clients lead nowhere. */
export const contextFor = (logicalId: string): ResourceContext => ({
  stackName: "skein-todos-dev",
  logicalId,
  region: "us-east-1",
  accountId: "000000000000",
  undoing: false,
  clients: createClients({
    endpoint: "http://127.0.0.1:9",
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  }),
  generatedName: (maxLength) => `generated-${logicalId}`.slice(0, maxLength),
});
