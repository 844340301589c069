using CloudNet.Benchmarks.Fanout;
using CloudNet.Benchmarks.Figures;

const string Help = """
    bench: measures CloudNet and prints figures. What each means: docs/performance.md

    usage: ./bench.sh [NAME…] [--json]

      fanout      1,000 simulated agents on one controller: links, memory, one change to all
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
};
var names = args.Where(arg => !arg.StartsWith('-')).ToArray();
if (names.FirstOrDefault(name => !all.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"bench: there is no benchmark '{unknown}'; there are {string.Join(", ", all.Keys)}");
    return 2;
}
foreach (var name in names.Length == 0 ? [.. all.Keys] : names) await all[name]();
return 0;
