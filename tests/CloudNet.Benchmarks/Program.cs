using CloudNet.Benchmarks.Addresses;
using CloudNet.Benchmarks.Agent;
using CloudNet.Benchmarks.Drivers;
using CloudNet.Benchmarks.Fanout;
using CloudNet.Benchmarks.Figures;
using CloudNet.Benchmarks.Labels;
using CloudNet.Benchmarks.Peers;
using CloudNet.Benchmarks.Services;
using CloudNet.Benchmarks.Startup;

const string Help = """
    Measures CloudNet and prints figures; what each means: docs/performance.md

    Usage: ./bench.sh [NAME…] [--json]

      fanout      1,000 simulated agents on one controller: links, memory, one change to all
      agent       one real agent: start to routes, API to kernel, size
      attach      250 containers attached on one host, against the same veths made by hand
      drivers     TCP, small requests and their cost over each driver, against the same links set up by hand
      peers       one agent with 1,000 and 5,000 peers, against the same entries by ip -batch
      services    one agent with 100, 1,000 and 10,000 services, against a chain a service; connections by a service
      labels      10,000 containers on 103 hosts that change labels 500 times a second: from the change to another host's kernel
      addresses   leases a second through the whole stack, and what a full pool costs
      startup     the controller's start, and the demo's second run

    Without a name: all of them, about ten minutes. --json: one JSON object a line. Needs root (network namespaces).
    """;

if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine(Help);
    return 0;
}
var figures = new FigureWriter(args.Contains("--json"), Console.Out);
var all = new Dictionary<string, Func<Task>>
{
    ["fanout"] = () => new FanoutBenchmark(figures, Console.Error).RunAsync(),
    ["agent"] = () => new AgentBenchmark(figures, Console.Error).RunAsync(),
    ["attach"] = () => new AttachBenchmark(figures, Console.Error).RunAsync(),
    ["drivers"] = () => new DriversBenchmark(figures, Console.Error).RunAsync(),
    ["peers"] = () => new PeersBenchmark(figures, Console.Error).RunAsync(),
    ["services"] = () => new ServicesBenchmark(figures, Console.Error).RunAsync(),
    ["labels"] = () => new LabelsBenchmark(figures, Console.Error).RunAsync(),
    ["addresses"] = () => new LeaseBenchmark(figures, Console.Error).RunAsync(),
    ["startup"] = () => new StartupBenchmark(figures, Console.Error).RunAsync(),
};
var names = args.Where(arg => !arg.StartsWith('-')).ToArray();
if (names.FirstOrDefault(name => !all.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"bench: there is no benchmark '{unknown}'; there are {string.Join(", ", all.Keys)}");
    return 2;
}
foreach (var name in names.Length == 0 ? [.. all.Keys] : names) await all[name]();
return 0;
