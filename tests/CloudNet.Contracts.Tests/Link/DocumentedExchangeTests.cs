using System.Runtime.CompilerServices;
using System.Text.Json;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Wire;
using Xunit;

namespace CloudNet.Contracts.Tests.Link;

/// <summary>The frames and close codes of docs/protocol.md are those of this build.</summary>
public sealed class DocumentedExchangeTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Root(), "docs", "protocol.md"));

    [Fact]
    public void EveryFrame_IsWrittenLikeThis()
    {
        var frames = Lines.Where(line => line.StartsWith("C> ") || line.StartsWith("A> ")).Select(line => line[3..]).ToArray();
        Assert.NotEmpty(frames);
        Assert.All(frames, frame => Assert.Equal(frame, Rewritten(frame)));
    }

    [Fact]
    public void EveryMessage_IsInTheTable()
    {
        var kinds = typeof(LinkMessage).Assembly.GetTypes().Where(type => type.BaseType == typeof(LinkMessage))
            .Select(type => JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name));
        Assert.All(kinds, kind => Assert.Contains(Lines, line => line.StartsWith($"| `{kind}` | ")));
    }

    [Fact]
    public void EveryCloseCode_IsInTheTable() => Assert.All(
        Enum.GetValues<LinkClose>(), code => Assert.Contains(Lines, line => line.StartsWith($"| {(int)code} | `{code}` | ")));

    private static string Rewritten(string frame) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize(frame, ContractsJson.Default.LinkMessage)!, ContractsJson.Default.LinkMessage)
            .Replace("\\u002B", "+");

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
