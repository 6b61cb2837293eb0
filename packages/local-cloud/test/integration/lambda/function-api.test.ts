import {
  AddPermissionCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  PublishVersionCommand,
  PutFunctionEventInvokeConfigCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LambdaCloud, roleArn, startLambdaCloud } from "../../support/lambda-cloud.ts";

let cloud: LambdaCloud;

beforeAll(async () => {
  cloud = await startLambdaCloud();
});
afterAll(() => cloud.close());

const arnOf = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

describe("registering a function", () => {
  it("keeps its configuration, with the defaults of AWS", async () => {
    await cloud.addFunction("plain", undefined, {
      Environment: { Variables: { TABLE_NAME: "todos" } },
      Tags: { team: "todos" },
    });
    const { Configuration, Tags } = await cloud.lambda.send(
      new GetFunctionCommand({ FunctionName: "plain" }),
    );
    expect(Configuration).toMatchObject({
      FunctionName: "plain",
      FunctionArn: arnOf("plain"),
      Role: roleArn,
      Timeout: 3,
      MemorySize: 128,
      State: "Active",
      LastUpdateStatus: "Successful",
      Version: "$LATEST",
      Environment: { Variables: { TABLE_NAME: "todos" } },
    });
    expect(Tags).toEqual({ team: "todos" });
  });

  it("refuses a second function of the name", async () => {
    await cloud.addFunction("twin");
    await expect(cloud.addFunction("twin")).rejects.toMatchObject({
      name: "ResourceConflictException",
      message: "Function already exist: twin",
      $metadata: { httpStatusCode: 409 },
    });
  });

  it.each([
    ["a timeout above 900 s", { Timeout: 901 }, /'timeout' failed to satisfy constraint/],
    ["a timeout of 0", { Timeout: 0 }, /greater than or equal to 1/],
    ["too little memory", { MemorySize: 64 }, /'memorySize'/],
    ["what is no role", { Role: "arn:aws:iam::1:user/me" }, /'role'/],
    ["another runtime, by name", { Runtime: "python3.13" }, /does not support the runtime python3\.13/],
    ["a container image, by name", { PackageType: "Image" }, /does not support container images/],
    ["layers, by name", { Layers: [`${arnOf("x")}:layer:1`] }, /does not support layers/],
    ["a variable that Lambda owns", { Environment: { Variables: { AWS_REGION: "x" } } }, /reserved keys/],
    ["a destination of another service", { DeadLetterConfig: { TargetArn: "arn:aws:s3:::bucket" } }, /s3/],
  ])("refuses %s", async (_what, settings, message) => {
    await expect(cloud.addFunction("refused", undefined, settings)).rejects.toThrow(message);
    await expect(
      cloud.lambda.send(new GetFunctionCommand({ FunctionName: "refused" })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("refuses a name with characters that AWS does not take", async () => {
    await expect(cloud.addFunction("no.dots")).rejects.toMatchObject({ name: "ValidationException" });
  });

  it("needs to know where the code is", async () => {
    await expect(
      cloud.lambda.send(
        new CreateFunctionCommand({
          FunctionName: "no-code",
          Runtime: "nodejs24.x",
          Role: roleArn,
          Handler: "index.handler",
          Code: {},
        }),
      ),
    ).rejects.toThrow("Please provide a source for function code.");
  });
});

describe("changing a function", () => {
  it("changes what is given and keeps the rest", async () => {
    await cloud.addFunction("changing", undefined, { Timeout: 7 });
    await cloud.lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: "changing", MemorySize: 512 }),
    );
    expect(
      await cloud.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: "changing" })),
    ).toMatchObject({ Timeout: 7, MemorySize: 512 });
  });

  it("refuses a change based on an old revision", async () => {
    await cloud.addFunction("revised");
    await expect(
      cloud.lambda.send(
        new UpdateFunctionConfigurationCommand({ FunctionName: "revised", Timeout: 5, RevisionId: "old" }),
      ),
    ).rejects.toMatchObject({ name: "PreconditionFailedException" });
  });

  it("forgets a deleted function", async () => {
    await cloud.addFunction("gone");
    await cloud.lambda.send(new DeleteFunctionCommand({ FunctionName: "gone" }));
    await expect(
      cloud.lambda.send(new DeleteFunctionCommand({ FunctionName: "gone" })),
    ).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Function not found: ${arnOf("gone")}`,
    });
  });

  it("tags and untags", async () => {
    const Resource = await cloud.addFunction("tagged");
    await cloud.lambda.send(new TagResourceCommand({ Resource, Tags: { a: "1", b: "2", c: "3" } }));
    await cloud.lambda.send(new UntagResourceCommand({ Resource, TagKeys: ["a", "b"] }));
    expect((await cloud.lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ c: "3" });
    await cloud.lambda.send(new UntagResourceCommand({ Resource, TagKeys: ["c"] }));
    expect((await cloud.lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({});
  });
});

it("pages through functions by name", async () => {
  await cloud.addFunction("a-first");
  await cloud.addFunction("a-second");
  const first = await cloud.lambda.send(new ListFunctionsCommand({ MaxItems: 1 }));
  const second = await cloud.lambda.send(new ListFunctionsCommand({ MaxItems: 1, Marker: first.NextMarker }));
  expect([...(first.Functions ?? []), ...(second.Functions ?? [])].map((one) => one.FunctionName)).toEqual([
    "a-first",
    "a-second",
  ]);
});

it("keeps permissions as a policy, one statement each", async () => {
  await cloud.addFunction("permitted");
  const permission = {
    FunctionName: "permitted",
    StatementId: "pool",
    Action: "lambda:InvokeFunction",
    Principal: "cognito-idp.amazonaws.com",
    SourceArn: "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_a",
    SourceAccount: "000000000000",
  };
  await cloud.lambda.send(new AddPermissionCommand(permission));
  await expect(cloud.lambda.send(new AddPermissionCommand(permission))).rejects.toMatchObject({
    name: "ResourceConflictException",
  });
  const { Policy = "" } = await cloud.lambda.send(new GetPolicyCommand({ FunctionName: "permitted" }));
  expect(JSON.parse(Policy).Statement).toEqual([
    {
      Sid: "pool",
      Effect: "Allow",
      Principal: { Service: "cognito-idp.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource: arnOf("permitted"),
      Condition: {
        StringEquals: { "AWS:SourceAccount": "000000000000" },
        ArnLike: { "AWS:SourceArn": permission.SourceArn },
      },
    },
  ]);
  const remove = new RemovePermissionCommand({ FunctionName: "permitted", StatementId: "pool" });
  await cloud.lambda.send(remove);
  await expect(cloud.lambda.send(remove)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

it.each(["EventSourceToken", "FunctionUrlAuthType", "InvokedViaFunctionUrl"])(
  "refuses permissions with %s, by name",
  async (member) => {
    await cloud.addFunction(`with-${member}`);
    const values = { EventSourceToken: "token", FunctionUrlAuthType: "NONE", InvokedViaFunctionUrl: true };
    await expect(
      cloud.lambda.send(
        new AddPermissionCommand({
          FunctionName: `with-${member}`,
          StatementId: "s",
          Action: "lambda:InvokeFunction",
          Principal: "sns.amazonaws.com",
          [member]: values[member as keyof typeof values],
        }),
      ),
    ).rejects.toThrow(`The local cloud does not support the permission member ${member}.`);
  },
);

it("keeps how asynchronous events are handled", async () => {
  await cloud.addFunction("eventful");
  const destination = "arn:aws:sqs:us-east-1:000000000000:failed";
  await cloud.lambda.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName: "eventful",
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: destination } },
    }),
  );
  expect(
    await cloud.lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: "eventful" })),
  ).toMatchObject({
    FunctionArn: `${arnOf("eventful")}:$LATEST`,
    MaximumRetryAttempts: 0,
    DestinationConfig: { OnFailure: { Destination: destination } },
  });
  await expect(
    cloud.lambda.send(
      new PutFunctionEventInvokeConfigCommand({ FunctionName: "eventful", MaximumRetryAttempts: 3 }),
    ),
  ).rejects.toMatchObject({ name: "ValidationException" });
});

it("refuses operations that it does not have, by name", async () => {
  await cloud.addFunction("unversioned");
  await expect(cloud.lambda.send(new PublishVersionCommand({ FunctionName: "unversioned" }))).rejects.toThrow(
    "does not support lambda:PublishVersion",
  );
});
