/** Exit code of a syntax script that found no interpreter. */
export const NO_INTERPRETER = 127;
