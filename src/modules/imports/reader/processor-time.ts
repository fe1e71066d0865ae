/**
 * Milliseconds that this process has kept a processor busy: what a piece of work costs, however many others share the
 * machine. `const spent = processorTime(); work(); expect(spent()).toBeLessThan(2_000)`.
 */
export function processorTime(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  };
}
