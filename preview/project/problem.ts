/**
 * Something a person has to mend before the program can start: a wrong option, a missing file, wrong
 * configuration. Printed as it is, without a stack.
 */
export class StartProblem extends Error {}
