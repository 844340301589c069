namespace CloudNet.EndToEnd.Processes;

/// <summary>How a command ended.</summary>
public sealed record CommandResult(int Status, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
