import { expect, test } from "vitest";
import { refuseUnsupportedEvents } from "../../src/supported-events.ts";

const withEvents = (...events: Record<string, unknown>[]) => ({
  functions: [{ key: "work", name: "skein-a-dev-work", definition: { name: "skein-a-dev-work", events } }],
});

test("what the API server and the cloud carry out passes", () => {
  const events = withEvents(
    { http: "GET /" },
    { sqs: "arn" },
    { stream: "arn" },
    { sns: "topic" },
    { cognitoUserPool: {} },
  );
  expect(() => refuseUnsupportedEvents(events)).not.toThrow();
});

test.each(["schedule", "s3", "websocket", "httpApi", "eventBridge", "iot", "alb"])(
  "%s is refused by name",
  (type) => {
    expect(() => refuseUnsupportedEvents(withEvents({ [type]: {} }))).toThrow(
      `Function "work" has an event of type "${type}"`,
    );
  },
);
