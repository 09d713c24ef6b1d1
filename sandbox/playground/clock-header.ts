/** Milliseconds since 1970 by the vendors' clock. */
export const CLOCK_HEADER = "x-sandbox-now";
