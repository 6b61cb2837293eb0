import {
  type Bucket,
  type BucketPage,
  bucket,
  type StoredObject,
  type Upload,
} from "@skein/lambda-kit/bucket";
import { setting } from "@skein/lambda-kit/settings";
import { folderOf } from "../domain/attachments.ts";
import type { Folders } from "../domain/erase-files.ts";

const atOnce = 20;

/** Does something with all entries of a list, page by page, and a few at a time. @returns how many there were */
const forAll = async <Entry>(
  pageAfter: (after: Entry | undefined) => Promise<BucketPage<Entry>>,
  act: (entry: Entry) => Promise<void>,
): Promise<number> => {
  let count = 0;
  let after: Entry | undefined;
  for (;;) {
    const { entries, hasMore } = await pageAfter(after);
    for (let start = 0; start < entries.length; start += atOnce)
      await Promise.all(entries.slice(start, start + atOnce).map(act));
    count += entries.length;
    after = entries.at(-1);
    if (!hasMore || after === undefined) return count;
  }
};

/**
 * Users' folders in S3.
 *
 * Objects are removed one by one: the call that removes a thousand names them in XML, which has no words for some
 * characters that keys may have. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 *
 * @param signal aborted when the time is up; what is left goes the next time
 */
export const folders = (
  signal: AbortSignal,
  files: Bucket = bucket(setting("ATTACHMENTS_BUCKET"), { signal }),
): Folders => ({
  async empty(ownerId) {
    const prefix = folderOf(ownerId);
    // Uploads first: one that is completed meanwhile is a file, and found as such.
    const uploads = await forAll<Upload>(
      (after) => files.uploads({ prefix, after }),
      (upload) => files.abort(upload),
    );
    const removed = await forAll<StoredObject>(
      (after) => files.objects({ prefix, after }),
      ({ key }) => files.remove(key),
    );
    return { files: removed, uploads };
  },
});
