/** What becomes of the clients of one EMQX cluster in the whole update: each is counted once, by the worst that happens to it. */
export interface ClientAccount {
    /** URN of the EMQX object. */
    readonly urn: string;
    readonly name: string;
    /** Those that it was made for. */
    readonly connections: number;
    /** Lose their connection, at the most. */
    readonly cut: number;
    /** Are moved to other nodes and not cut. */
    readonly moved: number;
    /** Something cuts some of them, and how many is not known. */
    readonly more: boolean;
    /** Changes that cut or move clients. */
    readonly causes: number;
}
