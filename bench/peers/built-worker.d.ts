/** The product as wrangler built it; the bundler is told where it lies. */
declare module "built-worker" {
	export const Credential: new (
		ctx: DurableObjectState,
		env: object,
	) => import("cloudflare:workers").DurableObject<object>;
	const worker: { fetch(request: Request, env: object, execution: ExecutionContext): Promise<Response> };
	export default worker;
}
