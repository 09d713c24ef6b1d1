/** The list of channels narrows while somebody types; so does what a department's field offers. */
export const PICKER = `
const TYPING_MS = 200;
const READING_MS = 2000;

function later(work) {
	let timer = 0;
	return (ms) => {
		clearTimeout(timer);
		timer = setTimeout(work, ms);
	};
}
/** null when it isn't there: the session ended, or nobody answers. */
async function load(address) {
	const answer = await fetch(address).catch(() => null);
	return answer && answer.ok && !answer.redirected ? answer.text() : null;
}

for (const search of document.querySelectorAll("form[data-picker]")) {
	const input = search.elements.namedItem("q");
	const box = document.getElementById(input.getAttribute("aria-controls"));
	const status = box.querySelector("[role=status]");
	let asked = 0;
	const look = async () => {
		asked += 1;
		const mine = asked;
		const chosen = box.querySelector("input:checked")?.value ?? "";
		const html = await load(search.dataset.picker + "?" + new URLSearchParams({ q: input.value.trim(), chosen }));
		if (html === null || mine !== asked) return;
		const focused = box.contains(document.activeElement) ? document.activeElement.id : null;
		const picked = box.querySelector("input:checked")?.value;
		const found = document.createElement("template");
		found.innerHTML = html;
		const news = found.content.querySelector("[role=status]");
		news.remove();
		for (const old of [...box.children]) if (old !== status) old.remove();
		box.prepend(found.content);
		for (const one of box.querySelectorAll("input")) if (one.value === picked) one.checked = true;
		if (focused) document.getElementById(focused)?.focus();
		// Changed, not replaced: only then is it read out.
		if (status.textContent !== news.textContent) status.textContent = news.textContent;
		if (news.dataset.reading) soon(READING_MS);
	};
	const soon = later(look);
	input.addEventListener("input", () => soon(TYPING_MS));
	search.addEventListener("submit", (event) => {
		event.preventDefault();
		look();
	});
	if (status.dataset.reading) soon(READING_MS);
}

for (const list of document.querySelectorAll("datalist[data-source]")) {
	let last = "";
	const look = async () => {
		const html = await load(list.dataset.source + "&" + new URLSearchParams({ q: last }));
		if (html !== null) list.innerHTML = html;
	};
	const soon = later(look);
	document.addEventListener("input", (event) => {
		if (event.target.list !== list || event.target.value === last) return;
		last = event.target.value;
		soon(TYPING_MS);
	});
}
`;
