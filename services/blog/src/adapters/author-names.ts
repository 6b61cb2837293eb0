import { usersClient } from "@skein/api-client/client";
import type { UserId } from "@skein/contracts/ids";
import { logger } from "@skein/lambda-kit/logger";
import { setting } from "@skein/lambda-kit/settings";
import { signedFetch } from "@skein/lambda-kit/signed-fetch";
import type { AuthorNames } from "../domain/author-names.ts";

export interface AuthorNamesOptions {
  /** `ApiUrl` of users. */
  readonly baseUrl: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly now?: () => number;
}

/** Somebody who is renamed is called by the old name for this long in posts that are written meanwhile. */
const keptMilliseconds = 5 * 60_000;
const timeoutMilliseconds = 1_000;
const notFound = 404;

/** Names from the users service, kept for a while. A failure is not kept: the next post asks again. */
export const usersNames = ({ baseUrl, fetch, now = Date.now }: AuthorNamesOptions): AuthorNames => {
  const users = usersClient({ baseUrl, fetch });
  const kept = new Map<UserId, { readonly name: string; readonly until: number }>();

  const currentNameOf: AuthorNames["currentNameOf"] = async (id) => {
    const { data, response } = await users.GET("/users/{userId}", { params: { path: { userId: id } } });
    if (response.status === notFound) return undefined;
    if (data === undefined) throw new Error(`users answered ${response.status}`);
    kept.set(id, { name: data.displayName, until: now() + keptMilliseconds });
    return data.displayName;
  };

  return {
    currentNameOf,

    async nameOf(id) {
      const known = kept.get(id);
      if (known && known.until > now()) return known.name;
      try {
        return await currentNameOf(id);
      } catch (error) {
        // A post without its author's name is better than no post.
        logger.warn("the author's name could not be learnt", { userId: id, reason: String(error) });
        return undefined;
      }
    },
  };
};

let made: AuthorNames | undefined;

/** Asks the API that `USERS_API_URL` names, as the function's own role. One for the container. */
export const authorNames = (): AuthorNames => {
  made ??= usersNames({
    baseUrl: setting("USERS_API_URL"),
    fetch: signedFetch({ service: "execute-api", timeoutMilliseconds }),
  });
  return made;
};
