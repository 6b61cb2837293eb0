/** What a build yields: files by their key in the site bucket, with all that a browser and the edge are told of them. */
export interface SiteFile {
  readonly key: string;
  /** `asset`: named by its content, never changes. `page`: finished. `template`: for whoever has the content. */
  readonly kind: "asset" | "page" | "template";
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string;
}
