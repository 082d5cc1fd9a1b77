/** The Helm chart that installs the operator of a line. Data. */
export interface OperatorChart {
    readonly chart: string;
    readonly repository: string;
    /** The pinned version, for a program that names none. */
    readonly version: string;
    /** Lowest version that is fit for use. */
    readonly lowest: string;
    /** What is wrong with lower ones. */
    readonly lowestBecause: string;
    /** Repository of the operator's image. */
    readonly image: string;
    /** Whether it needs cert-manager, for its webhook. */
    readonly needsCertManager: boolean;
    /** Versions of the API that the EMQX definition of a chart of this line serves, and only of this line. */
    readonly serves: (versions: readonly string[]) => boolean;
}
