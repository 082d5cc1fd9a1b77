import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderApiReference } from "./render";

const ROOT = join(__dirname, "..", "..", "..");

export const API_REFERENCE = join(ROOT, "docs", "api.md");

/** The whole stack, then its links in the order of the chain. */
const COMPONENTS = [
    "EmqxOnAck",
    "AckCluster",
    "TunedNodePool",
    "NodeTuning",
    "CertManager",
    "EmqxOperator",
    "EmqxCluster",
    "MqttLoadBalancer",
    "NodeDrain",
];

/** The text of `docs/api.md` as `schema.json` is now. */
export function apiReference(): string {
    const schema = JSON.parse(readFileSync(join(ROOT, "schema.json"), "utf8"));
    return renderApiReference(schema, COMPONENTS);
}
