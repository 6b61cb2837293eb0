import { Kinesis } from "@aws-sdk/client-kinesis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { type ProvisionedCloud, startProvisionedCloud } from "../../support/provisioned-cloud.ts";

let cloud: ProvisionedCloud;
let kinesis: Kinesis;
beforeAll(async () => {
  cloud = await startProvisionedCloud();
  kinesis = new Kinesis(cloud.client);
});
afterAll(async () => {
  kinesis.destroy();
  await cloud.close();
});

const deploy = (stackName: string, Properties: JsonObject) =>
  cloud.deploy({ Readings: { Type: "AWS::Kinesis::Stream", Properties } }, { stackName });

const summaryOf = async (StreamName: string) =>
  (await kinesis.describeStreamSummary({ StreamName })).StreamDescriptionSummary;

const tagsOf = async (StreamName: string) =>
  (await kinesis.listTagsForStream({ StreamName })).Tags?.map(({ Key, Value }) => `${Key}=${Value}`);

const tags = (team: string) => [{ Key: "team", Value: team }];

describe("AWS::Kinesis::Stream", () => {
  it("is made with its shards, its retention and its tags, ready to be written to", async () => {
    const { resources } = await deploy("made", {
      Name: "k-made",
      ShardCount: 2,
      RetentionPeriodHours: 48,
      Tags: tags("a"),
    });
    expect(resources.Readings).toMatchObject({
      physicalId: "k-made",
      attributes: { Arn: "arn:aws:kinesis:us-east-1:000000000000:stream/k-made" },
    });
    expect(await summaryOf("k-made")).toMatchObject({
      StreamStatus: "ACTIVE",
      OpenShardCount: 2,
      RetentionPeriodHours: 48,
    });
    expect(await tagsOf("k-made")).toEqual(["team=a"]);
    const Data = Buffer.from("1");
    await kinesis.putRecord({ StreamName: "k-made", PartitionKey: "p", Data });
  });

  it("gets a name when the template gives none", async () => {
    const { resources } = await deploy("unnamed", { ShardCount: 1 });
    expect(resources.Readings?.physicalId).toMatch(/^unnamed-Readings-[a-z0-9]{12}$/i);
  });

  it("is changed in place: shards, retention, size of records, tags", async () => {
    await deploy("changed", { Name: "k-changed", ShardCount: 1, RetentionPeriodHours: 48, Tags: tags("a") });
    const { changes } = await deploy("changed", {
      Name: "k-changed",
      ShardCount: 2,
      MaxRecordSizeInKiB: 2_048,
      Tags: tags("b"),
    });
    expect(changes.map(({ action }) => action)).toEqual(["update"]);
    expect(await summaryOf("k-changed")).toMatchObject({
      OpenShardCount: 2,
      RetentionPeriodHours: 24,
      MaxRecordSizeInKiB: 2_048,
    });
    expect(await tagsOf("k-changed")).toEqual(["team=b"]);
  });

  it("goes on demand, and back to shards of its own", async () => {
    const onDemand = { StreamModeDetails: { StreamMode: "ON_DEMAND" } };
    await deploy("mode", { Name: "k-mode", ShardCount: 2 });
    await deploy("mode", { Name: "k-mode", ...onDemand });
    expect(await summaryOf("k-mode")).toMatchObject({ StreamModeDetails: { StreamMode: "ON_DEMAND" } });
    await deploy("mode", { Name: "k-mode", ShardCount: 4 });
    expect(await summaryOf("k-mode")).toMatchObject({
      StreamModeDetails: { StreamMode: "PROVISIONED" },
      OpenShardCount: 4,
    });
  });

  it("cannot grow to more than the double at once, and says so", async () => {
    await deploy("grows", { Name: "k-grows", ShardCount: 1 });
    await expect(deploy("grows", { Name: "k-grows", ShardCount: 3 })).rejects.toThrow(
      /Readings \(AWS::Kinesis::Stream\): LimitExceededException: .*double/,
    );
    expect(await summaryOf("k-grows")).toMatchObject({ OpenShardCount: 1 });
  });

  it("is replaced when its name changes, and goes with its stack", async () => {
    await deploy("replaced", { Name: "k-old", ShardCount: 1 });
    const { changes } = await deploy("replaced", { Name: "k-new", ShardCount: 1 });
    expect(changes.map(({ action }) => action)).toEqual(["replace", "delete"]);
    await cloud.provisioner.remove("replaced");
    const { StreamNames } = await kinesis.listStreams({});
    expect(StreamNames?.filter((name) => ["k-old", "k-new"].includes(name))).toEqual([]);
  });
});
