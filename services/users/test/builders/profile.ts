import { userId } from "@skein/contracts/ids";
import type { Profile } from "@skein/contracts/users";

export const yesterday = new Date("2026-11-21T09:00:00.000Z");
export const today = new Date("2026-11-22T09:00:00.000Z");

/** A profile of yesterday, at version 1. */
export const aProfile = (fields: Partial<Profile> = {}): Profile => ({
  id: userId.parse("11111111-1111-4111-8111-111111111111"),
  email: "ada@example.com",
  displayName: "Ada",
  createdAt: yesterday.toISOString(),
  updatedAt: yesterday.toISOString(),
  version: 1,
  ...fields,
});
