/** What functions do with a bucket: look at what it holds, read and write texts, and remove. */
import { s3 } from "./clients.ts";
import { S3Failure } from "./s3/errors.ts";
import { childrenOf, decoded, rootOf, textOf } from "./s3/xml.ts";

export interface StoredObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly modifiedAt: Date;
  /** With its quotes, as `If-Match` takes it. */
  readonly etag: string;
}

export interface Upload {
  readonly key: string;
  readonly uploadId: string;
}

export interface BucketPage<Entry> {
  readonly entries: readonly Entry[];
  readonly hasMore: boolean;
}

export interface BucketQuery<Entry> {
  readonly prefix: string;
  /** The last entry of the page before. */
  readonly after?: Entry | undefined;
  /** Most entries of a page; 1,000 unless given. */
  readonly limit?: number;
}

/** What S3 tells whoever gets the object. */
export interface TextHeaders {
  readonly contentType: string;
  readonly cacheControl?: string;
}

export interface Bucket {
  /** The text of an object. @throws {S3Failure} `NoSuchKey` */
  read(key: string): Promise<string>;
  /** Makes an object, or replaces it. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
  write(key: string, text: string, headers: TextHeaders): Promise<void>;
  /** Objects in the order of their keys. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
  objects(query: BucketQuery<Pick<StoredObject, "key">>): Promise<BucketPage<StoredObject>>;
  /** Multipart uploads that are not complete. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
  uploads(query: BucketQuery<Upload>): Promise<BucketPage<Upload>>;
  /** What is not there is removed already. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
  remove(key: string): Promise<void>;
  /** Frees the parts that came. https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
  abort(upload: Upload): Promise<void>;
}

export interface BucketOptions {
  /** Ends requests that are under way, and lets no more begin. */
  readonly signal?: AbortSignal;
  readonly send?: ReturnType<typeof s3>;
}

const objectOf = (element: unknown): StoredObject => ({
  key: decoded(textOf(element, "Key")),
  size: Number(textOf(element, "Size")),
  modifiedAt: new Date(textOf(element, "LastModified")),
  etag: textOf(element, "ETag"),
});

const uploadOf = (element: unknown): Upload => ({
  key: decoded(textOf(element, "Key")),
  uploadId: textOf(element, "UploadId"),
});

/** @example const { entries } = await bucket("skein-dev-files").objects({ prefix: "reports/" }); */
export const bucket = (name: string, { signal, send = s3() }: BucketOptions = {}): Bucket => {
  const ask = async <Entry>(
    query: Record<string, string>,
    element: string,
    read: (element: unknown) => Entry,
  ): Promise<BucketPage<Entry>> => {
    const answer = rootOf(
      await send({ method: "GET", bucket: name, query: { ...query, "encoding-type": "url" }, signal }),
    );
    return {
      entries: childrenOf(answer, element).map(read),
      hasMore: textOf(answer, "IsTruncated") === "true",
    };
  };

  return {
    read: (key) => send({ method: "GET", bucket: name, key, signal }),

    async write(key, text, { contentType, cacheControl }) {
      const headers = {
        "content-type": contentType,
        ...(cacheControl !== undefined && { "cache-control": cacheControl }),
      };
      await send({ method: "PUT", bucket: name, key, headers, body: text, signal });
    },

    objects: ({ prefix, after, limit }) =>
      ask(
        {
          "list-type": "2",
          prefix,
          ...(after && { "start-after": after.key }),
          ...(limit !== undefined && { "max-keys": String(limit) }),
        },
        "Contents",
        objectOf,
      ),

    uploads: ({ prefix, after, limit }) =>
      ask(
        {
          uploads: "",
          prefix,
          ...(after && { "key-marker": after.key, "upload-id-marker": after.uploadId }),
          ...(limit !== undefined && { "max-uploads": String(limit) }),
        },
        "Upload",
        uploadOf,
      ),

    async remove(key) {
      await send({ method: "DELETE", bucket: name, key, signal });
    },

    async abort({ key, uploadId }) {
      try {
        await send({ method: "DELETE", bucket: name, key, query: { uploadId }, signal });
      } catch (error) {
        // Complete, or aborted, in the meantime.
        if (!(error instanceof S3Failure && error.name === "NoSuchUpload")) throw error;
      }
    },
  };
};
