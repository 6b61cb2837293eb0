import { seededRandom } from "@skein/local-cloud/faults/random";

/** One event of a run: what is posted, and what the consumer is to make of it. */
export interface PlannedEvent {
  /** Unique within the run; the consumer reads its fate from the last word. */
  readonly title: string;
  readonly isPoison: boolean;
}

const poisonShare = 0.01;
const leastPoison = 4;

/** The events of a run: the same for the same seed. */
export const plannedEvents = (count: number, seed: number): readonly PlannedEvent[] => {
  const random = seededRandom(seed);
  const poisonous = new Set<number>();
  const wanted = Math.max(leastPoison, Math.round(count * poisonShare));
  while (poisonous.size < wanted) poisonous.add(Math.floor(random() * count));
  const fates = ["refused", "crashing"];
  const poisonOrder = [...poisonous];
  return Array.from({ length: count }, (_, index) => {
    const isPoison = poisonous.has(index);
    const fate = isPoison ? fates[poisonOrder.indexOf(index) % fates.length] : "good";
    return { title: `event ${index} ${fate}`, isPoison };
  });
};
