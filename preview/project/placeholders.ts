import { createHash, randomUUID } from "node:crypto";
import { isSecret, mapMembers, secret, UNKNOWN, type Wire } from "../monitor/wire";

const UNDECRYPTED = "undecrypted-secret";

/** True for what stands for a secret of the configuration whose identity alone is known. */
export function isUndecrypted(value: unknown): boolean {
    return typeof value === "string" && value.startsWith(`${UNDECRYPTED} `);
}

/**
 * Stand-ins for secrets that only a Pulumi passphrase or key service can decrypt. A program gets a text of its own
 * for each, and wherever that text turns up again (alone, inside another text, encoded) an unknown secret is shown.
 */
export class Placeholders {
    private readonly tokens: string[] = [];
    private readonly encoded: string[] = [];

    /**
     * `identity`: by what two runs tell that a secret is the same: nothing; its ciphertext; or where it stands, when the key
     * it is encrypted with is another one.
     */
    constructor(private readonly identity: "none" | "ciphertext" | "place" = "none") {}

    public create(ciphertext: string, place: string): string {
        const same = { none: randomUUID(), ciphertext: digest(ciphertext), place: digest(place) }[
            this.identity
        ];
        const token = `${UNDECRYPTED}-${same}`;
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
            return this.occursIn(value) ? this.hidden(value) : value;
        }
        if (isSecret(value)) {
            const inner = this.hide(value.value);
            return isSecret(inner) ? inner : secret(inner);
        }
        if (typeof value === "object" && value !== null && !Array.isArray(value)) {
            // Keys cannot be secret one by one.
            if (Object.keys(value).some((key) => this.occursIn(key))) {
                return this.hidden(JSON.stringify(value));
            }
        }
        return mapMembers(value, this.hide);
    };

    /** A message for people, with placeholders replaced. */
    public readonly hideInText = (text: string): string => {
        return this.encoded.reduce((result, token) => result.split(token).join("[secret]"), text);
    };

    /** An unknown secret; where secrets have an identity, one that equals only itself. */
    private hidden(text: string): Wire {
        return secret(this.identity === "none" ? UNKNOWN : `${UNDECRYPTED} ${digest(text)}`);
    }

    private occursIn(text: string): boolean {
        return this.encoded.some((token) => text.includes(token));
    }
}

function digest(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}

/** The parts of a text's Base64 that do not depend on what stands before and after it in a longer one. */
function base64Forms(text: string): string[] {
    return [0, 1, 2].map((offset) => {
        const bytes = Buffer.from(text).subarray((3 - offset) % 3);
        return bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64");
    });
}
