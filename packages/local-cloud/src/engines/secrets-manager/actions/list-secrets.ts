import type { InputReader } from "../../../gateway/input-reader.ts";
import { secretsAction } from "../action.ts";
import { invalidParameter } from "../errors.ts";
import { pageOf } from "../page.ts";
import { type Secret, stagesById, wireSecret } from "../secret.ts";

const texts: Readonly<Record<string, (secret: Secret) => readonly string[]>> = {
  name: ({ name }) => [name],
  description: ({ description }) => (description === undefined ? [] : [description]),
  "tag-key": ({ tags }) => Object.keys(tags),
  "tag-value": ({ tags }) => Object.values(tags),
};

/** A value matches the beginning; one that starts with `!` excludes. */
const matches = (text: string, value: string): boolean =>
  value.startsWith("!") ? !text.startsWith(value.slice(1)) : text.startsWith(value);

const filterIn = (read: InputReader) => {
  const filters = read.structures("Filters").map((filter) => {
    const key = filter.text("Key");
    const textsOf = Object.hasOwn(texts, key) ? texts[key] : undefined;
    if (!textsOf)
      throw invalidParameter(
        `The filter ${key} is not supported here; use ${Object.keys(texts).join(", ")}.`,
      );
    const values = filter.texts("Values");
    return (secret: Secret) => values.some((value) => textsOf(secret).some((text) => matches(text, value)));
  });
  return (secret: Secret) => filters.every((passes) => passes(secret));
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
export const listSecrets = secretsAction("ListSecrets", {
  handle: (read, { store }) => {
    read.refuse(["SortBy"], "secrets come in the order of their names.");
    const deleted = read.optionalBoolean("IncludePlannedDeletion") ?? false;
    const passes = filterIn(read);
    const secrets = store
      .list()
      .filter((secret) => (deleted || secret.deletedAt === undefined) && passes(secret));
    const ordered = read.optionalText("SortOrder") === "desc" ? secrets.reverse() : secrets;
    const { page, NextToken } = pageOf(read, ordered, ({ name }) => name);
    return {
      SecretList: page.map((secret) => ({
        ...wireSecret(secret),
        SecretVersionsToStages: stagesById(secret),
      })),
      NextToken,
    };
  },
});
