/** A page is as wide as the terminal, but lines longer than this are hard to follow, and shorter ones say nothing. */
const TERMINAL = { smallest: 60, largest: 120 };

/**
 * Columns of a page. What goes to a file or another program is as long as it is, since what is cut there is lost; `COLUMNS`
 * decides otherwise, as shells set it and other tools read it (POSIX, Base Definitions, 8.3).
 */
export function pageWidth(stream: { isTTY?: boolean; columns?: number }, env: NodeJS.ProcessEnv): number {
    const asked = /^[1-9]\d*$/.test(env.COLUMNS ?? "") ? Number(env.COLUMNS) : undefined;
    if (asked !== undefined) return Math.max(TERMINAL.smallest, asked);
    if (!stream.isTTY) return Number.POSITIVE_INFINITY;
    const columns = stream.columns ?? TERMINAL.largest;
    return Math.min(TERMINAL.largest, Math.max(TERMINAL.smallest, columns));
}
