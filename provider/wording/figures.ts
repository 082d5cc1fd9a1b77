/** Figures as people write them. */

/** `17 min 30 s`. */
export function duration(seconds: number): string {
    const [minutes, rest] = [Math.floor(Math.round(seconds) / 60), Math.round(seconds) % 60];
    return [minutes > 0 ? `${minutes} min` : "", rest > 0 || minutes === 0 ? `${rest} s` : ""]
        .filter(Boolean)
        .join(" ");
}

/** `1,000,000`. */
export function thousands(number: number): string {
    return Math.round(number).toLocaleString("en-US");
}

/** 250000 as `250,000`, 76.6789 as `76.7`, 0.0421 as `0.04`. */
export function figure(value: number): string {
    if (Math.abs(value) >= 100) return thousands(value);
    return String(Number(value.toFixed(Math.abs(value) >= 10 ? 1 : 2)));
}

export function percent(share: number): string {
    const whole = share * 100;
    return `${whole < 10 ? Number(whole.toFixed(1)) : thousands(whole)} %`;
}
