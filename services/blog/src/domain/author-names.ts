import type { UserId } from "@skein/contracts/ids";

/** Knows how authors want to be called. */
export interface AuthorNames {
  /** What somebody is called now; `undefined` when nobody has the id. @throws when it cannot be learnt */
  currentNameOf(id: UserId): Promise<string | undefined>;

  /** Answers within a second or so; `undefined` when the name cannot be learnt now, or nobody has the id. */
  nameOf(id: UserId): Promise<string | undefined>;
}
