import { expect, it } from "vitest";
import { lookChangeIn } from "../../src/adapters/look-change.ts";

const notification = (sequencer: unknown) => ({
  Records: [
    {
      eventSource: "aws:s3",
      eventName: "ObjectCreated:Put",
      s3: { bucket: { name: "site" }, object: { key: "templates/manifest.json", sequencer } },
    },
  ],
});

it("every publication is a change of its own", () => {
  expect(lookChangeIn(notification("0055AED6DCD90281E5"))).toEqual({ id: "look-0055AED6DCD90281E5" });
});

it("what S3 tries a queue out with is none", () => {
  expect(lookChangeIn({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "site" })).toBeUndefined();
});

it("what is no notification is refused", () => {
  for (const other of [null, "text", {}, { Records: "none" }, { Records: [{}] }, notification(1)])
    expect(() => lookChangeIn(other)).toThrow(TypeError);
});
