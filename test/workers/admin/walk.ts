import { env, exports } from "cloudflare:workers";
import { vi } from "vitest";
import { SETUP_TOKEN as _unused } from "../../../sandbox/seed/accounts.ts";
