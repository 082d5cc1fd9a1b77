import type { User } from "./accounts";
import type { Role } from "./bootstrapFile";

/** Who calls. */
export interface Caller {
    readonly role: Role;
    /** The dashboard user; absent for an API key. */
    readonly user?: User;
    readonly token?: string;
}
