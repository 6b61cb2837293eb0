import { SESv2 } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { type ProvisionedCloud, startProvisionedCloud } from "../../support/provisioned-cloud.ts";

let cloud: ProvisionedCloud;
let ses: SESv2;
beforeAll(async () => {
  cloud = await startProvisionedCloud();
  ses = new SESv2(cloud.client);
});
afterAll(async () => {
  ses.destroy();
  await cloud.close();
});

const resource = (Type: string, Properties: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  Type,
  Properties,
  ...more,
});
const absent = expect.objectContaining({ name: "NotFoundException" });

/** What a service declares that wants to hear of its bounces; its names begin alike. */
const bounces = (name: string, destination: JsonObject = {}): Record<string, JsonObject> => ({
  Set: resource("AWS::SES::ConfigurationSet", {
    Name: `${name}-set`,
    ReputationOptions: { ReputationMetricsEnabled: true },
  }),
  Topic: resource("AWS::SNS::Topic", { TopicName: `${name}-topic` }),
  Policy: resource("AWS::SNS::TopicPolicy", {
    Topics: [{ Ref: "Topic" }],
    PolicyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "ses.amazonaws.com" },
          Action: "sns:Publish",
          Resource: { Ref: "Topic" },
          Condition: {
            StringEquals: {
              "AWS:SourceAccount": { Ref: "AWS::AccountId" },
              "AWS:SourceArn": `arn:aws:ses:us-east-1:000000000000:configuration-set/${name}-set`,
            },
          },
        },
      ],
    },
  }),
  Events: resource(
    "AWS::SES::ConfigurationSetEventDestination",
    {
      ConfigurationSetName: { Ref: "Set" },
      EventDestination: {
        Name: "bounces",
        Enabled: true,
        MatchingEventTypes: ["bounce", "complaint", "renderingFailure"],
        SnsDestination: { TopicARN: { Ref: "Topic" } },
        ...destination,
      },
    },
    { DependsOn: "Policy" },
  ),
});

const destinations = async (ConfigurationSetName: string) =>
  (await ses.getConfigurationSetEventDestinations({ ConfigurationSetName })).EventDestinations;

describe("AWS::SES::EmailIdentity", () => {
  it("is verified, has a default set and tags, answers its attributes, and is changed in place", async () => {
    const deploy = (properties: JsonObject) =>
      cloud.deploy(
        {
          Set: resource("AWS::SES::ConfigurationSet", { Name: "identity-set" }),
          Identity: resource("AWS::SES::EmailIdentity", { EmailIdentity: "skein.example", ...properties }),
        },
        { stackName: "identity" },
      );
    const { resources } = await deploy({
      ConfigurationSetAttributes: { ConfigurationSetName: { Ref: "Set" } },
      Tags: [{ Key: "team", Value: "blog" }],
      MailFromAttributes: { MailFromDomain: "bounce.skein.example" },
    });
    expect(resources.Identity).toMatchObject({
      physicalId: "skein.example",
      attributes: {
        EmailIdentityArn: "arn:aws:ses:us-east-1:000000000000:identity/skein.example",
        DkimDNSTokenName1: expect.stringMatching(/^[0-9a-f]{32}\._domainkey\.skein\.example$/),
        DkimDNSTokenValue3: expect.stringMatching(/^[0-9a-f]{32}\.dkim\.amazonses\.com$/),
      },
    });
    const EmailIdentity = "skein.example";
    expect(await ses.getEmailIdentity({ EmailIdentity })).toMatchObject({
      VerifiedForSendingStatus: true,
      ConfigurationSetName: "identity-set",
      Tags: [{ Key: "team", Value: "blog" }],
    });
    const { changes } = await deploy({ Tags: [{ Key: "team", Value: "users" }] });
    expect(changes.map(({ action }) => action)).toEqual(["update"]);
    const after = await ses.getEmailIdentity({ EmailIdentity });
    expect(after.ConfigurationSetName).toBeUndefined();
    expect(after.Tags).toEqual([{ Key: "team", Value: "users" }]);
  });

  it("is replaced by another, and is not taken over from outside", async () => {
    const deploy = (EmailIdentity: string) =>
      cloud.deploy(
        { Identity: resource("AWS::SES::EmailIdentity", { EmailIdentity }) },
        { stackName: "identity-other" },
      );
    await deploy("old@skein.example");
    await deploy("new@skein.example");
    await expect(ses.getEmailIdentity({ EmailIdentity: "old@skein.example" })).rejects.toEqual(absent);
    await ses.createEmailIdentity({ EmailIdentity: "taken.example" });
    await expect(deploy("taken.example")).rejects.toThrow("EmailIdentity taken.example is taken");
  });
});

