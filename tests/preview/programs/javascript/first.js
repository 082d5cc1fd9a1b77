// Shows that nodeargs reach node.
globalThis.ranFirst = true;
