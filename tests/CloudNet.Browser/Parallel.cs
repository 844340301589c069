// A page mostly waits: for the server, for the next look at the fleet, for an agent to fall silent.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 3)]
