/** Lines of the operator that this package does not write yet: enough to tell them apart. Data. */

export interface OtherLine {
    readonly id: string;
    /** Whether a cluster whose EMQX definition serves these versions of the API has an operator of the line. */
    readonly serves: (versions: readonly string[]) => boolean;
    /** Whether its operators take over objects of older lines, once these are carried over. */
    readonly takesOverOlder: boolean;
}

/** Source: "Upgrade EMQX Operator", and the EMQX definition of 3.0. */
export const OTHER_LINES: readonly OtherLine[] = [
    { id: "3.0", serves: (versions) => versions.includes("v3beta1"), takesOverOlder: false },
];
