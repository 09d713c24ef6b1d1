/** What the scripts add above a refused field pushes it down: it is brought back to where it is seen. */
export const FOCUS = `
const refused = document.activeElement;
if (refused && refused.matches("[autofocus]")) {
	(refused.closest(".field") ?? refused).scrollIntoView({ block: "nearest", behavior: "instant" });
}
`;
