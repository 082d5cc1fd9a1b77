/**
 * Edition of EMQX up to 5.8; from 5.9 on there is one, which has all of Enterprise's features. Changing it replaces every pod and is
 * not a way to go back from Enterprise.
 */
export enum EmqxEdition {
    /** Open source, `emqx/emqx`, up to 5.7 with replicants. No evacuation of clients during an upgrade. */
    OpenSource = "OpenSource",
    /** EMQX Enterprise, `emqx/emqx-enterprise`, needs a license key; clients are evacuated during an upgrade. */
    Enterprise = "Enterprise",
}
