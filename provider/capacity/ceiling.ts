/** One limit of a stack, and how much of it is used. */
export interface CapacityCeiling {
    /** What is limited, e.g. `ECS connections`. */
    name: string;
    /** Where, e.g. `replicant node` or `load balancer`. */
    where: string;
    /** What the figures count, e.g. `connections`. */
    unit: string;
    /** Used with every node up; absent when it was not checked. */
    used?: number;
    /** Used after losing as many nodes as `capacity.nodesLost` says. */
    afterLosing?: number;
    /** The most there can be. */
    limit?: number;
    /** `afterLosing / limit`; 1 is full. */
    utilisation?: number;
    /** The arithmetic in a sentence; when it was not checked, why. */
    arithmetic: string;
    /** Path of the input that raises the limit, or with which it can be checked. */
    input: string;
    /** Where the limit is from. */
    source: string;
}

/** A ceiling with what a person is told about it. */
export interface CeilingFinding {
    readonly ceiling: CapacityCeiling;
    /** Too much to be deployed. */
    readonly refused: boolean;
    /** Whether less of it would be used with more load-taking nodes or less load. */
    readonly growsWithLoad: boolean;
    /** What to write instead. */
    readonly remedy: string;
    /** Not worth a warning: bought to measure, or not checked where nothing speaks for harm. */
    readonly silent: boolean;
}

export interface Measured {
    readonly name: string;
    readonly where: string;
    readonly unit: string;
    readonly used: number;
    /** Default: `used`. */
    readonly afterLosing?: number;
    readonly limit: number;
    readonly arithmetic: string;
    readonly input: string;
    readonly source: string;
    readonly remedy: string;
    /** Utilisation above which it is certain not to work; above 1 for estimates. */
    readonly refusedAbove?: number;
    readonly growsWithLoad?: boolean;
    readonly silent?: boolean;
}

/** Above this a ceiling is told: room for one surprise. DESIGN.md section 7. */
export const WARN_ABOVE = 0.7;

/** No finding where a figure is not known yet (NaN): it is measured when it is. */
export function measured(facts: Measured): CeilingFinding[] {
    const { name, where, unit, used, limit, arithmetic, input, source, remedy } = facts;
    const afterLosing = facts.afterLosing ?? used;
    const utilisation = afterLosing / limit;
    if (Number.isNaN(utilisation)) return [];
    return [
        {
            ceiling: { name, where, unit, used, afterLosing, limit, utilisation, arithmetic, input, source },
            refused: utilisation > (facts.refusedAbove ?? 1),
            growsWithLoad: facts.growsWithLoad ?? true,
            remedy,
            silent: facts.silent ?? false,
        },
    ];
}

export interface NotChecked {
    readonly name: string;
    readonly where: string;
    readonly unit: string;
    /** Why, and what to give. */
    readonly why: string;
    readonly input: string;
    /** Whether a person must be told: it may be too much for all that is known. */
    readonly matters?: boolean;
}

export function notChecked({ name, where, unit, why, input, matters }: NotChecked): CeilingFinding[] {
    return [
        {
            ceiling: { name, where, unit, arithmetic: `not checked: ${why}`, input, source: "" },
            refused: false,
            growsWithLoad: false,
            remedy: "",
            silent: matters !== true,
        },
    ];
}
