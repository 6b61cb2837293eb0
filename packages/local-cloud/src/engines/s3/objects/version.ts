import type { Body, StoredBody } from "../bodies/body.ts";
import type { Algorithm } from "../checksums/algorithms.ts";
import type { Tag } from "../tag.ts";

export interface Checksum {
  readonly algorithm: Algorithm;
  /** Base64; of a composite one with `-<parts>` behind. */
  readonly value: string;
  readonly type: "FULL_OBJECT" | "COMPOSITE";
}

/** What was said about an object when it was written, and comes back when it is read. */
export interface ObjectDetails {
  readonly ContentType?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly Expires?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly checksum?: Checksum | undefined;
}

/** One version of an object, or a delete marker. */
export interface Version {
  /** Orders the versions of a key: the newest has the greatest. */
  readonly place: number;
  /** Grows with every change of any object; what takes the place of another version has another one. */
  readonly seq: number;
  readonly bucket: string;
  readonly key: string;
  /** `null` for what was written while versioning was not enabled. */
  readonly versionId: string;
  readonly latest: boolean;
  readonly marker: boolean;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
  /** How many parts it was uploaded in; 0 when it was put in one piece. */
  readonly parts: number;
  /** Of content in one piece that is not small. */
  readonly bodyId: string | undefined;
  readonly details: ObjectDetails;
}

/** A piece of a version's content. */
export interface Segment {
  readonly number: number;
  readonly start: number;
  readonly size: number;
  readonly body: Body;
  readonly checksum: string | undefined;
}

/** What the content of a version is kept as. Delete markers have none. */
export type VersionContent =
  | { readonly kind: "none" }
  | { readonly kind: "whole"; readonly body: Body }
  | { readonly kind: "parts"; readonly segments: readonly (Segment & { readonly body: StoredBody })[] };
