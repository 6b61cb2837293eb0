import { AddPermissionCommand, InvokeCommand, PutFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LambdaCloud, startLambdaCloud } from "../../support/lambda-cloud.ts";

let cloud: LambdaCloud;

beforeAll(async () => {
  cloud = await startLambdaCloud({ settings: { timeoutMarginMs: 100 } });
});
afterAll(() => cloud.close());

const invoke = async (functionName: string, payload: unknown, more: object = {}) => {
  const answer = await cloud.lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(payload)), ...more }),
  );
  return { ...answer, result: answer.Payload ? answer.Payload.transformToString() : undefined };
};

describe("a synchronous invocation", () => {
  it("answers what the function returns", async () => {
    await cloud.addFunction("echo", (event: object) => ({ got: event }));
    const answer = await invoke("echo", { a: "ü" });
    expect(answer.StatusCode).toBe(200);
    expect(answer.ExecutedVersion).toBe("$LATEST");
    expect(answer.FunctionError).toBeUndefined();
    expect(JSON.parse(answer.result ?? "")).toEqual({ got: { a: "ü" } });
  });

  it("answers null for a function that returns nothing", async () => {
    await cloud.addFunction("silent", () => undefined);
    expect((await invoke("silent", {})).result).toBe("null");
  });

  it("finds the function by its ARN, with and without $LATEST", async () => {
    const arn = await cloud.addFunction("by-arn", () => "here");
    expect((await invoke(arn, {})).result).toBe('"here"');
    expect((await invoke(`${arn}:$LATEST`, {})).result).toBe('"here"');
    await expect(invoke(`${arn}:prod`, {})).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("tells of a function that throws, with status 200 as AWS does", async () => {
    await cloud.addFunction("throws", () => {
      throw new Error("no such todo");
    });
    const answer = await invoke("throws", {});
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled" });
    expect(JSON.parse(answer.result ?? "")).toMatchObject({ errorMessage: "no such todo" });
  });

  it("ends a function that runs longer than its timeout", async () => {
    await cloud.addFunction("slow", () => new Promise(() => undefined), { Timeout: 1 });
    const answer = await invoke("slow", {});
    expect(answer.FunctionError).toBe("Unhandled");
    expect(JSON.parse(answer.result ?? "").errorMessage).toMatch(/Task timed out after 1\.00 seconds/);
  });

  it("says what to do when nobody hosts the function", async () => {
    await cloud.addFunction("homeless");
    await expect(invoke("homeless", {})).rejects.toMatchObject({
      name: "ResourceNotReadyException",
      message: expect.stringContaining("npx serverless offline"),
    });
  });

  it("says so when the host of the function is gone", async () => {
    await cloud.addFunction("left", () => 1);
    await cloud.announce("left", "http://127.0.0.1:1");
    await expect(invoke("left", {})).rejects.toThrow(/does not answer/);
    await cloud.announce("left");
    expect((await invoke("left", {})).result).toBe("1");
  });

  it("lets only as many run as concurrency is reserved", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    await cloud.addFunction("narrow", () => promise);
    await cloud.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: "narrow", ReservedConcurrentExecutions: 1 }),
    );
    const both = [invoke("narrow", {}), invoke("narrow", {})];
    await expect(Promise.race(both)).rejects.toMatchObject({
      name: "TooManyRequestsException",
      Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
    });
    resolve("done");
    const settled = await Promise.allSettled(both);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("what an invocation may carry", () => {
  it("refuses what is not JSON", async () => {
    await cloud.addFunction("picky", () => 1);
    await expect(
      cloud.lambda.send(new InvokeCommand({ FunctionName: "picky", Payload: Buffer.from("{nope") })),
    ).rejects.toMatchObject({ name: "InvalidRequestContentException" });
  });

  it("refuses more than 6 MB, and more than 1 MB for an event", async () => {
    await cloud.addFunction("small", () => 1);
    await expect(invoke("small", "x".repeat(6 * 1024 * 1024))).rejects.toMatchObject({
      name: "RequestTooLargeException",
    });
    await expect(invoke("small", "x".repeat(1024 * 1024), { InvocationType: "Event" })).rejects.toMatchObject(
      { name: "RequestTooLargeException" },
    );
    expect((await invoke("small", "x".repeat(1024 * 1024))).result).toBe("1");
  });

  it("refuses durable executions and tenants, by name", async () => {
    await cloud.addFunction("plain", () => 1);
    await expect(invoke("plain", {}, { DurableExecutionName: "one" })).rejects.toThrow(
      "The local cloud does not support durable executions",
    );
    await expect(invoke("plain", {}, { TenantId: "tenant" })).rejects.toThrow(
      "The local cloud does not support isolated tenants",
    );
  });

  it("checks a dry run without running anything", async () => {
    let ran = false;
    await cloud.addFunction("dry", () => {
      ran = true;
    });
    expect((await invoke("dry", {}, { InvocationType: "DryRun" })).StatusCode).toBe(204);
    expect(ran).toBe(false);
  });
});

describe("who may invoke", () => {
  const topic = { kind: "service", service: "sns.amazonaws.com", sourceAccount: "000000000000" } as const;
  const call = (sourceArn: string) =>
    cloud.dispatcher.call("lambda", "Invoke", { FunctionName: "guarded" }, { ...topic, sourceArn });

  it("lets a service in only for the source that a permission names", async () => {
    await cloud.addFunction("guarded", () => 1);
    await expect(call("arn:aws:sns:us-east-1:000000000000:news")).rejects.toThrow(/not authorized/);
    await cloud.lambda.send(
      new AddPermissionCommand({
        FunctionName: "guarded",
        StatementId: "news",
        Action: "lambda:InvokeFunction",
        Principal: "sns.amazonaws.com",
        SourceArn: "arn:aws:sns:us-east-1:000000000000:news",
      }),
    );
    await expect(call("arn:aws:sns:us-east-1:000000000000:news")).resolves.toMatchObject({
      StatusCode: 200,
    });
    await expect(call("arn:aws:sns:us-east-1:000000000000:other")).rejects.toThrow(/not authorized/);
  });
});
