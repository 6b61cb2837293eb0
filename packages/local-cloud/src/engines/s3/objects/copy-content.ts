import { defaultAlgorithm } from "../checksums/algorithms.ts";
import { algorithmOf } from "../checksums/requested.ts";
import type { S3Context } from "../context.ts";
import { noSuchKey } from "../errors.ts";
import { claimWhole } from "./commit.ts";
import { receive } from "./receive.ts";
import type { Checksum, Version, VersionContent } from "./version.ts";

export interface CopiedContent {
  readonly etag: string;
  readonly checksum: Checksum;
  /** Gives it an owner, within the transaction. @throws {AwsError} when the source is gone by then */
  readonly claim: () => VersionContent;
  /** No owner came. */
  readonly discard: () => Promise<void>;
}

/**
 * The content of a copy. One that is in one piece is shared, or, when it is small, written once more. One that was uploaded in parts
 * becomes one piece, and so gets the ETag of one.
 */
export const copyContent = async (
  context: S3Context,
  source: Version,
  wantedAlgorithm: string | undefined,
): Promise<CopiedContent> => {
  const segments = context.versions.segments(source);
  const known = source.details.checksum;
  const algorithm = algorithmOf(wantedAlgorithm) ?? known?.algorithm ?? defaultAlgorithm;
  const [only] = segments;
  if (only && source.parts === 0 && known?.algorithm === algorithm)
    return {
      etag: source.etag,
      checksum: known,
      claim: () => {
        const still = context.versions.find(source.bucket, source.key, source.versionId);
        if (still?.seq !== source.seq) throw noSuchKey(source.key);
        const { body } = only;
        if (!body.bytes) context.bodies.share(body.id);
        return { kind: "whole", body };
      },
      discard: async () => undefined,
    };

  const content = context.bodies.read(segments.map(({ body, size }) => ({ body, start: 0, length: size })));
  const {
    body: draft,
    etag,
    checksums,
  } = await receive(context, content, {
    contentMd5: undefined,
    contentLength: undefined,
    checksum: undefined,
    algorithm,
  });
  return {
    etag,
    checksum: { algorithm, value: checksums[algorithm] ?? "", type: "FULL_OBJECT" },
    claim: () => claimWhole(context, draft),
    discard: () => context.bodies.discard(draft),
  };
};
