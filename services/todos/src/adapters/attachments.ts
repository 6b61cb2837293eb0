import type { Attachment } from "@skein/contracts/todos";
import { type Bucket, bucket, type StoredObject } from "@skein/lambda-kit/bucket";
import { setting } from "@skein/lambda-kit/settings";
import { type Attachments, todoFolderOf } from "../domain/attachments.ts";

const attachmentOf = (
  { key, size, modifiedAt, etag }: StoredObject,
  { length }: { readonly length: number },
): Attachment => ({ key, fileName: key.slice(length), size, updatedAt: modifiedAt.toISOString(), etag });

/** Attachments in S3. */
export const attachments = (files: Bucket = bucket(setting("ATTACHMENTS_BUCKET"))): Attachments => ({
  async page(ownerId, todoId, { limit, after = "" }) {
    const folder = todoFolderOf(ownerId, todoId);
    // Starting after the folder itself leaves out the empty object by which some programs show folders.
    const { entries, hasMore } = await files.objects({
      prefix: folder,
      limit,
      after: { key: `${folder}${after}` },
    });
    const items = entries.map((object) => attachmentOf(object, folder));
    return { items, last: hasMore ? items.at(-1)?.fileName : undefined };
  },
});
