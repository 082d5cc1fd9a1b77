/** Said where an update stops just before the EMQX object itself: the gate needs the rest to be there. */
export const GONE_FIRST =
    "What comes before the EMQX object was changed where it differed: nodes, operator, and its Secrets, of which running nodes take up a new licence or certificate by themselves.";
