/** @jsxImportSource preact */
import { render } from "preact";
import type { PlaygroundInfo } from "../info.ts";
import { App } from "./app.tsx";

const root = document.getElementById("app");
const info = JSON.parse(document.getElementById("info")?.textContent ?? "{}") as PlaygroundInfo;

/** Menus are `details`: a choice, a click elsewhere or Escape closes them. */
function closeMenus(except: Element | null): void {
	for (const menu of document.querySelectorAll("details.menu[open]")) {
		if (menu !== except) menu.removeAttribute("open");
	}
}
document.addEventListener("click", ({ target }) => {
	const element = target instanceof Element ? target : null;
	closeMenus(element?.closest(".menu-list") ? null : (element?.closest("details.menu") ?? null));
});
document.addEventListener("keydown", ({ key }) => {
	if (key === "Escape") closeMenus(null);
});

if (root) render(<App info={info} />, root);
