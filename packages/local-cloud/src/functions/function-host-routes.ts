import { type LocalAnswer, type LocalRoute, problem } from "../gateway/local-api.ts";
import type { FunctionHosts } from "./function-hosts.ts";
import type { FunctionRecord } from "./function-record.ts";
import type { FunctionStore } from "./function-store.ts";

/** Temporary credentials, as AWS hands them out. */
export interface FunctionCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

/**
 * How a process says that it runs a function's code, and gets in return what the function may know:
 * `PUT /_local/functions/{name}/host` `{"invokeUrl": "http://127.0.0.1:4111"}` answers the credentials of the
 * function's role and its environment; `DELETE` says that it is gone.
 */
export const functionHostRoutes = (ports: {
  functions: FunctionStore;
  hosts: FunctionHosts;
  credentialsOf: (record: FunctionRecord) => FunctionCredentials;
}): LocalRoute[] => [
  {
    method: "PUT",
    path: "/_local/functions/{functionName}/host",
    access: "operator",
    handle: ({ labels, body }) => {
      const functionName = labels.functionName ?? "";
      const record = ports.functions.get(functionName);
      if (!record) return unknownFunction(functionName);
      const invokeUrl = invokeUrlOf(body);
      if (invokeUrl === undefined)
        return problem(
          400,
          "Bad Request",
          'The body must be {"invokeUrl": "http://127.0.0.1:<port>"}: functions are hosted on this machine.',
        );
      ports.hosts.announce(functionName, { invokeUrl });
      return {
        status: 200,
        body: {
          credentials: ports.credentialsOf(record),
          environment: record.configuration.Environment?.Variables ?? {},
        },
      };
    },
  },
  {
    method: "DELETE",
    path: "/_local/functions/{functionName}/host",
    access: "operator",
    handle: ({ labels }) => {
      ports.hosts.withdraw(labels.functionName ?? "");
      return { status: 204 };
    },
  },
];

const unknownFunction = (functionName: string): LocalAnswer =>
  problem(
    404,
    "Not Found",
    `There is no function ${functionName}. Provision its stack first: PUT /_local/stacks/{stackName}.`,
  );

const loopbackHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

const invokeUrlOf = (body: unknown): string | undefined => {
  if (typeof body !== "object" || body === null || !("invokeUrl" in body)) return undefined;
  const { invokeUrl } = body;
  if (typeof invokeUrl !== "string" || !URL.canParse(invokeUrl)) return undefined;
  const { protocol, hostname, origin } = new URL(invokeUrl);
  return protocol === "http:" && loopbackHosts.has(hostname) ? origin : undefined;
};
