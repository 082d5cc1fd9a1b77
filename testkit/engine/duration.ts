const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration as `customTimeouts` has it: `20m`, `1h30m`. */
export function milliseconds(duration: string): number {
    const parts = [...duration.matchAll(/([\d.]+)(ms|s|m|h)/g)];
    if (parts.map(([part]) => part).join("") !== duration || parts.length === 0) {
        throw new Error(`"${duration}" is no duration; write for example 20m or 1h30m`);
    }
    return parts.reduce(
        (sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit as string] as number),
        0,
    );
}
