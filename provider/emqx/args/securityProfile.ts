/** How strict EMQX is by itself, from 6.3 on. */
export enum SecurityProfile {
    /** As before 6.3: who is not asked for a password is let in, and what is not forbidden is allowed. */
    Legacy = "Legacy",
    /**
     * Clients have to prove who they are, what is not allowed is denied, TLS to other systems is checked, and the password "public"
     * and the cookie that EMQX ships are refused.
     */
    Hardened = "Hardened",
}
