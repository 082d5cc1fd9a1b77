import { also, integerOf, type Leaf, parsed, type Reading } from "./reading";
import { quota } from "./sizes";
import { milliseconds } from "./times";

/** Milliseconds in which a limiter fills up. Source: emqx_limiter_schema.erl, default_period. */
const PERIOD = 100;

/** `1000/s`, `10MB/2s`, `1000` for a second, `infinity`. Source: emqx_limiter_schema.erl, to_rate. */
function rateOf(text: string, { infinite, zero }: { infinite: boolean; zero: boolean }): Reading | undefined {
    if (/infinity *$/.test(text)) return infinite ? "infinity" : undefined;
    const [whole, amount = "", count = "", unit] =
        /^ *(\d+[a-zA-Z]*)(?:\/(\d*)([ mshdMSHD]{1,2}))? *$/.exec(text) ?? [];
    const tokens = quota(amount);
    if (whole === undefined || tokens === undefined || (tokens === 0n && !zero)) return undefined;
    if (unit === undefined) return (Number(tokens) * PERIOD) / 1000;
    const ms = milliseconds(`${count === "" ? "1" : count}${unit}`);
    if (ms === undefined) return undefined;
    if (ms === 0n) return zero ? 0n : undefined;
    return (Number(tokens) * PERIOD) / Number(ms);
}

/** A number with a fraction is taken as what flows in a tenth of a second. */
function limit(flags: { infinite: boolean; zero: boolean }, remedy: string): Leaf {
    return also(
        parsed((text) => rateOf(text, flags), remedy),
        (value) =>
            value.kind === "number" && integerOf(value.text) === undefined ? Number(value.text) : undefined,
    );
}

export const rate = limit(
    { infinite: true, zero: false },
    'write a rate such as "1000/s" or "1MB/s", or infinity',
);

export const burstRate = limit(
    { infinite: false, zero: true },
    'write a rate such as "1000/s" or "1MB/s", without infinity',
);

export const burst: Leaf = {
    reads(value) {
        const read = limit({ infinite: true, zero: true }, 'write an amount such as "1000" or "1MB"').reads(
            value,
        );
        return read === "infinity" ? 0n : read;
    },
};

export const initial = parsed(quota, 'write an amount such as "1000" or "1MB"');
