/** @jsxImportSource preact */
import { render } from "preact";
import type { PlaygroundInfo } from "../info.ts";
import { App } from "./app.tsx";
import { followMenus } from "./menus.ts";

const root = document.getElementById("app");
const info = JSON.parse(document.getElementById("info")?.textContent ?? "{}") as PlaygroundInfo;

followMenus();
if (root) render(<App info={info} />, root);
