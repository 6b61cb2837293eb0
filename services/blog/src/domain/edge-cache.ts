/** The cache in front of the site. */
export interface EdgeCache {
  /** @param reference the same paths with the same reference are forgotten once */
  forget(paths: readonly string[], reference: string): Promise<void>;
}
