using System.CommandLine;

namespace CloudNet.Agent.Operators;

/// <summary>How hosts' subnets are cut from a range.</summary>
/// <param name="length">What is said of their length.</param>
internal sealed class SubnetOptions(string length)
{
    private readonly Option<int?> bits = new("--subnet-length") { Description = length, HelpName = "BITS" };

    private readonly Option<string?> first = new("--subnet-min")
    {
        Description = "Lowest subnet that is given to hosts. Default: the range's second.", HelpName = "ADDRESS",
    };

    private readonly Option<string?> last = new("--subnet-max")
    {
        Description = "Highest subnet that is given to hosts. Default: the range's last.", HelpName = "ADDRESS",
    };

    /// <summary>Lets a command take them.</summary>
    public void AddTo(Command command)
    {
        command.Add(bits);
        command.Add(first);
        command.Add(last);
    }

    /// <summary>What was given.</summary>
    public (int? Length, string? Min, string? Max) Of(ParseResult parsed) => (parsed.GetValue(bits), parsed.GetValue(first), parsed.GetValue(last));
}
