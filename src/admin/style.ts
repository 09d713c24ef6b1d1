import { BASE } from "./style/base.ts";
import { FORMS } from "./style/forms.ts";
import { FRAME } from "./style/frame.ts";
import { LISTS } from "./style/lists.ts";
import { PARTS } from "./style/parts.ts";
import { TABLES } from "./style/tables.ts";
import { TOKENS } from "./style/tokens.ts";

/** One stylesheet, inlined with a nonce: a page is one request, and nothing flickers. */
export const STYLE = [TOKENS, BASE, FRAME, PARTS, FORMS, TABLES, LISTS].join("").replace(/\n\s*/g, "\n");
