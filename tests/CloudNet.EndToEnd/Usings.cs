global using CloudNet.EndToEnd.Controllers;
global using CloudNet.EndToEnd.Hosts;
global using Xunit;

// Labs are heavy, and what they measure is time: one test at a time.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
