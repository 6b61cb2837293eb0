/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
import { randomInt } from "node:crypto";
import type { InputReader } from "../../gateway/input-reader.ts";
import { invalidParameter } from "./errors.ts";

const kinds = [
  { exclude: "ExcludeLowercase", characters: "abcdefghijklmnopqrstuvwxyz" },
  { exclude: "ExcludeUppercase", characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
  { exclude: "ExcludeNumbers", characters: "0123456789" },
  { exclude: "ExcludePunctuation", characters: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" },
];

const pick = (characters: string): string => characters.charAt(randomInt(characters.length));

const shuffled = (characters: readonly string[]): string[] => {
  const result = [...characters];
  for (let last = result.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [result[last], result[other]] = [result[other] ?? "", result[last] ?? ""];
  }
  return result;
};

const alphabetsIn = (read: InputReader): string[] => {
  const excluded = new Set(read.optionalText("ExcludeCharacters", { maximum: 4_096 }) ?? "");
  const usable = (characters: string) =>
    [...characters].filter((character) => !excluded.has(character)).join("");
  return [
    ...kinds
      .filter(({ exclude }) => !read.optionalBoolean(exclude))
      .map(({ characters }) => usable(characters)),
    ...(read.optionalBoolean("IncludeSpace") ? [usable(" ")] : []),
  ].filter((characters) => characters !== "");
};

export const randomPassword = (read: InputReader): string => {
  const length = read.optionalNumber("PasswordLength", { minimum: 1, maximum: 4_096 }) ?? 32;
  const alphabets = alphabetsIn(read);
  if (alphabets.length === 0) throw invalidParameter("All characters are excluded.");
  const each = read.optionalBoolean("RequireEachIncludedType") ?? true;
  const required = each ? alphabets.map(pick) : [];
  if (length < required.length)
    throw invalidParameter(
      `The password length must be at least ${required.length} to hold each included type.`,
    );
  const all = alphabets.join("");
  const rest = Array.from({ length: length - required.length }, () => pick(all));
  return shuffled([...required, ...rest]).join("");
};
