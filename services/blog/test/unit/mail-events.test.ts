import { describe, expect, it } from "vitest";
import { mailEventIn } from "../../src/adapters/mail-events.ts";
import { heedMailEvent } from "../../src/domain/mail-event.ts";
import { mailLogInMemory } from "../builders/mail-system.ts";
import { aSubscriber, subscribersInMemory } from "../builders/subscriber.ts";

const mail = { tags: { "ses:from-domain": ["skein.example"], mail: ["welcome.1"], recipient: ["key"] } };

describe("what SES tells", () => {
  it.each([
    [{ eventType: "Send", mail, send: {} }, "accepted"],
    [{ eventType: "Bounce", mail, bounce: { bounceType: "Permanent" } }, "undeliverable"],
    [{ eventType: "Bounce", mail, bounce: { bounceType: "Transient" } }, "accepted"],
    [{ eventType: "Complaint", mail, complaint: {} }, "complaint"],
  ])("%j is %s", (event, kind) => {
    expect(mailEventIn(event)).toEqual({ kind, mailId: "welcome.1", recipientKey: "key" });
  });

  it.each([
    { eventType: "Delivery", mail },
    { eventType: "Send", mail: { tags: {} } },
    { eventType: "Send" },
    "Successfully validated SNS topic for Amazon SES event publishing.",
    null,
  ])("%j is not our business", (event) => {
    expect(mailEventIn(event)).toBeUndefined();
  });
});

describe("heeding it", () => {
  const ada = aSubscriber("ada@skein.example");

  it.each([
    ["accepted", 1],
    ["undeliverable", 0],
    ["complaint", 0],
  ] as const)("a mail that is %s went out, and leaves %i subscriber", async (kind, left) => {
    const ports = { log: mailLogInMemory(), subscribers: subscribersInMemory(ada) };
    for (let times = 0; times < 2; times += 1)
      await heedMailEvent({ kind, mailId: "welcome.1", recipientKey: ada.key }, ports);
    expect(ports.log.states.get("welcome.1")).toBe("sent");
    expect(await ports.subscribers.findAll([ada.key])).toHaveLength(left);
  });
});
