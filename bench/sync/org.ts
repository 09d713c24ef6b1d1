export const ORG = "acme--uat.sandbox";
/** What every call takes at the vendors, and a job besides. */
export const CALL_MS = 50;
export const JOB_MS = 1_000;
