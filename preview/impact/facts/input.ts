/** An input of the package's components that is another one. */
export interface InputChange {
    /** Its path in the component that makes the resource: `limits.maxPorts`. */
    readonly input: string;
    /** Values, where they are known, single and nobody's secret. */
    readonly from?: string;
    readonly to?: string;
}
