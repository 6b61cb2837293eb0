import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type MailCloud, mime, type SesEventRecord, sender, startMailCloud } from "./mail-cloud.ts";

let mail: MailCloud;
beforeAll(async () => {
  mail = await startMailCloud();
  await mail.ses.createEmailIdentity({ EmailIdentity: "skein.example" });
});
afterAll(() => mail.close());

const everything = ["SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "RENDERING_FAILURE"] as const;
const kinds = (events: readonly SesEventRecord[]) => events.map(({ eventType }) => eventType).sort();
const of = (events: readonly SesEventRecord[], type: string) =>
  events.find(({ eventType }) => eventType === type);

describe("events of a configuration set", () => {
  it("tell of sending and delivery, with the message as AWS describes it", async () => {
    const { set, take } = await mail.listen(everything);
    const messageId = await mail.send("ada@a.example", {
      FromEmailAddress: `Skein <${sender}>`,
      ConfigurationSetName: set,
      EmailTags: [{ Name: "campaign", Value: "welcome" }],
    });
    const events = await take(2);
    expect(kinds(events)).toEqual(["Delivery", "Send"]);
    expect(of(events, "Send")).toEqual({
      eventType: "Send",
      send: {},
      mail: {
        timestamp: expect.stringMatching(/Z$/),
        source: `Skein <${sender}>`,
        sourceArn: "arn:aws:ses:us-east-1:000000000000:identity/skein.example",
        sendingAccountId: "000000000000",
        messageId,
        destination: ["ada@a.example"],
        headersTruncated: false,
        headers: [
          { name: "From", value: `Skein <${sender}>` },
          { name: "To", value: "ada@a.example" },
          { name: "Subject", value: "Hello" },
          { name: "MIME-Version", value: "1.0" },
        ],
        commonHeaders: {
          from: [`Skein <${sender}>`],
          to: ["ada@a.example"],
          messageId,
          subject: "Hello",
        },
        tags: {
          "ses:configuration-set": [set],
          "ses:source-ip": ["127.0.0.1"],
          "ses:from-domain": ["skein.example"],
          "ses:caller-identity": ["root"],
          campaign: ["welcome"],
        },
      },
    });
    expect(of(events, "Delivery")).toMatchObject({ delivery: { recipients: ["ada@a.example"] } });
  });

  it("come only for the types that were asked for", async () => {
    const { set, take, peek } = await mail.listen(["BOUNCE"]);
    await mail.send("ada@a.example", { ConfigurationSetName: set });
    await mail.send("bounce@simulator.amazonses.com", { ConfigurationSetName: set });
    expect(kinds(await take(1))).toEqual(["Bounce"]);
    expect(await peek()).toEqual([]);
  });

  it("come for messages of an identity that has the set as its default", async () => {
    const { set, take } = await mail.listen(["SEND"]);
    const EmailIdentity = "default.example";
    await mail.ses.createEmailIdentity({ EmailIdentity, ConfigurationSetName: set });
    const MessageId = await mail.send("ada@a.example", { FromEmailAddress: "me@default.example" });
    expect(await take(1)).toMatchObject([{ mail: { messageId: MessageId } }]);
  });
});

describe("the mailbox simulator", () => {
  const sendTo = async (local: string, count: number) => {
    const { set, take } = await mail.listen(everything);
    const address = `${local}@simulator.amazonses.com`;
    await mail.send(address, { ConfigurationSetName: set });
    return { address, events: await take(count) };
  };

  it("takes mail for success", async () => {
    const { address, events } = await sendTo("success", 2);
    expect(kinds(events)).toEqual(["Delivery", "Send"]);
    expect(await mail.inbox(address)).toHaveLength(1);
  });

  it("bounces mail to bounce, with a label or without", async () => {
    const { address, events } = await sendTo("bounce+order-7", 2);
    expect(kinds(events)).toEqual(["Bounce", "Send"]);
    expect(of(events, "Bounce")).toMatchObject({
      bounce: {
        bounceType: "Permanent",
        bounceSubType: "General",
        bouncedRecipients: [
          {
            emailAddress: address,
            action: "failed",
            status: "5.1.1",
            diagnosticCode: "smtp; 550 5.1.1 user unknown",
          },
        ],
        feedbackId: expect.any(String),
        timestamp: expect.any(String),
      },
    });
    expect(await mail.inbox(address)).toEqual([]);
    await expect(mail.ses.getSuppressedDestination({ EmailAddress: address })).rejects.toMatchObject({
      name: "NotFoundException",
    });
  });

  it("delivers to complaint, and complains", async () => {
    const { address, events } = await sendTo("complaint", 3);
    expect(kinds(events)).toEqual(["Complaint", "Delivery", "Send"]);
    expect(of(events, "Complaint")).toMatchObject({
      complaint: {
        complainedRecipients: [{ emailAddress: address }],
        complaintFeedbackType: "abuse",
        complaintSubType: null,
      },
    });
    expect(await mail.inbox(address)).toHaveLength(1);
  });

  it("bounces mail to suppressionlist as suppressed", async () => {
    const { events } = await sendTo("suppressionlist", 2);
    expect(of(events, "Bounce")).toMatchObject({
      bounce: { bounceType: "Permanent", bounceSubType: "Suppressed" },
    });
  });

  it("delivers to ooto, which answers the sender and bounces for the time being", async () => {
    const { events } = await sendTo("ooto", 3);
    expect(of(events, "Bounce")).toMatchObject({
      bounce: { bounceType: "Transient", bounceSubType: "General" },
    });
    expect(await mail.inbox(sender)).toMatchObject([
      { from: "ooto@simulator.amazonses.com", headers: { "Auto-Submitted": "auto-replied" } },
    ]);
  });

  it("rejects the malware test file, and delivers nothing", async () => {
    const { set, take } = await mail.listen(everything);
    const Data = mime(
      `From: ${sender}`,
      "To: virus@a.example",
      "Subject: s",
      'Content-Type: multipart/mixed; boundary="b"',
      "",
      "--b",
      "Content-Type: application/octet-stream",
      "Content-Disposition: attachment; filename=eicar.com",
      "",
      // In two halves, so that no scanner takes this file for the malware.
      `X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR${"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"}`,
      "--b--",
    );
    await mail.ses.sendEmail({ Content: { Raw: { Data } }, ConfigurationSetName: set });
    expect(await take(1)).toMatchObject([{ eventType: "Reject", reject: { reason: "Bad content" } }]);
    expect(await mail.inbox("virus@a.example")).toEqual([]);
  });
});

describe("an event destination", () => {
  const set = (ConfigurationSetName: string) => mail.ses.createConfigurationSet({ ConfigurationSetName });
  const destination = (ConfigurationSetName: string, EventDestination: object) =>
    mail.ses.createConfigurationSetEventDestination({
      ConfigurationSetName,
      EventDestinationName: "d",
      EventDestination: { Enabled: true, MatchingEventTypes: ["BOUNCE"], ...EventDestination },
    });

  it("is told so by a message that is no event", async () => {
    const { peek } = await mail.listen(["BOUNCE"]);
    await eventually(async () =>
      expect(await peek()).toEqual(["Successfully validated SNS topic for Amazon SES event publishing."]),
    );
  });

  it("is refused when the topic's policy does not let SES publish", async () => {
    await set("closed");
    const { TopicArn } = await mail.sns.createTopic({ Name: "closed" });
    await expect(destination("closed", { SnsDestination: { TopicArn } })).rejects.toMatchObject({
      name: "BadRequestException",
      message: expect.stringContaining(`Could not publish to SNS topic ${TopicArn}`),
    });
    const { EventDestinations } = await mail.ses.getConfigurationSetEventDestinations({
      ConfigurationSetName: "closed",
    });
    expect(EventDestinations).toEqual([]);
  });

  it("is refused for opens and clicks, and for anything but SNS, by name", async () => {
    await set("refused");
    const SnsDestination = { TopicArn: "arn:aws:sns:us-east-1:000000000000:t" };
    await expect(
      destination("refused", { SnsDestination, MatchingEventTypes: ["OPEN"] }),
    ).rejects.toMatchObject({
      name: "BadRequestException",
      message: expect.stringContaining("events of type OPEN"),
    });
    const EventBridgeDestination = { EventBusArn: "arn:aws:events:us-east-1:000000000000:event-bus/default" };
    await expect(destination("refused", { EventBridgeDestination })).rejects.toMatchObject({
      message: expect.stringContaining("EventBridgeDestination is not supported"),
    });
  });

  it("is changed, silenced and removed", async () => {
    const { set: ConfigurationSetName, topicArn, take, peek } = await mail.listen(["SEND"]);
    const EventDestinationName = "topic";
    const update = (Enabled: boolean, type: "SEND" | "DELIVERY") =>
      mail.ses.updateConfigurationSetEventDestination({
        ConfigurationSetName,
        EventDestinationName,
        EventDestination: {
          Enabled,
          MatchingEventTypes: [type],
          SnsDestination: { TopicArn: topicArn },
        },
      });
    await update(false, "SEND");
    await mail.send("ada@a.example", { ConfigurationSetName });
    await update(true, "DELIVERY");
    await mail.send("ada@a.example", { ConfigurationSetName });
    expect(kinds(await take(1))).toEqual(["Delivery"]);
    expect(await peek()).toEqual([]);
    await mail.ses.deleteConfigurationSetEventDestination({ ConfigurationSetName, EventDestinationName });
    await expect(update(true, "SEND")).rejects.toMatchObject({ name: "NotFoundException" });
  });
});
