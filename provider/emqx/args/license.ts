/** A license that EMQX brings along, from 5.9 on, for who has no key. */
export enum EmqxLicense {
    /**
     * For trying it out: 25 clients in the whole cluster, and a node that has run for 30 days takes no new ones until its next
     * start. Several nodes may be a cluster with it. Not for production.
     */
    Evaluation = "Evaluation",
    /**
     * For a single node, and no commercial use: one core without replicants, on operator line 3.0. What a cluster has that is given
     * none.
     */
    Community = "Community",
}
