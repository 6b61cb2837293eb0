import { describe, expect, it } from "vitest";
import { resourceTypes } from "../../../../src/provision/resources/registry.ts";

const check = async (type: string, property: string) =>
  (await resourceTypes.find(type)).check({ [property]: "given" }, "It");

const mapping = "AWS::Lambda::EventSourceMapping";
const permission = "AWS::Lambda::Permission";
const topic = "AWS::SNS::Topic";

describe("a property of the event plane", () => {
  it.each([
    [mapping, "AmazonManagedKafkaEventSourceConfig", "there is no Kafka"],
    [mapping, "DocumentDBEventSourceConfig", "there is no DocumentDB"],
    [mapping, "ProvisionedPollerConfig", "pollers scale by themselves"],
    [mapping, "Queues", "there is no message broker"],
    [mapping, "SelfManagedEventSource", "there is no Kafka"],
    [mapping, "SelfManagedKafkaEventSourceConfig", "there is no Kafka"],
    [mapping, "SourceAccessConfigurations", "there is no Kafka"],
    [mapping, "Topics", "there is no Kafka"],
    [permission, "EventSourceToken", "there are no Alexa skills"],
    [permission, "FunctionUrlAuthType", "function URLs are not served"],
    [topic, "ArchivePolicy", "messages are not archived"],
    [topic, "DataProtectionPolicy", "messages are not inspected"],
    ["AWS::SNS::Subscription", "ReplayPolicy", "messages are not archived"],
  ])("of %s that cannot be given is refused by name: %s", async (type, property, reason) => {
    await expect(check(type, property)).rejects.toThrow(`property ${property} is not supported: ${reason}`);
  });

  it.each([mapping, permission, topic, "AWS::SNS::Subscription", "AWS::SQS::Queue"])(
    "of %s that nobody knows is refused by name",
    async (type) => {
      await expect(check(type, "Colour")).rejects.toThrow("property Colour is not supported");
    },
  );

  it.each([
    [mapping, "KmsKeyArn"],
    [mapping, "MetricsConfig"],
    ["AWS::SQS::Queue", "KmsMasterKeyId"],
    ["AWS::SQS::Queue", "KmsDataKeyReusePeriodSeconds"],
    ["AWS::SQS::Queue", "SqsManagedSseEnabled"],
    [topic, "KmsMasterKeyId"],
    [topic, "TracingConfig"],
    [topic, "DeliveryStatusLogging"],
    ["AWS::SNS::Subscription", "Region"],
    ["AWS::Lambda::Function", "RecursiveLoop"],
  ])("of %s without meaning on a laptop changes nothing: %s", async (type, property) => {
    const resource = await resourceTypes.find(type);
    await expect(check(type, property)).resolves.toBeUndefined();
    expect(resource.changeBetween({ [property]: "one" }, { [property]: "other" }).kind).toBe("none");
  });
});

describe("a type of the event plane", () => {
  it.each(["AWS::Lambda::Alias", "AWS::SQS::QueueInlinePolicy", "AWS::SNS::TopicInlinePolicy"])(
    "that does not exist here is refused by name: %s",
    async (type) => {
      await expect(resourceTypes.find(type)).rejects.toThrow(`resource type ${type} is not supported`);
    },
  );
});
