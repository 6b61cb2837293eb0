/** Broken on purpose: what is delivered twice takes effect twice. */
import { todoCreated } from "@skein/contracts/todos";
import { queue } from "@skein/lambda-kit/queue";
import { count } from "./effect.ts";
import { mischievous } from "./mischief.ts";
import { failOnPoison } from "./poison.ts";

export const handler = mischievous(
  queue(
    todoCreated,
    async ({ id: eventId, data }) => {
      failOnPoison(data.title);
      await count({ eventId, todoId: data.todoId });
    },
    { idempotency: false },
  ),
);
