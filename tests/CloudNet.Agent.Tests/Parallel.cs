// Tests on the real kernel mostly wait, for packets that do not come and for probes to be answered: more of them run beside each other than there are cores.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 4)]
