/** Menus are `details`: a choice, a click elsewhere or Escape closes them; arrows walk through them. */
export function followMenus(): void {
	document.addEventListener("click", ({ target }) => {
		const element = target instanceof Element ? target : null;
		const isChoice = element?.closest(".menu-list") !== null && element?.closest("button, a") !== null;
		closeMenus(isChoice ? null : (element?.closest("details.menu") ?? null));
	});
	document.addEventListener("keydown", (event) => {
		const open = document.querySelector("details.menu[open]");
		if (!open) return;
		if (event.key === "Escape") {
			// The menu's Escape, not the dialog's below it.
			event.preventDefault();
			closeMenus(null);
			open.querySelector("summary")?.focus();
		}
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			event.preventDefault();
			moveFocus(open, event.key === "ArrowDown" ? 1 : -1);
		}
	});
	// `toggle` doesn't bubble.
	document.addEventListener("toggle", ({ target }) => place(target), true);
}

function closeMenus(except: Element | null): void {
	for (const menu of document.querySelectorAll("details.menu[open]")) {
		if (menu !== except) menu.removeAttribute("open");
	}
}

function moveFocus(menu: Element, step: 1 | -1): void {
	const choices = [...menu.querySelectorAll<HTMLElement>(".menu-list :is(button, a, input)")];
	const at = choices.indexOf(document.activeElement as HTMLElement);
	const next = at < 0 ? (step === 1 ? 0 : choices.length - 1) : (at + step + choices.length) % choices.length;
	choices[next]?.focus();
}

const SCROLLERS = ".messages, .modal-body, .home";
/** Between the list and the edge it would be cut off by. */
const MARGIN_PX = 8;

/** Upwards or to the left where there is no room the other way. */
function place(target: EventTarget | null): void {
	if (!(target instanceof HTMLDetailsElement) || !target.matches(".menu[open]")) return;
	const list = target.querySelector<HTMLElement>(".menu-list");
	if (!list) return;
	list.classList.remove("above", "left");
	const { bottom, right, height } = list.getBoundingClientRect();
	const around = target.closest(SCROLLERS)?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
	const roomAbove = target.getBoundingClientRect().top - around.top;
	if (bottom > around.bottom - MARGIN_PX && roomAbove > height) list.classList.add("above");
	if (right > Math.min(around.right, innerWidth) - MARGIN_PX) list.classList.add("left");
}
