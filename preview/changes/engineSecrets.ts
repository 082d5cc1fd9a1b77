import { isSecret, isSpecial, mapMembers, secret, UNKNOWN, type Wire } from "../monitor/wire";
import { MASKED } from "./secrets";
import type { StateResource } from "./stateResource";

/** What `pulumi preview --json` has in place of a secret. */
const REDACTED = "[secret]";

/** A plan's state with its secrets marked as such: it has a word in their place, or their ciphertext. */
export function closedEngineSecrets(state: StateResource): StateResource {
    return close(state as unknown as Wire) as unknown as StateResource;
}

function close(value: Wire): Wire {
    if (value === REDACTED) {
        return MASKED;
    }
    if (isSpecial(value) && typeof value === "object" && value !== null && "ciphertext" in value) {
        return secret(UNKNOWN);
    }
    return isSecret(value) ? value : mapMembers(value, close);
}
