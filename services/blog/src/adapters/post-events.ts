import { postDeleted, postPublished, postUpdated } from "@skein/contracts/blog";
import type { Change } from "@skein/lambda-kit/change";
import { draftEvent, type EventDraft } from "@skein/lambda-kit/events";
import type { StoredPost } from "../domain/post.ts";
import { type Item, isPost, postIn } from "./post-items.ts";

/** Slugs and places in lists say nothing by themselves. */
export const readPost = (item: Item): StoredPost | undefined => (isPost(item) ? postIn(item) : undefined);

const fieldsOf = ({ id: postId, slug, title, tags, author }: StoredPost) => ({
  postId,
  slug,
  title,
  tags,
  authorId: author.id,
});

const published = (post: StoredPost, again: boolean): EventDraft =>
  draftEvent(postPublished, post.id, {
    ...fieldsOf(post),
    excerpt: post.excerpt,
    publishedAt: post.publishedAt ?? post.updatedAt,
    again,
  });

const deleted = (post: StoredPost, at: Date): EventDraft =>
  draftEvent(postDeleted, post.id, { ...fieldsOf(post), deletedAt: at.toISOString() });

const updated = (before: StoredPost, after: StoredPost): EventDraft =>
  draftEvent(postUpdated, after.id, {
    ...fieldsOf(after),
    ...(before.slug !== after.slug && { previousSlug: before.slug }),
    updatedAt: after.updatedAt,
  });

/** Whether only its author's name changed; who cares hears it from users. The site is told once. */
const isRenaming = (before: StoredPost, after: StoredPost): boolean =>
  before.author.name !== after.author.name &&
  (["title", "body", "slug", "status"] as const).every((field) => before[field] === after[field]) &&
  before.tags.join() === after.tags.join();

/** What the world hears about a change: only of what is public, before it or after. Drafts are nobody's business. */
export const postEvents = (change: Change<StoredPost>): readonly EventDraft[] => {
  switch (change.kind) {
    case "inserted":
      return change.after.status === "published" ? [published(change.after, false)] : [];
    case "modified": {
      const { before, after, at } = change;
      if (before.status === "draft") {
        // A draft that has a time of publication was withdrawn.
        const again = before.publishedAt !== undefined;
        return after.status === "published" ? [published(after, again)] : [];
      }
      if (isRenaming(before, after)) return [];
      return [after.status === "published" ? updated(before, after) : deleted(before, at)];
    }
    case "removed":
      return change.before.status === "published" ? [deleted(change.before, change.at)] : [];
  }
};
