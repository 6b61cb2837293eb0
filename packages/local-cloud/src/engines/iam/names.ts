/** Rules for names, from https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
import { randomBytes } from "node:crypto";
import type { InputReader, TextRule } from "../../gateway/input-reader.ts";

const nameRule: TextRule = { minimum: 1, maximum: 64, pattern: String.raw`[\w+=,.@-]+` };
const policyNameRule: TextRule = { ...nameRule, maximum: 128 };
const pathRule: TextRule = { minimum: 1, maximum: 512, pattern: String.raw`(/)|(/[\u0021-\u007E]+/)` };

export const roleNameIn = (read: InputReader): string => read.text("RoleName", nameRule);
export const policyNameIn = (read: InputReader): string => read.text("PolicyName", policyNameRule);
export const policyArnIn = (read: InputReader): string =>
  read.text("PolicyArn", { minimum: 20, maximum: 2_048 });
export const pathIn = (read: InputReader): string => read.optionalText("Path", pathRule) ?? "/";
export const descriptionIn = (read: InputReader): string | undefined =>
  read.optionalText("Description", { maximum: 1_000 });

export const maxSessionSecondsIn = (read: InputReader): number | undefined =>
  read.optionalNumber("MaxSessionDuration", { minimum: 3_600, maximum: 43_200 });

export const tagsIn = (read: InputReader): Record<string, string> =>
  Object.fromEntries(
    read
      .structures("Tags")
      .map((tag) => [tag.text("Key", { minimum: 1, maximum: 128 }), tag.text("Value", { maximum: 256 })]),
  );

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** @param prefix `AROA` for roles, `ANPA` for managed policies, `ASIA` for temporary keys */
export const uniqueId = (prefix: string): string =>
  prefix + [...randomBytes(17)].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
