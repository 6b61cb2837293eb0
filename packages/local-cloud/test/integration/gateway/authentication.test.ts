import {
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Access, Engine, Operation } from "../../../src/gateway/engine.ts";
import { AwsError } from "../../../src/gateway/errors.ts";
import type { PolicyDocument } from "../../../src/iam/policy.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

const operation = (access: readonly Access[] | "public"): Operation => ({
  access: () => access,
  handle: () => ({}),
});
const needing = (action: string, resourcePolicy?: PolicyDocument): Operation =>
  operation([
    { action, resources: [`arn:aws:${action.split(":")[0]}:us-east-1:000000000000:x`], resourcePolicy },
  ]);

const engines: readonly Engine[] = [
  {
    service: "sqs",
    protocol: "json-1.0",
    targets: ["AmazonSQS"],
    operations: {
      ListQueues: needing("sqs:ListQueues"),
      ReceiveMessage: needing("sqs:ReceiveMessage", {
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Principal: "*", Action: "sqs:ReceiveMessage", Resource: "*" },
      }),
    },
  },
  {
    service: "ssm",
    protocol: "json-1.1",
    targets: ["AmazonSSM"],
    operations: {
      GetParameter: {
        access: () => {
          throw new AwsError("ParameterNotFound", "There is no such parameter.");
        },
        handle: () => ({}),
      },
    },
  },
  {
    service: "sns",
    protocol: "query",
    xmlNamespace: "2010-03-31",
    operations: { ListTopics: needing("sns:ListTopics") },
  },
  {
    service: "lambda",
    protocol: "rest-json",
    routes: [{ method: "GET", path: "/2015-03-31/functions", operation: "ListFunctions" }],
    operations: { ListFunctions: needing("lambda:ListFunctions") },
  },
  {
    service: "cognito-idp",
    protocol: "json-1.1",
    targets: ["AWSCognitoIdentityProviderService"],
    operations: { SignUp: operation("public"), ListUserPools: needing("cognito-idp:ListUserPools") },
  },
];

const roleArn = "arn:aws:iam::000000000000:role/nothing";
const sessionKeys = { accessKeyId: "ASIASESSION000000000", secretAccessKey: "secret", sessionToken: "token" };

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({
    engines: () => engines,
    policies: { ofRole: () => [] },
    credentials: {
      find: (accessKeyId) =>
        accessKeyId === sessionKeys.accessKeyId
          ? {
              secretAccessKey: sessionKeys.secretAccessKey,
              sessionToken: sessionKeys.sessionToken,
              expiresAt: new Date(Date.now() + 60_000),
              principal: {
                kind: "role",
                arn: "arn:aws:sts::000000000000:assumed-role/nothing/s",
                accountId: "000000000000",
                roleArn,
              },
            }
          : undefined,
    },
  });
});
afterAll(() => cloud.close());

type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
/** One call of each protocol. */
const calls: Readonly<Record<string, (credentials: Keys) => Promise<unknown>>> = {
  "AWS JSON (SQS)": (credentials) =>
    new SQSClient({ ...cloud.client, credentials }).send(new ListQueuesCommand({})),
  "AWS JSON": (credentials) =>
    new CognitoIdentityProviderClient({ ...cloud.client, credentials }).send(
      new ListUserPoolsCommand({ MaxResults: 1 }),
    ),
  query: (credentials) => new SNSClient({ ...cloud.client, credentials }).send(new ListTopicsCommand({})),
  "REST with JSON": (credentials) =>
    new LambdaClient({ ...cloud.client, credentials }).send(new ListFunctionsCommand({})),
};

describe.each([
  ["AWS JSON (SQS)", 403, "InvalidClientTokenId", "SignatureDoesNotMatch", "AccessDenied"],
  ["AWS JSON", 400, "UnrecognizedClientException", "InvalidSignatureException", "AccessDeniedException"],
  ["query", 403, "InvalidClientTokenId", "SignatureDoesNotMatch", "AuthorizationErrorException"],
  [
    "REST with JSON",
    403,
    "UnrecognizedClientException",
    "InvalidSignatureException",
    "AccessDeniedException",
  ],
])("in %s", (protocol, status, unknownKey, badSignature, accessDenied) => {
  const call = (credentials: Keys) => calls[protocol]?.(credentials);

  it(`an unknown key is answered ${unknownKey}`, async () => {
    await expect(call({ accessKeyId: "AKIANOBODY0000000000", secretAccessKey: "x" })).rejects.toMatchObject({
      name: unknownKey,
      message: "The security token included in the request is invalid.",
      $metadata: { httpStatusCode: status },
    });
  });

  it(`a wrong secret is answered ${badSignature}`, async () => {
    await expect(call({ ...cloud.client.credentials, secretAccessKey: "guess" })).rejects.toMatchObject({
      name: badSignature,
      message: expect.stringContaining("The request signature we calculated does not match"),
    });
  });

  it(`a missing permission is answered ${accessDenied}, naming who, what and where`, async () => {
    await expect(call(sessionKeys)).rejects.toMatchObject({
      name: accessDenied,
      message: expect.stringMatching(
        /^User: arn:aws:sts::000000000000:assumed-role\/nothing\/s is not authorized to perform: ([\w-]+:\w+) on resource: arn:aws:[\w-]+:us-east-1:000000000000:x because no identity-based policy allows the \1 action$/,
      ),
      $metadata: { httpStatusCode: 403 },
    });
  });
});

