/**
 * EMQX's official open-source image: what a cluster runs that names that edition and no version, and what tunes nodes. The newest
 * release that runs cores and replicants without a license.
 */
export const OPEN_SOURCE_EMQX = { repository: "emqx/emqx", version: "5.7.2" };
