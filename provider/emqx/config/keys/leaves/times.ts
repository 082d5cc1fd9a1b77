import { integerOf, type Leaf, parsed } from "./reading";

const UNITS: { readonly [unit: string]: number } = {
    f: 14 * 86_400_000,
    w: 7 * 86_400_000,
    d: 86_400_000,
    h: 3_600_000,
    m: 60_000,
    s: 1_000,
    ms: 1,
};

const PART = /^([0-9.]+)(ms|MS|[fFwWdDhHmMsS])(?=[0-9.]|$)/;

/**
 * Milliseconds of a time in HOCON's spelling. Small and large letters are the same but for a mixed `Ms`.
 * Source: emqx/hocon, hocon_postprocess.erl, duration/1.
 */
export function milliseconds(text: string): bigint | undefined {
    let rest = text;
    let sum = 0;
    while (rest !== "") {
        const [whole, digits = "", unit = ""] = PART.exec(rest) ?? [];
        const number = decimal(digits);
        if (whole === undefined || number === undefined) return undefined;
        sum += number * (UNITS[unit.toLowerCase()] as number);
        rest = rest.slice(whole.length);
    }
    return text === "" ? undefined : BigInt(Math.round(sum));
}

/** `15`, `1.5` and `.5`. */
function decimal(digits: string): number | undefined {
    return /^(\d+(\.\d+)?|\.\d+)$/.test(digits) ? Number(digits) : undefined;
}

function time(unit: "ms" | "s", max?: bigint): Leaf {
    const example = unit === "s" ? '"30s" or "5m"' : '"15s", "5m" or "1h30m"';
    const bound = max === undefined ? "" : `, at the most ${unit === "s" ? `${max}s` : `${max}ms`}`;
    return parsed((text) => {
        const ms = milliseconds(text);
        const read = ms === undefined ? integerOf(text) : unit === "s" ? (ms + 999n) / 1000n : ms;
        return read !== undefined && (max === undefined || (read >= 0n && read <= max)) ? read : undefined;
    }, `write a time such as ${example} (units d, h, m, s, ms)${bound}`);
}

/** What Erlang's timers hold. Source: emqx_schema.erl, MAX_INT_TIMEOUT_MS. */
const LONGEST = 4_294_967_295n;

export const duration = time("ms");
export const durationSeconds = time("s");
export const timeout = time("ms", LONGEST);
export const timeoutSeconds = time("s", LONGEST / 1000n);
