/**
 * The operator's process ends, for the objects of all: controller-runtime 0.17.2 recovers from no panic of a reconciler unless it is
 * asked to (Controller.RecoverPanic), and operator 2.2.29 does not ask.
 */
export class OperatorPanic extends Error {}

export const NIL_POINTER = "panic: runtime error: invalid memory address or nil pointer dereference";
