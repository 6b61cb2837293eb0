import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../../src/provision/json.ts";
import { parseTemplate } from "../../../../src/provision/template/template.ts";

const queue = { Type: "AWS::SQS::Queue" };
const withQueue = (attributes: JsonObject) => ({ Resources: { Queue: { ...queue, ...attributes } } });
const parsedQueue = (attributes: JsonObject) => parseTemplate(withQueue(attributes)).resources.get("Queue");

describe("a template", () => {
  it("has resources with their attributes", () => {
    const parsed = parsedQueue({ DependsOn: "Topic", Condition: "IsProd", DeletionPolicy: "Retain" });
    expect(parsed).toEqual({
      logicalId: "Queue",
      type: "AWS::SQS::Queue",
      properties: {},
      dependsOn: ["Topic"],
      condition: "IsProd",
      deletionPolicy: "Retain",
      updateReplacePolicy: "Delete",
    });
  });

  it.each<[string, unknown, RegExp]>([
    ["is no object", "x", /must be a JSON object/],
    ["has no resources", { Outputs: {} }, /no Resources/],
    [
      "uses a transform",
      { ...withQueue({}), Transform: "AWS::Serverless" },
      /section Transform is not supported/,
    ],
    ["has rules", { ...withQueue({}), Rules: {} }, /section Rules is not supported/],
    [
      "has an unknown resource attribute",
      withQueue({ Properteis: {} }),
      /^Queue: resource attribute Properteis/,
    ],
    ["asks for snapshots", withQueue({ DeletionPolicy: "Snapshot" }), /Queue: DeletionPolicy Snapshot/],
    ["has a resource without type", { Resources: { Queue: {} } }, /Queue: Type is missing/],
    ["has an output without value", { ...withQueue({}), Outputs: { A: {} } }, /Outputs\.A: Value is missing/],
  ])("is refused when it %s", (_what, document, message) => {
    expect(() => parseTemplate(document)).toThrow(message);
  });
});
