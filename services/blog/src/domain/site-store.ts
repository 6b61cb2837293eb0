/** Something that lies in the site's bucket. */
export interface SiteFile {
  readonly key: string;
  readonly modifiedAt: Date;
  /** Different for every content. */
  readonly version: string;
  /** Whether this is its content. */
  holds(text: string): boolean;
}

export interface FileHeaders {
  readonly ContentType: string;
  readonly CacheControl: string;
}

/** Where the pages of the site are, and the templates that they are made of. */
export interface SiteStore {
  /** Everything that is there. */
  list(): Promise<readonly SiteFile[]>;
  read(file: Pick<SiteFile, "key" | "version">): Promise<string>;
  write(key: string, text: string, headers: FileHeaders): Promise<void>;
  /** What is not there is removed already. */
  remove(key: string): Promise<void>;
}
