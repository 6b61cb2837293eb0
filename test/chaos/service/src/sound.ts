/** The consumer as it should be: the effect and its mark in one transaction, and only then the acknowledgement. */
import { todoCreated } from "@skein/contracts/todos";
import { queue } from "@skein/lambda-kit/queue";
import { countOnce } from "./effect.ts";
import { mischievous } from "./mischief.ts";
import { failOnPoison } from "./poison.ts";

export const handler = mischievous(
  queue(todoCreated, async ({ id: eventId, data }, { completion }) => {
    failOnPoison(data.title);
    await countOnce({ eventId, todoId: data.todoId }, completion());
  }),
);
