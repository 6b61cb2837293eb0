import { invalidParameter } from "../errors.ts";
import type { User } from "./user.ts";

const shape = /^\s*"?([A-Za-z:_]+)"?\s*(=|\^=)\s*"((?:[^"\\]|\\.)*)"\s*$/;

const searchable: Readonly<Record<string, (user: User) => string | undefined>> = {
  username: (user) => user.username,
  sub: (user) => user.attributes.sub,
  email: (user) => user.attributes.email,
  phone_number: (user) => user.attributes.phone_number,
  name: (user) => user.attributes.name,
  given_name: (user) => user.attributes.given_name,
  family_name: (user) => user.attributes.family_name,
  preferred_username: (user) => user.attributes.preferred_username,
  "cognito:user_status": (user) => user.status,
  status: (user) => (user.enabled ? "Enabled" : "Disabled"),
};

/**
 * `email ^= "ada@"`, see https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html#cognito-user-pools-searching-for-users-using-listusers-api
 * @throws {AwsError} `InvalidParameterException`
 */
export const userFilter = (filter: string | undefined): ((user: User) => boolean) => {
  if (!filter) return () => true;
  const [, name = "", operator, quoted = ""] = shape.exec(filter) ?? [];
  const read = searchable[name];
  if (!read) throw invalidParameter(`Invalid search attribute or filter: ${filter}`);
  const wanted = quoted.replaceAll(/\\(.)/g, "$1");
  // Status is compared without regard to case, all else with.
  const same =
    name === "status" || name === "cognito:user_status" ? (text: string) => text.toLowerCase() : String;
  return (user) => {
    const value = read(user);
    if (value === undefined) return false;
    return operator === "=" ? same(value) === same(wanted) : same(value).startsWith(same(wanted));
  };
};
