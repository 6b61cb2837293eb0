/** Examples of the users API by operation, for its document; a test holds them against the contracts. */
import type { Examples } from "../openapi/service.ts";

const profile = {
  id: "f4c8b4a8-3071-70a5-8f5e-1c9d6a0f2b11",
  email: "ada@skein.example",
  displayName: "Ada",
  createdAt: "2026-11-22T10:43:00.000Z",
  updatedAt: "2026-11-22T10:43:00.000Z",
  version: 1,
};
const changed = { ...profile, displayName: "Ada L.", updatedAt: "2026-11-22T11:05:30.120Z", version: 2 };
const { email: _, ...user } = profile;

export const usersExamples: Examples = {
  getMe: { answer: profile },
  updateMe: { body: { displayName: "Ada L." }, answer: changed },
  getUser: { params: { userId: profile.id }, answer: user },
};
