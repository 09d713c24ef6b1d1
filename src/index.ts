export { Credential } from "./objects/credential.ts";
export default {} satisfies ExportedHandler<Env>;
