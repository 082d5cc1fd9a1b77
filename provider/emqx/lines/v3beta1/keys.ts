import { keysOf } from "../line/ownedKeys";

/**
 * Durable sessions and storage are allowed: cores keep their disks. In the text they make all pods anew by themselves, as roots that EMQX
 * reads at its start; node.cookie among the roots is ignored (emqxes CRD of operator 3.0).
 */
export const keys = keysOf(
    { roots: {}, variables: [] },
    "which EMQX reads at boot only: a change would make all pods anew. Leave it out;",
);
