/**
 * A stand-in for the local cloud's own API, for tests of this package alone: it resolves the few intrinsics that
 * the fixture uses, remembers what it was told, and signs tokens.
 */
import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { SignedRequest } from "../src/cloud/client.ts";
import type { CloudAccess } from "../src/cloud/outputs.ts";
import type { Template } from "../src/framework/serverless.ts";

export interface FakeCloud {
  readonly access: CloudAccess;
  /** Invoke URLs by function name. */
  readonly hosts: ReadonlyMap<string, string>;
  readonly templates: readonly Template[];
  /** Failures that the next provisioning answers with. */
  failNext(failures: readonly { logicalId: string; type: string; message: string }[]): void;
  /** Decides on signed requests. */
  authorize: (request: SignedRequest) => object;
  token(claims: Record<string, unknown>, options?: { forged?: boolean }): string;
  close(): Promise<void>;
}

export const poolId = "us-east-1_Test";
const account = "000000000000";
const region = "us-east-1";

const physicalId = (logicalId: string, type: string, properties: Record<string, unknown>): string => {
  if (type === "AWS::Lambda::Function") return String(properties.FunctionName);
  if (type === "AWS::Cognito::UserPool") return poolId;
  if (type === "AWS::DynamoDB::Table") return String(properties.TableName ?? logicalId);
  return logicalId.toLowerCase();
};

const attribute = (type: string, id: string, name: string): string => {
  if (name === "RootResourceId") return `${id}-root`;
  if (type === "AWS::Lambda::Function") return `arn:aws:lambda:${region}:${account}:function:${id}`;
  if (type === "AWS::Cognito::UserPool") return `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`;
  return `arn:aws:any:${region}:${account}:${id}`;
};

const resolved = (value: unknown, ids: ReadonlyMap<string, { id: string; type: string }>): unknown => {
  if (Array.isArray(value)) return value.map((item) => resolved(item, ids));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [[intrinsic, argument] = ["", undefined]] = entries;
  const pseudo: Record<string, string> = {
    "AWS::Region": region,
    "AWS::Partition": "aws",
    "AWS::AccountId": account,
  };
  if (intrinsic === "Ref") return ids.get(String(argument))?.id ?? pseudo[String(argument)] ?? argument;
  if (intrinsic === "Fn::GetAtt") {
    const [logicalId = "", name = ""] = argument as string[];
    const found = ids.get(logicalId);
    return found && attribute(found.type, found.id, name);
  }
  if (intrinsic === "Fn::Join") {
    const [separator, parts] = resolved(argument, ids) as [string, string[]];
    return parts.join(separator);
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, resolved(item, ids)]));
};

const provisioned = (stackName: string, template: Template) => {
  const ids = new Map(
    Object.entries(template.Resources).map(([logicalId, { Type, Properties = {} }]) => [
      logicalId,
      { id: physicalId(logicalId, Type, Properties), type: Type },
    ]),
  );
  const resources = Object.fromEntries(
    Object.entries(template.Resources).map(([logicalId, { Type, Properties = {} }]) => {
      const id = ids.get(logicalId)?.id ?? "";
      return [
        logicalId,
        {
          type: Type,
          physicalId: id,
          attributes: { Arn: attribute(Type, id, "Arn") },
          properties: resolved(Properties, ids),
        },
      ];
    }),
  );
  return { stackName, status: "CREATE_COMPLETE", outputs: {}, changes: [], resources };
};

export const startFakeCloud = async (): Promise<FakeCloud> => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const hosts = new Map<string, string>();
  const templates: Template[] = [];
  const environments = new Map<string, Record<string, string>>();
  let failures: readonly object[] | undefined;

  const answer = (method: string, url: string, body: unknown): [number, unknown] => {
    const [, , kind, name = "", last] = url.split("/");
    if (url === "/_local/health") return [200, { status: "ok", endpoint: access.Endpoint, pid: process.pid }];
    if (url.endsWith("/.well-known/jwks.json"))
      return [
        200,
        { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "key", use: "sig", alg: "RS256" }] },
      ];
    if (kind === "authorize") return [200, fake.authorize(body as SignedRequest)];
    if (kind === "stacks" && method === "PUT") {
      const { template } = body as { template: Template };
      const failed = failures;
      failures = undefined;
      if (failed) return [422, { detail: "it failed", failures: failed }];
      templates.push(template);
      const stack = provisioned(name, template);
      for (const { type, properties } of Object.values(stack.resources))
        if (type === "AWS::Lambda::Function") {
          const { FunctionName, Environment } = properties as {
            FunctionName: string;
            Environment?: { Variables: Record<string, string> };
          };
          environments.set(FunctionName, Environment?.Variables ?? {});
        }
      return [200, stack];
    }
    if (kind === "functions" && last === "host" && method === "DELETE") {
      hosts.delete(name);
      return [204, undefined];
    }
    if (kind === "functions" && last === "host") {
      hosts.set(name, (body as { invokeUrl: string }).invokeUrl);
      const credentials = { AccessKeyId: `ASIA${name}`, SecretAccessKey: "secret", SessionToken: "token" };
      return [200, { credentials, environment: environments.get(name) ?? {} }];
    }
    return [404, { detail: `${method} ${url}` }];
  };

  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      const [status, body] = answer(
        request.method ?? "",
        request.url ?? "",
        text === "" ? undefined : JSON.parse(text),
      );
      response.writeHead(status, { "content-type": "application/json" });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const access: CloudAccess = {
    Endpoint: `http://127.0.0.1:${port}`,
    Region: region,
    AccessKeyId: "AKIATEST",
    SecretAccessKey: "operator",
  };

  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const fake: FakeCloud = {
    access,
    hosts,
    templates,
    failNext: (next) => {
      failures = next;
    },
    authorize: () => ({ allowed: false, status: 403, message: "not stubbed" }),
    token: (claims, { forged = false } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const issuer = `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
      const payload = { iss: issuer, iat: now, exp: now + 3600, sub: "user-1", ...claims };
      const signed = `${encode({ alg: "RS256", kid: "key" })}.${encode(payload)}`;
      const signature = createSign("RSA-SHA256")
        .update(signed)
        .sign(forged ? stranger : privateKey, "base64url");
      return `${signed}.${signature}`;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
};
