import { Agent, request } from "node:http";
import { CloudUnreachable, LocalError, ProvisionError, type ProvisionFailure } from "../errors.ts";
import type { Template } from "../framework/serverless.ts";
import type { RoleCredentials } from "../functions/environment.ts";
import type { CloudAccess } from "./outputs.ts";

export interface Health {
  readonly status: "ok";
  readonly endpoint: string;
  readonly pid: number;
}

export interface ProvisionedResource {
  readonly type: string;
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Intrinsics resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface ProvisionedStack {
  readonly stackName: string;
  readonly status: "CREATE_COMPLETE" | "UPDATE_COMPLETE" | "UNCHANGED";
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: Readonly<Record<string, ProvisionedResource>>;
  readonly changes: readonly { readonly logicalId: string; readonly action: string }[];
}

export interface StackRequest {
  /** `todos` */
  readonly service: string;
  readonly template: Template;
  /** Base URL by logical id of the REST API. */
  readonly apiUrls: Readonly<Record<string, string>>;
}

export interface FunctionGrant {
  readonly credentials: RoleCredentials;
  readonly environment: Readonly<Record<string, string>>;
}

/** A request to an API route that asks for a signature. */
export interface SignedRequest {
  readonly method: string;
  /** As the client sees it: `http://127.0.0.1:4110/users/1?x=y` */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** base64 */
  readonly body: string;
  readonly action: string;
  readonly resource: string;
}

export interface Authorization {
  readonly allowed: boolean;
  readonly status: number;
  readonly message?: string;
  readonly principal?: { readonly arn: string; readonly accountId: string };
}

/** The local cloud's own API, `/_local/*`. */
export interface CloudClient {
  readonly access: CloudAccess;
  /** `undefined` when nobody answers. */
  health(): Promise<Health | undefined>;
  /** @throws {ProvisionError | CloudUnreachable} */
  provision(stackName: string, stack: StackRequest): Promise<ProvisionedStack>;
  /** Says where a function runs; the answer says as whom, and with what. @throws {LocalError} */
  announce(functionName: string, invokeUrl: string): Promise<FunctionGrant>;
  withdraw(functionName: string): Promise<void>;
  authorize(request: SignedRequest): Promise<Authorization>;
  close(): void;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export const cloudClient = (access: CloudAccess): CloudClient => {
  const agent = new Agent({ keepAlive: true });

  const call = (method: string, route: string, body?: object): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const failed = (error: Error) =>
        reject(
          new CloudUnreachable(`The local cloud at ${access.Endpoint} does not answer: ${error.message}`),
        );
      const outgoing = request(`${access.Endpoint}/_local/${route}`, {
        agent,
        method,
        headers: { authorization: `Bearer ${access.SecretAccessKey}`, "content-type": "application/json" },
      });
      outgoing.on("error", failed);
      outgoing.on("response", (incoming) => {
        let text = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (chunk: string) => {
          text += chunk;
        });
        incoming.on("error", failed);
        incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, body: parsed(text) }));
      });
      outgoing.end(body && JSON.stringify(body));
    });

  const expectOk = async (method: string, route: string, body?: object): Promise<unknown> => {
    const answer = await call(method, route, body);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    const detail = detailOf(answer.body);
    throw new LocalError(`The local cloud refused ${method} /_local/${route} (${answer.status}): ${detail}`);
  };

  return {
    access,
    health: async () => {
      const answer = await call("GET", "health").catch(() => undefined);
      const health = answer?.status === 200 ? (answer.body as Health) : undefined;
      return health?.status === "ok" ? health : undefined;
    },
    provision: async (stackName, stack) => {
      const { status, body } = await call("PUT", `stacks/${stackName}`, stack);
      if (status === 200) return body as ProvisionedStack;
      const { failures = [] } = (body ?? {}) as { failures?: readonly ProvisionFailure[] };
      throw new ProvisionError(`${stackName} was not provisioned: ${detailOf(body)}`, failures);
    },
    announce: async (functionName, invokeUrl) =>
      (await expectOk("PUT", `functions/${functionName}/host`, { invokeUrl })) as FunctionGrant,
    withdraw: async (functionName) => {
      await expectOk("DELETE", `functions/${functionName}/host`);
    },
    authorize: async (signed) => (await expectOk("POST", "authorize", signed)) as Authorization,
    close: () => agent.destroy(),
  };
};

const parsed = (text: string): unknown => {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return { detail: text };
  }
};

const detailOf = (body: unknown): string => {
  const { detail, title } = (body ?? {}) as { detail?: unknown; title?: unknown };
  return String(detail ?? title ?? "no reason given");
};
