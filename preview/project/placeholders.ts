import { randomUUID } from "node:crypto";
import { isSecret, mapMembers, secret, UNKNOWN, type Wire } from "../monitor/wire";

/**
 * Stand-ins for secrets that only a Pulumi passphrase or key service can decrypt. A program gets a text of its own
 * for each, and wherever that text turns up again (alone, inside another text, encoded) an unknown secret is shown.
 */
export class Placeholders {
    private readonly tokens: string[] = [];
    private readonly encoded: string[] = [];

    public create(): string {
        const token = `undecrypted-secret-${randomUUID()}`;
        this.tokens.push(token);
        this.encoded.push(token, ...base64Forms(token));
        return token;
    }

    public get isEmpty(): boolean {
        return this.tokens.length === 0;
    }

    /** The value with everything that a placeholder went into replaced by an unknown secret. */
    public readonly hide = (value: Wire): Wire => {
        if (typeof value === "string") {
            return this.occursIn(value) ? secret(UNKNOWN) : value;
        }
        if (isSecret(value)) {
            const inner = this.hide(value.value);
            return isSecret(inner) ? inner : secret(inner);
        }
        if (typeof value === "object" && value !== null && !Array.isArray(value)) {
            // Keys cannot be secret one by one.
            if (Object.keys(value).some((key) => this.occursIn(key))) {
                return secret(UNKNOWN);
            }
        }
        return mapMembers(value, this.hide);
    };

    /** A message for people, with placeholders replaced. */
    public readonly hideInText = (text: string): string => {
        return this.encoded.reduce((result, token) => result.split(token).join("[secret]"), text);
    };

    private occursIn(text: string): boolean {
        return this.encoded.some((token) => text.includes(token));
    }
}

/** The parts of a text's Base64 that do not depend on what stands before and after it in a longer one. */
function base64Forms(text: string): string[] {
    return [0, 1, 2].map((offset) => {
        const bytes = Buffer.from(text).subarray((3 - offset) % 3);
        return bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64");
    });
}