describe("a signature for elsewhere", () => {
  it("is refused: another region", async () => {
    const client = new SQSClient({ ...cloud.client, region: "eu-west-1" });
    await expect(client.send(new ListQueuesCommand({}))).rejects.toThrow(
      "Credential should be scoped to a valid region: 'us-east-1'.",
    );
  });

  it("is refused: another service", async () => {
    const client = new SQSClient(cloud.client);
    client.middlewareStack.add(
      (next) => (args) => {
        Object.assign(args.request as object, {
          headers: {
            ...(args.request as { headers: object }).headers,
            "x-amz-target": "AmazonSSM.GetParameter",
          },
        });
        return next(args);
      },
      { step: "build" },
    );
    await expect(client.send(new ListQueuesCommand({}))).rejects.toThrow("scoped to correct service: 'ssm'");
  });
});

describe("without a signature", () => {
  const post = (target: string, headers: Record<string, string> = {}) =>
    fetch(`${cloud.endpoint}/`, {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target, ...headers },
    });

  it("public operations are served", async () => {
    expect((await post("AWSCognitoIdentityProviderService.SignUp")).status).toBe(200);
    const anyKey = { ...cloud.client, credentials: { accessKeyId: "a", secretAccessKey: "b" } };
    const signUp = new SignUpCommand({ ClientId: "c", Username: "u", Password: "p" });
    await new CognitoIdentityProviderClient(anyKey).send(signUp);
  });

  it("other operations are refused, whatever they would have answered", async () => {
    for (const target of [
      "AmazonSQS.ListQueues",
      "AmazonSSM.GetParameter",
      "AWSCognitoIdentityProviderService.ListUserPools",
    ]) {
      const answer = await post(target);
      expect(await answer.json()).toMatchObject({
        __type: expect.stringContaining("MissingAuthenticationToken"),
      });
    }
    const form = {
      method: "POST",
      body: new URLSearchParams({ Action: "ListTopics", Version: "2010-03-31" }),
    };
    const query = await fetch(`${cloud.endpoint}/`, form);
    expect(query.status).toBe(403);
    expect(await query.text()).toContain("<Code>MissingAuthenticationToken</Code>");
    expect((await fetch(`${cloud.endpoint}/2015-03-31/functions`)).status).toBe(403);
  });

  it("a resource that is open to everyone is open", async () => {
    expect((await post("AmazonSQS.ReceiveMessage")).status).toBe(200);
    const session = new SQSClient({ ...cloud.client, credentials: sessionKeys });
    await session.send(new ReceiveMessageCommand({ QueueUrl: `${cloud.endpoint}/0/q` }));
  });

  it("anything else is no page of the local cloud", async () => {
    const answer = await fetch(`${cloud.endpoint}/favicon.ico`);
    expect(answer.status).toBe(404);
  });
});

describe("browsers", () => {
  const origin = "http://localhost:8080";
  const preflight = (requestHeaders: string) =>
    fetch(`${cloud.endpoint}/`, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": requestHeaders,
      },
    });

  it("may call Cognito from any page", async () => {
    const answer = await preflight("content-type,x-amz-target,x-amz-user-agent");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-headers")).toContain("x-amz-target");
    const signUp = await fetch(`${cloud.endpoint}/`, {
      method: "POST",
      body: "{}",
      headers: { origin, "x-amz-target": "AWSCognitoIdentityProviderService.SignUp" },
    });
    expect(signUp.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("may not call anything else", async () => {
    expect((await preflight("authorization")).status).toBe(403);
    const answer = await fetch(`${cloud.endpoint}/`, {
      method: "POST",
      body: "{}",
      headers: { origin, "x-amz-target": "AmazonSQS.ListQueues" },
    });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("bodies", () => {
  it("that cannot be read are refused", async () => {
    const headers = { "x-amz-target": "AWSCognitoIdentityProviderService.SignUp" };
    for (const body of ["{", "[]", "null"]) {
      const answer = await fetch(`${cloud.endpoint}/`, { method: "POST", headers, body });
      expect(await answer.json()).toMatchObject({ __type: "SerializationException" });
    }
  });

  it("that are larger than any service takes are refused", async () => {
    const headers = { "x-amz-target": "AWSCognitoIdentityProviderService.SignUp" };
    const answer = await fetch(`${cloud.endpoint}/`, {
      method: "POST",
      headers,
      body: Buffer.alloc(21 * 1024 * 1024),
    });
    expect(answer.status).toBe(413);
  });
});
