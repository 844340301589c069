using Xunit;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>Comparing text that people read.</summary>
internal static class Text
{
    /// <summary>Fails with both texts in full, and the lines that one lacks: xunit's own message shows a few characters around the first difference.</summary>
    public static void Equal(string expected, string actual)
    {
        expected = expected.ReplaceLineEndings("\n");
        if (expected == actual) return;
        var (wanted, got) = (expected.Split('\n'), actual.Split('\n'));
        Assert.Fail($"Expected:\n{expected}\nGot:\n{actual}\nMissing:\n{string.Join('\n', wanted.Except(got))}\nToo many:\n{string.Join('\n', got.Except(wanted))}");
    }
}
