global using CloudNet.EndToEnd.Controllers;
global using CloudNet.EndToEnd.Hosts;
global using Xunit;

// A lab mostly waits, for leases to end and for silence to be noticed: three run beside each other, those of one collection one after the other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 3)]
