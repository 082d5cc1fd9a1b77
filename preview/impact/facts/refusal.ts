/** `pulumi up` will stop before its first change. */
export interface Refusal {
    readonly urn: string;
    /** Input of the component, where there is one. */
    readonly path?: string;
    readonly sentence: string;
}
