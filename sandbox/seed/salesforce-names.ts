/** Names that are put together; the same number gives the same name in every org. */
const COMPANY_FIRST = [
	"Alder",
	"Brook",
	"Cobalt",
	"Dover",
	"Ember",
	"Fjord",
	"Grove",
	"Harbor",
	"Iris",
	"Juniper",
	"Kestrel",
	"Lumen",
	"Meridian",
	"North",
	"Orchard",
	"Pine",
	"Quarry",
	"River",
	"Summit",
	"Tern",
] as const;
const COMPANY_SECOND = [
	"Foods",
	"Freight",
	"Optics",
	"Paper",
	"Robotics",
	"Software",
	"Steel",
	"Textiles",
	"Tools",
	"Water",
] as const;
const COMPANY_END = ["Inc.", "GmbH", "Ltd", "AB", "S.A.", "LLC"] as const;
const COMPANY_JA = ["青葉", "朝日", "大和", "東海", "北斗", "若葉", "松風", "白鳥", "富士", "桜"] as const;
const COMPANY_JA_END = ["工業", "商事", "電機", "製作所", "物流", "食品", "建設", "薬品"] as const;

const FIRST = ["Anna", "Ben", "Chloe", "David", "Elena", "Felix", "Grace", "Hugo", "Inés", "Jonas"] as const;
const LAST = [
	"Abbott",
	"Bauer",
	"Castillo",
	"Dupont",
	"Eriksson",
	"Ferrari",
	"Goldberg",
	"Hughes",
	"Ivanova",
	"Janssen",
	"Kowalski",
	"Larsen",
] as const;
const FIRST_JA = ["愛", "一郎", "香織", "健", "さくら", "翔太", "直美", "陽菜", "誠", "由美子"] as const;
const LAST_JA = [
	"佐藤",
	"鈴木",
	"髙橋",
	"田中",
	"渡邉",
	"伊藤",
	"山本",
	"中村",
	"小林",
	"加藤",
	"吉田",
	"齋藤",
] as const;

const CITIES = [
	["Austin", "TX", "78701", "United States"],
	["Lyon", null, "69002", "France"],
	["Osaka", "大阪府", "530-0001", "Japan"],
	["Leeds", null, "LS1 4AP", "United Kingdom"],
	["Hamburg", null, "20095", "Germany"],
	["東京", "東京都", "100-0001", "日本"],
] as const;

export function pick<T>(list: readonly T[], n: number): T {
	const found = list[((n % list.length) + list.length) % list.length];
	if (found === undefined) throw new RangeError("nothing to pick from");
	return found;
}

/** Scattered, and always the same for the same number. */
export function scatter(n: number): number {
	let hash = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}

export const isJapanese = (n: number) => n % 4 === 3;

export function companyName(n: number): string {
	if (isJapanese(n)) {
		const middle = pick(COMPANY_JA, Math.floor(n / 4)) + pick(COMPANY_JA_END, Math.floor(n / 40));
		return n % 8 === 3 ? `株式会社${middle}` : `${middle}株式会社`;
	}
	const words = [pick(COMPANY_FIRST, n), pick(COMPANY_SECOND, Math.floor(n / 20)), pick(COMPANY_END, n)];
	// So many companies share few words: the number tells the rest apart.
	return n < 200 ? words.join(" ") : `${words[0]} ${words[1]} ${n} ${words[2]}`;
}

export const companyDomain = (n: number) => `c${n}.customer.example`;

export function personName(n: number): { first: string; last: string } {
	if (isJapanese(n)) return { first: pick(FIRST_JA, n >> 2), last: pick(LAST_JA, n >> 3) };
	return { first: pick(FIRST, n), last: pick(LAST, Math.floor(n / 10)) };
}

export const cityOf = (n: number) => pick(CITIES, n);
