import { type Action, type Cognito, onPool } from "../context.ts";
import { optionalText, optionalTexts, text } from "../input.ts";
import { pageOf } from "../page.ts";
import type { User } from "../users/user.ts";
import { userFilter } from "../users/user-filter.ts";
import { userView } from "../users/user-view.ts";

const withOnly = (user: User, names: readonly string[] | undefined): User =>
  names
    ? {
        ...user,
        attributes: Object.fromEntries(
          Object.entries(user.attributes).filter(([name]) => names.includes(name)),
        ),
      }
    : user;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
export const listUsers = (cognito: Cognito): Action => ({
  access: onPool(cognito, "ListUsers"),
  handle: (input) => {
    const pool = cognito.store.pools.get(text(input, "UserPoolId"));
    const users = cognito.store.users.list(pool.id).filter(userFilter(optionalText(input, "Filter")));
    const { page, next } = pageOf(users, input, {
      limitName: "Limit",
      tokenName: "PaginationToken",
      most: 60,
    });
    const names = optionalTexts(input, "AttributesToGet");
    return { Users: page.map((user) => userView(withOnly(user, names))), ...next };
  },
});
