/** Milliseconds of this thread's processor time that `work` takes: whatever else a busy machine does can't lengthen it. */
export function processorTime(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
