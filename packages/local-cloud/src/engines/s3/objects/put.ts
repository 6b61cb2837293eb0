/** A whole object in one piece, whether it comes from an SDK or a form. */
import type { ApiCall } from "../../../gateway/engine.ts";
import type { BucketInput } from "../access/access.ts";
import { defaultAlgorithm } from "../checksums/algorithms.ts";
import {
  type ChecksumInput,
  checksumMembers,
  type RequestedChecksum,
  requestedChecksum,
} from "../checksums/requested.ts";
import type { S3Context } from "../context.ts";
import { invalidRequest } from "../errors.ts";
import { expirationHeader } from "../lifecycle/lifecycle-rule.ts";
import { claimWhole, commitVersion, putVersionId } from "./commit.ts";
import { encryptionMembers } from "./encryption.ts";
import { checkWrite, type WriteConditions } from "./preconditions.ts";
import { type Content, type ReceiveOptions, receive } from "./receive.ts";
import { detailsOf, type WriteInput } from "./write-input.ts";

export interface PutInput extends BucketInput, WriteInput, ChecksumInput, WriteConditions {
  readonly Body?: Content | undefined;
  readonly ContentMD5?: string | undefined;
  readonly ContentLength?: number | undefined;
}

/** An algorithm that is named comes with its checksum, before or after the content. */
const checksumFor = (input: PutInput, call: ApiCall): RequestedChecksum | undefined => {
  const named = input.ChecksumAlgorithm !== undefined && call.raw !== undefined;
  const checksum = requestedChecksum(input);
  if (named && checksum && checksum.value === undefined && checksum.trailer === undefined)
    throw invalidRequest(
      "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
    );
  return checksum;
};

/**
 * @param event without its prefix, `ObjectCreated:Put`
 * @throws {AwsError} when the content or what is said of it is wrong; the object is as before then
 */
export const putContent = async (
  context: S3Context,
  input: PutInput,
  call: ApiCall,
  event: string,
  checkSize?: ReceiveOptions["checkSize"],
) => {
  const { Bucket, Key } = input;
  const details = detailsOf(context, input, context.buckets.require(Bucket));
  const requested = checksumFor(input, call);
  const algorithm = requested?.algorithm ?? defaultAlgorithm;
  // What cannot succeed is refused before its content is read; what counts is the check when it is committed.
  checkWrite(Key, () => context.versions.latest(Bucket, Key), input);
  const { body, etag, checksums } = await receive(context, input.Body, {
    contentMd5: input.ContentMD5,
    contentLength: input.ContentLength,
    checksum: requested,
    algorithm,
    ...(checkSize ? { checkSize } : {}),
  });
  const checksum = { algorithm, value: checksums[algorithm] ?? "", type: "FULL_OBJECT" } as const;
  const draft = {
    bucket: Bucket,
    key: Key,
    marker: false,
    size: body.size,
    etag,
    parts: 0,
    details: { ...details, checksum },
  };
  try {
    const { version, bucket } = commitVersion(context, {
      draft,
      conditions: input,
      event,
      call,
      claim: () => claimWhole(context, body),
    });
    return {
      ETag: `"${etag}"`,
      ...checksumMembers(checksum),
      ...encryptionMembers(details),
      VersionId: putVersionId(bucket, version),
      Expiration: expirationHeader(bucket.lifecycle, version),
    };
  } catch (error) {
    await context.bodies.discard(body);
    throw error;
  }
};
