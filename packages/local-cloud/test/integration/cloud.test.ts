import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { CloudFrontClient, ListCachePoliciesCommand } from "@aws-sdk/client-cloudfront";
import {
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient, ListStreamsCommand } from "@aws-sdk/client-dynamodb-streams";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateFunctionCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningCloud, startCloud } from "../../src/cloud.ts";
import type { CloudConfig } from "../../src/config.ts";
import type { RawRequest } from "../../src/gateway/engine.ts";
import { type Signer, sign } from "../support/signing.ts";

const accountId = "000000000000";
let root: string;
let config: CloudConfig;
let cloud: RunningCloud;
let client: {
  endpoint: string;
  region: string;
  credentials: RunningCloud["credentials"];
  maxAttempts: number;
};

const start = async () => {
  cloud = await startCloud(config);
  client = {
    endpoint: cloud.endpoint,
    region: config.region,
    // The SDK writes into what it is given.
    credentials: { ...cloud.credentials },
    maxAttempts: 1,
  };
};
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "skein-whole-"));
  config = { region: "us-east-1", accountId, port: 0, stateDir: path.join(root, ".local") };
  await start();
});
afterAll(async () => {
  await cloud?.close();
  await rm(root, { recursive: true, force: true });
});

const local = (route: string, init: RequestInit = {}) => fetch(`${cloud.endpoint}/_local/${route}`, init);
const asOperator = () => ({ authorization: `Bearer ${cloud.credentials.secretAccessKey}` });
const outputs = async () => JSON.parse(await readFile(path.join(config.stateDir, "outputs.json"), "utf8"));
/** What a host of the function `f` is given. */
const functionKeys = async (): Promise<Signer> => {
  const body = JSON.stringify({ invokeUrl: "http://127.0.0.1:1" });
  const answer = await local("functions/f/host", { method: "PUT", headers: asOperator(), body });
  const { credentials } = (await answer.json()) as {
    credentials: Record<"AccessKeyId" | "SecretAccessKey" | "SessionToken", string>;
  };
  return {
    accessKeyId: credentials.AccessKeyId,
    secretAccessKey: credentials.SecretAccessKey,
    sessionToken: credentials.SessionToken,
  };
};

const lambdaRole = "arn:aws:iam::000000000000:role/worker";

describe("every service", () => {
  it("answers its SDK client", async () => {
    const identity = await new STSClient(client).send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe(accountId);
    const trust = {
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    };
    const { Role } = await new IAMClient(client).send(
      new CreateRoleCommand({
        RoleName: "worker",
        AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
      }),
    );
    expect(Role?.Arn).toBe(lambdaRole);

    const cloudfront = new CloudFrontClient(client);
    const managed = await cloudfront.send(new ListCachePoliciesCommand({ Type: "managed" }));
    expect(managed.CachePolicyList?.Quantity).toBe(7);

    const ssm = new SSMClient(client);
    await ssm.send(new PutParameterCommand({ Name: "/skein/dev/x", Value: "1", Type: "String" }));
    expect((await ssm.send(new GetParameterCommand({ Name: "/skein/dev/x" }))).Parameter?.Value).toBe("1");

    const s3 = new S3Client(client);
    await s3.send(new CreateBucketCommand({ Bucket: "things" }));
    await s3.send(new PutObjectCommand({ Bucket: "things", Key: "a", Body: "content" }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "things", Key: "a" }));
    expect(await Body?.transformToString()).toBe("content");

    const secrets = new SecretsManagerClient(client);
    await secrets.send(new CreateSecretCommand({ Name: "s", SecretString: "hush" }));
    expect((await secrets.send(new GetSecretValueCommand({ SecretId: "s" }))).SecretString).toBe("hush");

    const dynamodb = new DynamoDBClient(client);
    await dynamodb.send(
      new CreateTableCommand({
        TableName: "things",
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
      }),
    );
    await dynamodb.send(new PutItemCommand({ TableName: "things", Item: { id: { S: "1" } } }));
    const item = await dynamodb.send(new GetItemCommand({ TableName: "things", Key: { id: { S: "1" } } }));
    expect(item.Item).toEqual({ id: { S: "1" } });
    expect((await new DynamoDBStreamsClient(client).send(new ListStreamsCommand({}))).Streams).toHaveLength(
      1,
    );

    await new LambdaClient(client).send(
      new CreateFunctionCommand({
        FunctionName: "f",
        Role: lambdaRole,
        Runtime: "nodejs24.x",
        Handler: "index.handler",
        Code: { ZipFile: Buffer.from("unused") },
      }),
    );
    expect((await new LambdaClient(client).send(new ListFunctionsCommand({}))).Functions).toHaveLength(1);
  });

  it("has Cognito among it", async () => {
    const cognito = new CognitoIdentityProviderClient(client);
    expect((await cognito.send(new ListUserPoolsCommand({ MaxResults: 1 }))).UserPools).toEqual([]);
  });

  it("delivers from a topic to a queue that its policy opens", async () => {
    const sqs = new SQSClient(client);
    const sns = new SNSClient(client);
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "q" }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
    );
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "news" }));
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "sns.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: Attributes?.QueueArn,
          Condition: { ArnEquals: { "aws:SourceArn": TopicArn } },
        },
      ],
    });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: Attributes?.QueueArn }));
    await sns.send(new PublishCommand({ TopicArn, Message: "hello" }));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
    expect(JSON.parse(Messages?.[0]?.Body ?? "{}").Message).toBe("hello");
  });
});