describe("AWS::SES::Template", () => {
  const deploy = (Template: JsonObject) =>
    cloud.deploy({ Welcome: resource("AWS::SES::Template", { Template }) }, { stackName: "template" });
  const content = async (TemplateName: string) =>
    (await ses.getEmailTemplate({ TemplateName })).TemplateContent;

  it("is made, changed in place, renamed and removed", async () => {
    const parts = { SubjectPart: "Welcome {{name}}", TextPart: "Hello", HtmlPart: "<p>Hello</p>" };
    const { resources } = await deploy({ TemplateName: "welcome", ...parts });
    expect(resources.Welcome).toMatchObject({ physicalId: "welcome", attributes: { Id: "welcome" } });
    expect(await content("welcome")).toEqual({
      Subject: "Welcome {{name}}",
      Text: "Hello",
      Html: "<p>Hello</p>",
    });
    await deploy({ TemplateName: "welcome", SubjectPart: "Hi {{name}}" });
    expect(await content("welcome")).toEqual({ Subject: "Hi {{name}}" });
    const renamed = await deploy({ TemplateName: "greeting", SubjectPart: "Hi {{name}}" });
    expect(renamed.resources.Welcome?.physicalId).toBe("greeting");
    await expect(content("welcome")).rejects.toEqual(absent);
    await cloud.deploy({ Topic: resource("AWS::SNS::Topic") }, { stackName: "template" });
    await expect(content("greeting")).rejects.toEqual(absent);
  });

  it("that is not in the template language fails the deployment", async () => {
    await expect(deploy({ TemplateName: "broken", SubjectPart: "{{#if x}}" })).rejects.toThrow(
      "The template is invalid",
    );
    await expect(content("broken")).rejects.toEqual(absent);
  });
});

describe("AWS::SES::ConfigurationSet and its event destinations", () => {
  it("are made, changed in place, and removed", async () => {
    const { resources } = await cloud.deploy(bounces("mails"), { stackName: "bounces" });
    expect(resources.Set?.physicalId).toBe("mails-set");
    expect(resources.Events).toMatchObject({ physicalId: "bounces", attributes: { Id: "bounces" } });
    const topicArn = "arn:aws:sns:us-east-1:000000000000:mails-topic";
    expect(await destinations("mails-set")).toEqual([
      {
        Name: "bounces",
        Enabled: true,
        MatchingEventTypes: ["BOUNCE", "COMPLAINT", "RENDERING_FAILURE"],
        SnsDestination: { TopicArn: topicArn },
      },
    ]);
    await cloud.deploy(bounces("mails", { Name: "renamed", MatchingEventTypes: ["BOUNCE"] }), {
      stackName: "bounces",
    });
    expect(await destinations("mails-set")).toMatchObject([
      { Name: "renamed", MatchingEventTypes: ["BOUNCE"] },
    ]);
    const { Events: _events, ...without } = bounces("mails");
    await cloud.deploy(without, { stackName: "bounces" });
    expect(await destinations("mails-set")).toEqual([]);
  });

  it("take over settings, and go back to the defaults", async () => {
    const deploy = (properties: JsonObject) =>
      cloud.deploy(
        { Set: resource("AWS::SES::ConfigurationSet", { Name: "settings", ...properties }) },
        { stackName: "settings" },
      );
    const ConfigurationSetName = "settings";
    await deploy({
      SendingOptions: { SendingEnabled: false },
      SuppressionOptions: { SuppressedReasons: ["COMPLAINT"] },
    });
    expect(await ses.getConfigurationSet({ ConfigurationSetName })).toMatchObject({
      SendingOptions: { SendingEnabled: false },
      SuppressionOptions: { SuppressedReasons: ["COMPLAINT"] },
    });
    await deploy({});
    const { SendingOptions, SuppressionOptions } = await ses.getConfigurationSet({ ConfigurationSetName });
    expect(SendingOptions).toEqual({ SendingEnabled: true });
    expect(SuppressionOptions).toBeUndefined();
  });

  it("fail where the topic's policy does not let SES publish, and leave nothing behind", async () => {
    const { Policy: _policy, Events, ...open } = bounces("closed");
    const closed = { ...open, Events: { ...Events, DependsOn: "Topic" } };
    await expect(cloud.deploy(closed, { stackName: "closed" })).rejects.toThrow(
      "Could not publish to SNS topic",
    );
    await expect(destinations("closed-set")).rejects.toEqual(absent);
  });

  it("refuse opens, clicks and other targets by name", async () => {
    const deploy = (destination: JsonObject) =>
      cloud.deploy(bounces("refusing", destination), { stackName: "refusing" });
    await expect(deploy({ MatchingEventTypes: ["open"] })).rejects.toThrow("events of type OPEN");
    await expect(deploy({ CloudWatchDestination: {} })).rejects.toThrow(
      "EventDestination.CloudWatchDestination is not supported",
    );
    await expect(deploy({ MatchingEventTypes: ["opened"] })).rejects.toThrow("must be one of send, reject");
    await expect(
      cloud.deploy(
        {
          Set: resource("AWS::SES::ConfigurationSet", {
            TrackingOptions: { CustomRedirectDomain: "a.example" },
          }),
        },
        { stackName: "tracking" },
      ),
    ).rejects.toThrow("property TrackingOptions is not supported");
  });
});
