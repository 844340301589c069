using Xunit;

namespace CloudNet.Agent.Tests.Plan;

/// <summary>Comparing text that people read.</summary>
internal static class Text
{
    /// <summary>Fails with both texts in full: xunit's own message shows a few characters around the first difference.</summary>
    public static void Equal(string expected, string actual)
    {
        if (expected.ReplaceLineEndings("\n") != actual) Assert.Fail($"Expected:\n{expected}\nGot:\n{actual}");
    }
}
