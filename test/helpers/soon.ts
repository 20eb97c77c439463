/**
 * In milliseconds: more than closing takes on the busiest machine, and less than a connection that nobody cuts off
 * keeps a server open. How fast it really is, is measured in `test/bench`.
 */
export const soon = 30_000
