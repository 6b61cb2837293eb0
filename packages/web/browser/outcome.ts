import type { Problem } from "@skein/contracts/problem";

/** What came of it, in words for whoever asked. */
export interface Outcome {
  readonly done: boolean;
  readonly message: string;
}

export type Send = (path: string, request: RequestInit) => Promise<Response>;

const again = "Please try again in a moment.";

/** What is wrong with the request, if the problem document says so for people. */
const saidByProblem = async (answer: Response): Promise<string | undefined> => {
  try {
    const { errors, title } = (await answer.json()) as Partial<Problem>;
    const [error] = errors ?? [];
    const [, field] = /^\/(?:body|query)\/(\w+)$/.exec(error?.path ?? "") ?? [];
    return error ? `${field ?? "It"} ${error.message}` : title;
  } catch {
    // Whatever stands between us and the API may answer in HTML.
    return undefined;
  }
};

const failureOf = async (answer: Response): Promise<string> => {
  if (answer.status === 429) return `Too many people ask right now. ${again}`;
  if (answer.status >= 500) return `Something went wrong on our side. ${again}`;
  const said = await saidByProblem(answer);
  return said ? `That did not work: ${said}.` : `That did not work. ${again}`;
};

const patienceMs = 15_000;

/** Asks the API, and tells how it went; no failure is left without a word. */
export const ask = async (
  path: string,
  request: RequestInit,
  whenDone: string,
  send: Send,
): Promise<Outcome> => {
  try {
    const answer = await send(path, { method: "POST", signal: AbortSignal.timeout(patienceMs), ...request });
    return answer.ok ? { done: true, message: whenDone } : { done: false, message: await failureOf(answer) };
  } catch {
    return { done: false, message: `The site did not answer. Check your connection; then: ${again}` };
  }
};
