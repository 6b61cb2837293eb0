/** What became of the events of a run, judged by what was promised: each takes effect once, or waits to be mended. */

export interface PostedEvent {
  readonly todoId: string;
  readonly isPoison: boolean;
}

export interface Found {
  /** How often each todo's event took effect, by the id of the todo. */
  readonly effects: ReadonlyMap<string, number>;
  /** Ids of todos whose events lie in the dead-letter queue; one for each message. */
  readonly deadLetters: readonly string[];
}

export interface Verdict {
  readonly events: number;
  /** Acknowledged with 201, and neither effect nor dead letter came of it. */
  readonly lost: readonly string[];
  /** Took effect more than once. */
  readonly doubled: readonly string[];
  readonly exactlyOnce: number;
  readonly poison: number;
  /** Poison that is not in the dead-letter queue. */
  readonly missingPoison: readonly string[];
  /** In the dead-letter queue without being poison. */
  readonly strangers: readonly string[];
  /**
   * Letters in the dead-letter queue beyond one for each poison. Queues deliver at least once, so no promise is broken:
   * a consumer that dies at its last attempt leaves a copy behind.
   */
  readonly copies: number;
}

export const judge = (posted: readonly PostedEvent[], { effects, deadLetters }: Found): Verdict => {
  const dead = new Set(deadLetters);
  const good = posted.filter(({ isPoison }) => !isPoison).map(({ todoId }) => todoId);
  const poison = posted.filter(({ isPoison }) => isPoison).map(({ todoId }) => todoId);
  const poisonous = new Set(poison);
  const effectsOf = (todoId: string) => effects.get(todoId) ?? 0;
  return {
    events: posted.length,
    lost: good.filter((todoId) => effectsOf(todoId) === 0 && !dead.has(todoId)),
    doubled: [...effects].filter(([, count]) => count > 1).map(([todoId]) => todoId),
    exactlyOnce: good.filter((todoId) => effectsOf(todoId) === 1).length,
    poison: poison.length,
    missingPoison: poison.filter((todoId) => !dead.has(todoId)),
    strangers: [...dead].filter((todoId) => !poisonous.has(todoId)),
    copies: deadLetters.length - dead.size,
  };
};

/** After the consumer was mended and its dead letters were moved back. */
export interface Redriven {
  /** Messages that are left in the dead-letter queue. */
  readonly left: number;
  /** Poison that did not take effect exactly once. */
  readonly wrong: readonly string[];
}

export const judgeRedrive = (posted: readonly PostedEvent[], { effects, deadLetters }: Found): Redriven => ({
  left: deadLetters.length,
  wrong: posted
    .filter(({ todoId, isPoison }) => isPoison && effects.get(todoId) !== 1)
    .map(({ todoId }) => todoId),
});

/** What is wrong, one phrase for each kind; empty when all promises were kept. */
export const complaints = (verdict: Verdict, redriven: Redriven): readonly string[] =>
  [
    [verdict.lost.length, "lost"],
    [verdict.doubled.length, "doubled"],
    [verdict.missingPoison.length, "poisonous and not in the dead-letter queue"],
    [verdict.strangers.length, "in the dead-letter queue that do not belong there"],
    [redriven.left, "left in the dead-letter queue after the redrive"],
    [redriven.wrong.length, "poisonous and not consumed exactly once after the redrive"],
  ].flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
