import { afterAll, beforeAll, expect, it } from "vitest";
import { type LambdaCloud, startLambdaCloud } from "../../support/lambda-cloud.ts";

let cloud: LambdaCloud;

beforeAll(async () => {
  cloud = await startLambdaCloud();
});
afterAll(() => cloud.close());

it("gives a host the credentials and the environment of its function", async () => {
  await cloud.addFunction("known", undefined, { Environment: { Variables: { TABLE_NAME: "todos" } } });
  const answer = await cloud.announce("known");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    credentials: { AccessKeyId: "ASIATEST", SecretAccessKey: "secret", SessionToken: "known" },
    environment: { TABLE_NAME: "todos" },
  });
});

it("says which function it does not know", async () => {
  const answer = await cloud.announce("unknown");
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining("no function unknown") });
});

it.each(["https://127.0.0.1:1", "http://example.com", "no url"])("takes no host at %s", async (invokeUrl) => {
  await cloud.addFunction(`far-${invokeUrl.length}`);
  expect((await cloud.announce(`far-${invokeUrl.length}`, invokeUrl)).status).toBe(400);
});

it("listens to the operator only", async () => {
  const answer = await fetch(`${cloud.endpoint}/_local/functions/known/host`, {
    method: "PUT",
    body: JSON.stringify({ invokeUrl: "http://127.0.0.1:1" }),
  });
  expect(answer.status).toBe(401);
});

it("forgets a host that withdraws", async () => {
  await cloud.addFunction("leaving", () => 1);
  const answer = await fetch(`${cloud.endpoint}/_local/functions/leaving/host`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${cloud.operatorSecret}` },
  });
  expect(answer.status).toBe(204);
  await expect(
    cloud.dispatcher.call(
      "lambda",
      "Invoke",
      { FunctionName: "leaving" },
      {
        kind: "admin",
        arn: "arn:aws:iam::000000000000:root",
        accountId: "000000000000",
      },
    ),
  ).rejects.toThrow(/no process runs its code/);
});
