/** Figures as people write them. */

/** `17 min 30 s`. */
export function duration(seconds: number): string {
    const [minutes, rest] = [Math.floor(Math.round(seconds) / 60), Math.round(seconds) % 60];
    return [minutes > 0 ? `${minutes} min` : "", rest > 0 || minutes === 0 ? `${rest} s` : ""]
        .filter(Boolean)
        .join(" ");
}

/** `1,000,000`. */
export function figure(number: number): string {
    return Math.round(number).toLocaleString("en-US");
}
