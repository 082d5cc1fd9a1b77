import { type CapacityCeiling, WARN_ABOVE } from "../../provider/capacity/ceiling";
import { figure, percent } from "../../provider/wording/figures";
import type { Style } from "./style";

interface TableOptions {
    readonly style: Style;
    /** Columns of the page. */
    readonly width: number;
    /** Ceilings that get a line of their own. */
    readonly most: number;
}

const MARGIN = "  ";
const BAR = 16;
/** On a narrow page. */
const LEAST_BAR = 4;
/** Below this a ceiling is counted and not shown, unless there is room. */
const QUIET_BELOW = 0.05;

/** Ceilings with a bar each, the tightest first; then what was left out, and what was not checked. */
export function capacityTable(ceilings: readonly CapacityCeiling[], options: TableOptions): string[] {
    const checked = ceilings.filter(({ utilisation }) => utilisation !== undefined);
    const shown = checked
        .slice(0, options.most)
        .filter(({ utilisation = 0 }, at) => at < 3 || utilisation >= QUIET_BELOW);
    const [where, name] = [widest(shown, "where"), widest(shown, "name")];
    return [
        ...shown.map((ceiling) => line(ceiling, where, name, options)),
        ...others(checked.slice(shown.length), options),
        ...unchecked(ceilings, options),
    ];
}

function line(ceiling: CapacityCeiling, where: number, name: number, { style, width }: TableOptions): string {
    const { utilisation = 0, afterLosing = 0, limit = 0, unit } = ceiling;
    const tone = utilisation > 1 ? style.error : utilisation > WARN_ABOVE ? style.warning : style.accent;
    const start = `${MARGIN}${ceiling.where.padEnd(where)}  ${ceiling.name.padEnd(name)}  `;
    const share = percent(utilisation).padStart(6);
    const cells = Math.min(BAR, Math.max(LEAST_BAR, width - start.length - share.length - 1));
    const room = width - start.length - cells - share.length - 3;
    const figures = `${figure(afterLosing)} of ${figure(limit)}`;
    const detail = [`${figures} ${unit}`, figures].find(({ length }) => length <= room) ?? "";
    const drawn = bar(utilisation, cells);
    return `${start}${tone(drawn.full)}${style.dim(drawn.rest)} ${share}  ${style.dim(detail)}`.trimEnd();
}

/** As long as what is used, up to full; never empty, for nothing is unused. */
export function bar(utilisation: number, cells: number): { full: string; rest: string } {
    const full = Math.min(cells, Math.max(1, Math.round(utilisation * cells)));
    return { full: "█".repeat(full), rest: "·".repeat(cells - full) };
}

function others(rest: readonly CapacityCeiling[], { style }: TableOptions): string[] {
    const most = rest[0]?.utilisation;
    if (most === undefined) return [];
    const ceilings = rest.length === 1 ? "1 more ceiling" : `${rest.length} more ceilings`;
    return [style.dim(`${MARGIN}${ceilings} at ${percent(most)} or less`)];
}

/** One line for all of them, each input named once. */
function unchecked(ceilings: readonly CapacityCeiling[], { style, width }: TableOptions): string[] {
    const missing = ceilings.filter(({ utilisation }) => utilisation === undefined);
    const byInput = new Map<string, string[]>();
    for (const { input, where, name } of missing) {
        byInput.set(input, [...(byInput.get(input) ?? []), `${where} ${name}`]);
    }
    const inputs = [...byInput].map(([input, names]) =>
        names.length > 1 ? `${input} (${names.length})` : input,
    );
    if (inputs.length === 0) return [];
    return [style.dim(cut(`${MARGIN}not checked for want of ${inputs.join(", ")}`, width))];
}

function cut(text: string, width: number): string {
    return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function widest(ceilings: readonly CapacityCeiling[], of: "where" | "name"): number {
    return Math.max(0, ...ceilings.map((ceiling) => ceiling[of].length));
}
