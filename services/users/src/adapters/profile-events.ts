import { type Profile, userDeleted, userRegistered, userUpdated } from "@skein/contracts/users";
import type { Change } from "@skein/lambda-kit/change";
import { draftEvent, type EventDraft } from "@skein/lambda-kit/events";

/** What the world hears about a change of a profile. Never the e-mail address. */
export const profileEvents = (change: Change<Profile>): readonly EventDraft[] => {
  switch (change.kind) {
    case "inserted": {
      const { id, displayName, createdAt } = change.after;
      return [draftEvent(userRegistered, id, { userId: id, displayName, registeredAt: createdAt })];
    }
    case "modified": {
      const { id, displayName, updatedAt, version } = change.after;
      return [draftEvent(userUpdated, id, { userId: id, displayName, updatedAt, version })];
    }
    case "removed": {
      const { id } = change.before;
      return [draftEvent(userDeleted, id, { userId: id, deletedAt: change.at.toISOString() })];
    }
  }
};
