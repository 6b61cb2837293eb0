/** Somebody who wants to hear of new posts. */
export interface Subscriber {
  /** Of this subscription: who leaves and comes back gets another. */
  readonly id: string;
  /** Of the address. */
  readonly key: string;
  readonly email: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** Where subscribers are kept, by the key of their address. */
export interface SubscriberRepository {
  /** Adds a subscriber; who is there already stays as it is. */
  add(subscriber: Subscriber): Promise<void>;
  /** Who is not there is removed already. */
  remove(key: string): Promise<void>;
  /** Those of the keys that are there. */
  findAll(keys: readonly string[]): Promise<readonly Subscriber[]>;
  /** The keys of all, in pages. */
  keys(pageSize: number): AsyncIterable<readonly string[]>;
}
