/** As long as nothing but what hangs takes, on however busy a machine, in milliseconds. */
export const patience = 120_000