describe("a function", () => {
  it("gets credentials of its role, which can do what the role can, no more, and at once", async () => {
    const ssm = new SSMClient({ ...client, credentials: await functionKeys() });
    const read = () => ssm.send(new GetParameterCommand({ Name: "/skein/dev/x" }));
    await expect(read()).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: `User: arn:aws:sts::${accountId}:assumed-role/worker/f is not authorized to perform: ssm:GetParameter on resource: arn:aws:ssm:us-east-1:${accountId}:parameter/skein/dev/x because no identity-based policy allows the ssm:GetParameter action`,
    });
    const statement = {
      Effect: "Allow",
      Action: "ssm:GetParameter",
      Resource: "arn:aws:ssm:*:*:parameter/skein/dev/*",
    };
    await new IAMClient(client).send(
      new PutRolePolicyCommand({
        RoleName: "worker",
        PolicyName: "read",
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
      }),
    );
    expect((await read()).Parameter?.Value).toBe("1");
  });
});

describe("a REST API's route that asks for a signature", () => {
  const resource = `arn:aws:execute-api:us-east-1:${accountId}:api/dev/GET/users/1`;
  const ask = async (request: Partial<RawRequest>) => {
    const { method = "GET", url = "/dev/users/1", headers = {} } = request;
    const body = {
      method,
      url: `http://127.0.0.1:4110${url}`,
      headers,
      action: "execute-api:Invoke",
      resource,
    };
    const answer = await local("authorize", {
      method: "POST",
      headers: asOperator(),
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  const signedBy = (signer: Signer) =>
    sign({ method: "GET", path: "/dev/users/1" }, "execute-api", { signer, date: new Date() });
  const principal = { arn: `arn:aws:sts::${accountId}:assumed-role/worker/f`, accountId };

  it("lets in whom its role allows", async () => {
    const request = await signedBy(await functionKeys());
    expect(await ask(request)).toEqual({
      allowed: false,
      status: 403,
      principal,
      message: `User: ${principal.arn} is not authorized to perform: execute-api:Invoke on resource: ${resource} because no identity-based policy allows the execute-api:Invoke action`,
    });
    const statement = {
      Effect: "Allow",
      Action: "execute-api:Invoke",
      Resource: `${resource.slice(0, -1)}*`,
    };
    await new IAMClient(client).send(
      new PutRolePolicyCommand({
        RoleName: "worker",
        PolicyName: "invoke",
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
      }),
    );
    expect(await ask(request)).toEqual({ allowed: true, status: 200, principal });
  });

  it("keeps strangers and forgeries out", async () => {
    expect(await ask({})).toEqual({ allowed: false, status: 403, message: "Missing Authentication Token" });
    const request = await signedBy(await functionKeys());
    expect(await ask({ ...request, url: "/dev/users/2" })).toMatchObject({ allowed: false, status: 403 });
    expect(
      await ask(await signedBy({ accessKeyId: "AKIANOBODY0000000000", secretAccessKey: "x" })),
    ).toMatchObject({
      allowed: false,
      message: "The security token included in the request is invalid.",
    });
  });
});

describe("the local API", () => {
  it("says that the cloud is up, and whose it is", async () => {
    expect(await (await local("health")).json()).toEqual({
      status: "ok",
      endpoint: cloud.endpoint,
      pid: process.pid,
    });
    expect((await local("health", { headers: asOperator() })).status).toBe(200);
    expect((await local("health", { headers: { authorization: "Bearer of another cloud" } })).status).toBe(
      401,
    );
  });

  it("shows the journal: who did what to which resource, and how it ended", async () => {
    const entries = await (await local("journal?since=2026-01-01T00:00:00Z")).json();
    expect(entries).toContainEqual(
      expect.objectContaining({
        principal: `arn:aws:sts::${accountId}:assumed-role/worker/f`,
        service: "ssm",
        action: "ssm:GetParameter",
        resource: `arn:aws:ssm:us-east-1:${accountId}:parameter/skein/dev/x`,
        decision: "denied",
        status: 403,
        durationMs: expect.any(Number),
        error: { code: "AccessDeniedException", message: expect.stringContaining("is not authorized") },
      }),
    );
    expect(entries).toContainEqual(
      expect.objectContaining({
        principal: "sns.amazonaws.com",
        action: "sqs:SendMessage",
        decision: "allowed",
      }),
    );
    expect(await (await local(`journal?since=${Date.now() + 60_000}`)).json()).toEqual([]);
    expect((await local("journal?since=yesterday")).status).toBe(400);
  });

  it("shows the mail", async () => {
    expect(await (await local("mail?to=nobody@skein.example")).json()).toEqual([]);
  });

  it("does not talk to web pages", async () => {
    expect((await local("health", { headers: { origin: "http://localhost:8080" } })).status).toBe(403);
  });

  it("keeps operators' routes to operators", async () => {
    expect((await local("stacks")).status).toBe(401);
    expect((await local("stacks", { headers: { authorization: "Bearer guess" } })).status).toBe(401);
    expect((await local("stacks", { headers: asOperator() })).status).toBe(200);
  });
});

describe("outputs.json", () => {
  it("tells how to reach the cloud, to its owner only", async () => {
    const { accessKeyId, secretAccessKey } = cloud.credentials;
    expect((await outputs()).cloud).toEqual({
      Endpoint: cloud.endpoint,
      Region: "us-east-1",
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
    });
    for (const file of ["outputs.json", "credentials.json"])
      expect((await stat(path.join(config.stateDir, file))).mode & 0o777).toBe(0o600);
    expect((await stat(config.stateDir)).mode & 0o777).toBe(0o700);
  });

  it("tells the outputs of services that were provisioned", async () => {
    const body = JSON.stringify({
      service: "todos",
      apiUrls: { Api: "http://127.0.0.1:4120" },
      template: {
        Resources: {
          Api: { Type: "AWS::ApiGateway::RestApi", Properties: { Name: "todos" } },
          Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "made" } },
        },
        Outputs: { QueueArn: { Value: { "Fn::GetAtt": ["Queue", "Arn"] } } },
      },
    });
    const answer = await local("stacks/skein-todos-dev", { method: "PUT", headers: asOperator(), body });
    expect(await answer.json()).toMatchObject({ status: "CREATE_COMPLETE", stackName: "skein-todos-dev" });
    const expected = { ApiUrl: "http://127.0.0.1:4120", QueueArn: `arn:aws:sqs:us-east-1:${accountId}:made` };
    expect((await outputs()).todos).toEqual(expected);
    expect(cloud.outputs()).toEqual({ todos: expected });
    cloud.publish("demo", { users: [] });
    expect((await outputs()).demo).toEqual({ users: [] });
  });
});

describe("starting", () => {
  it("refuses a state folder in use, in one line", async () => {
    await expect(startCloud(config)).rejects.toThrow(
      `Another local cloud (process ${process.pid}) runs on ${config.stateDir}: stop it, or set SKEIN_STATE_DIR to another folder.`,
    );
  });

  it("refuses a port in use, in one line, and leaves nothing behind", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const elsewhere = { ...config, stateDir: path.join(root, "elsewhere"), port };
    await expect(startCloud(elsewhere)).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another program: stop it, or set PORT_BASE to move all ports.`,
    );
    other.close();
    const second = await startCloud({ ...elsewhere, port: 0 });
    await second.close();
  });

  it("finds everything again, with the same credentials", async () => {
    const before = cloud.credentials;
    await cloud.close();
    await start();
    expect(cloud.credentials).toEqual(before);
    const { Parameter } = await new SSMClient(client).send(new GetParameterCommand({ Name: "/skein/dev/x" }));
    expect(Parameter?.Value).toBe("1");
    const item = await new DynamoDBClient(client).send(
      new GetItemCommand({ TableName: "things", Key: { id: { S: "1" } } }),
    );
    expect(item.Item).toEqual({ id: { S: "1" } });
  });

  it("takes over from a cloud that was killed", async () => {
    const stateDir = path.join(root, "killed");
    const script = `
      const { startCloud } = await import(${JSON.stringify(path.resolve(import.meta.dirname, "../../src/cloud.ts"))});
      await startCloud(${JSON.stringify({ ...config, stateDir })});
      console.log("up");
    `;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(createInterface(child.stdout), "line");
    await expect(startCloud({ ...config, stateDir })).rejects.toThrow(
      `Another local cloud (process ${child.pid})`,
    );
    child.kill("SIGKILL");
    await once(child, "exit");
    const successor = await startCloud({ ...config, stateDir });
    await successor.close();
  });
});
