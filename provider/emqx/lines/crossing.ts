/** How EMQX may get from one version to another by rolling upgrade. */
export enum Crossing {
    Supported = "Supported",
    /** Works, with something a person has to know or do first. */
    Limited = "Limited",
    /** The vendor says no. */
    Refused = "Refused",
}
