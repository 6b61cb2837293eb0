/** The message that tells of a change: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
import { randomUUID } from "node:crypto";
import { type Principal, principalName } from "../../../iam/principal.ts";
import { bucketArn } from "../buckets/bucket.ts";
import { hostIdOf } from "../host-id.ts";
import { ownerOf } from "../owner.ts";
import { urlEncode } from "../url-encoding.ts";

/** What happened to one object. */
export interface Change {
  /** Without its prefix `s3:`, `ObjectCreated:Put`. */
  readonly event: string;
  readonly bucket: string;
  readonly key: string;
  /** Orders the changes of one key. */
  readonly seq: number;
  /** Of the object that is there now; removals have none. */
  readonly size?: number;
  readonly etag?: string;
  /** Only in buckets with versioning. */
  readonly versionId?: string | undefined;
}

/** Who changed it, and how. */
export interface Cause {
  readonly principal: Principal;
  readonly requestId: string;
}

const userIdOf = (principal: Principal): string => {
  if (principal.kind === "role") {
    const id = principal.context?.["aws:userid"];
    if (typeof id === "string") return `AWS:${id}`;
  }
  if (principal.kind === "anonymous") return "Anonymous";
  if (principal.kind === "service") return principal.service;
  return `AWS:${principal.kind === "admin" ? principal.accountId : principalName(principal)}`;
};

/** Versions of the format: later kinds of events came with later ones. */
const versionOf = (event: string): string =>
  /^(ObjectTagging|ObjectAcl|LifecycleExpiration|IntelligentTiering)/.test(event) ? "2.3" : "2.1";

/** Only what replaces or removes an object has a place in the order of its changes. */
const ordersObjects = (event: string): boolean => !/^Object(Tagging|Acl):/.test(event);

/** Long enough for all changes to come, so that comparing texts compares numbers. */
const sequencerOf = (seq: number): string => seq.toString(16).toUpperCase().padStart(18, "0");

const withoutUndefined = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

export const eventRecordOf = (
  change: Change,
  cause: Cause,
  configurationId: string,
  { region, accountId, now }: { readonly region: string; readonly accountId: string; readonly now: number },
): object => ({
  eventVersion: versionOf(change.event),
  eventSource: "aws:s3",
  awsRegion: region,
  eventTime: new Date(now).toISOString(),
  eventName: change.event,
  userIdentity: { principalId: userIdOf(cause.principal) },
  requestParameters: { sourceIPAddress: "127.0.0.1" },
  responseElements: { "x-amz-request-id": cause.requestId, "x-amz-id-2": hostIdOf(cause.requestId) },
  s3: {
    s3SchemaVersion: "1.0",
    configurationId,
    bucket: {
      name: change.bucket,
      ownerIdentity: { principalId: ownerOf(accountId).slice(0, 14).toUpperCase() },
      arn: bucketArn(change.bucket),
    },
    object: withoutUndefined({
      key: urlEncode(change.key),
      size: change.size,
      eTag: change.etag,
      versionId: change.versionId,
      sequencer: ordersObjects(change.event) ? sequencerOf(change.seq) : undefined,
    }),
  },
});

/** What a destination is sent when it is configured. */
export const testEventOf = (bucket: string, now: number): object => {
  const requestId = randomUUID();
  return {
    Service: "Amazon S3",
    Event: "s3:TestEvent",
    Time: new Date(now).toISOString(),
    Bucket: bucket,
    RequestId: requestId,
    HostId: hostIdOf(requestId),
  };
};
