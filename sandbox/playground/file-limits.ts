/** What the page lets a person attach: enough to try it, small enough for one request. */
export const MAX_FILE_BYTES = 1_000_000;

/** What a browser may draw without being able to run it. */
export const PICTURES: readonly string[] = ["image/png", "image/jpeg", "image/gif", "image/webp"];
