import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ProvisionedCloud, startProvisionedCloud } from "../../support/provisioned-cloud.ts";

let cloud: ProvisionedCloud;
beforeAll(async () => {
  cloud = await startProvisionedCloud();
});
afterAll(() => cloud.close());

const templateOf = (Properties: object) => ({
  Resources: { Work: { Type: "AWS::SQS::Queue", Properties } },
  Outputs: { WorkUrl: { Value: { Ref: "Work" } } },
});
const put = (stackName: string, template: object, more: object = {}) =>
  cloud.call("PUT", `/_local/stacks/${stackName}`, { service: "todos", template, ...more });

describe("the local API of stacks", () => {
  it("creates, shows, leaves alone, updates and removes a stack", async () => {
    const created = await put("skein-todos-dev", templateOf({ QueueName: "work" }));
    expect(created.status).toBe(200);
    const url = await new SQS(cloud.client).getQueueUrl({ QueueName: "work" });
    const view = {
      stackName: "skein-todos-dev",
      service: "todos",
      outputs: { WorkUrl: url.QueueUrl },
      resources: {
        Work: {
          type: "AWS::SQS::Queue",
          physicalId: url.QueueUrl,
          attributes: { QueueName: "work" },
          properties: { QueueName: "work" },
        },
      },
    };
    expect(await created.json()).toMatchObject({
      ...view,
      status: "CREATE_COMPLETE",
      changes: [{ logicalId: "Work", type: "AWS::SQS::Queue", action: "create" }],
    });

    const shown = await cloud.call("GET", "/_local/stacks/skein-todos-dev");
    expect(await shown.json()).toMatchObject({ ...view, status: "CREATE_COMPLETE" });
    const listed = await cloud.call("GET", "/_local/stacks");
    expect(await listed.json()).toMatchObject([view]);

    const again = await put("skein-todos-dev", templateOf({ QueueName: "work" }));
    expect(await again.json()).toMatchObject({ ...view, status: "UNCHANGED", changes: [] });
    const changed = await put("skein-todos-dev", templateOf({ QueueName: "work", DelaySeconds: 1 }));
    expect(await changed.json()).toMatchObject({ status: "UPDATE_COMPLETE" });

    const removed = await cloud.call("DELETE", "/_local/stacks/skein-todos-dev");
    expect(removed.status).toBe(204);
    expect((await cloud.call("GET", "/_local/stacks/skein-todos-dev")).status).toBe(404);
    expect((await cloud.call("DELETE", "/_local/stacks/skein-todos-dev")).status).toBe(404);
  });

  it("answers a failure as a problem that names logical ids", async () => {
    const answer = await put("broken", templateOf({ QueueNmae: "work" }));
    expect(answer.status).toBe(422);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({
      title: "The stack could not be provisioned",
      status: 422,
      failures: [{ logicalId: "Work", type: "AWS::SQS::Queue", message: expect.stringMatching(/QueueNmae/) }],
    });
  });

  it("takes parameters of the template", async () => {
    const template = {
      Parameters: { Delay: { Type: "Number", Default: 0 } },
      ...templateOf({ DelaySeconds: { Ref: "Delay" } }),
    };
    const answer = await put("parameters", template, { parameters: { Delay: "3" } });
    expect(await answer.json()).toMatchObject({ resources: { Work: { properties: { DelaySeconds: "3" } } } });
  });

  it.each([
    ["a name that is none", "1bad", { service: "todos", template: templateOf({}) }, /not a stack name/],
    ["no service", "good", { template: templateOf({}) }, /body\.service is missing/],
    ["an unknown member", "good", { service: "a", template: {}, apiUrl: "x" }, /body\.apiUrl/],
    ["a body that is a list", "good", [], /body must be a JSON object/],
  ])("refuses %s", async (_what, stackName, body, detail) => {
    const answer = await cloud.call("PUT", `/_local/stacks/${stackName}`, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ detail: expect.stringMatching(detail) });
  });

  it("is the operator's alone", async () => {
    const answer = await fetch(`${cloud.endpoint}/_local/stacks`);
    expect(answer.status).toBe(401);
  });

  it("deploys one stack after the other, but different stacks at once", async () => {
    const answers = await Promise.all([
      put("busy", templateOf({ DelaySeconds: 1 })),
      put("busy", templateOf({ DelaySeconds: 2 })),
      put("other", templateOf({})),
    ]);
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    expect(bodies).toMatchObject([
      { status: "CREATE_COMPLETE" },
      { status: "UPDATE_COMPLETE" },
      { status: "CREATE_COMPLETE" },
    ]);
    const shown = await cloud.call("GET", "/_local/stacks/busy");
    expect(await shown.json()).toMatchObject({ resources: { Work: { properties: { DelaySeconds: 2 } } } });
  });
});
