import type { Algorithm } from "../checksums/algorithms.ts";
import type { Checksum, ObjectDetails } from "../objects/version.ts";

/** What a multipart upload is to become, fixed when it begins. */
export interface UploadDetails {
  readonly object: ObjectDetails;
  /** Absent: the client asked for nothing, and the default of S3 holds. */
  readonly checksumAlgorithm?: Algorithm | undefined;
  readonly checksumType?: Checksum["type"] | undefined;
  /** ARN or id of who began it. */
  readonly initiator: string;
}

export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  /** Epoch milliseconds. */
  readonly initiatedAt: number;
  /** Whether the key was deleted since. */
  readonly deletionSeen: boolean;
  readonly details: UploadDetails;
}

export interface UploadedPart {
  /** 1 to 10,000. */
  readonly number: number;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** By algorithm; always has the one that the whole object needs. */
  readonly checksums: Readonly<Partial<Record<Algorithm, string>>>;
  readonly bodyId: string;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
}
