using CloudNet.Contracts.Labels;
using CloudNet.Domain.Labels;
using CsCheck;

namespace CloudNet.Domain.Tests.Labels;

public sealed class LabelRulesTests
{
    private static readonly Dictionary<string, string> Was = new() { ["rack"] = "7", ["site"] = "north" };

    [Theory]
    [InlineData("rack", "7")]
    [InlineData("a", "")]
    [InlineData("example.org/role name", "edge = core, ✓")]
    public void A_label_is_any_text_with_a_key(string key, string value) => Assert.Empty(Check((key, value)));

    [Theory]
    [InlineData("", "7", "''")]
    [InlineData("rack=7", "", "'rack=7'")]
    [InlineData("ra\0ck", "7", "'ra?ck'")]
    [InlineData("rack", "7\0", "'rack'")]
    [InlineData("rack", null, "'rack' has no value")]
    public void What_is_none_is_named(string key, string? value, string named)
    {
        var problem = Assert.Single(Check((key, value)));
        Assert.Equal("labels", problem.Field);
        Assert.Contains(named, problem.Rule);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_text() => Assert.Equal(2, Check(("\ud800", "7"), ("rack", "\udc00")).Count); // an attribute cannot hold it

    [Fact]
    public void Keys_values_and_their_number_are_bounded_and_all_that_is_wrong_is_told_at_once()
    {
        Assert.Empty(Check((new('k', 63), new('v', 63))));
        Assert.Equal(3, Check((new('k', 64), ""), ("fine", ""), ("value", new('v', 64)), ("=", "")).Count);
        Assert.Empty(LabelRules.Check("labels", Many(LabelBounds.Most)));
        Assert.Contains("1000 were given", Assert.Single(LabelRules.Check("labels", Many(1000))).Rule);
    }

    [Fact]
    public void A_change_sets_what_it_names_takes_away_what_is_null_and_leaves_the_rest()
    {
        Assert.Equal("rack=8 site=north spare=", Changed(new() { ["rack"] = "8", ["spare"] = "" }));
        Assert.Equal("rack=7", Changed(new() { ["site"] = null, ["never"] = null }));
        Assert.Equal("rack=7 site=north", Changed([]));
        Assert.Equal("rack=7 site=north", string.Join(' ', Was.Select(label => $"{label.Key}={label.Value}")));
    }

    [Fact]
    public void What_would_be_too_many_is_refused_unless_others_go_in_the_same_change()
    {
        var full = Many(LabelBounds.Most);
        Assert.True(LabelRules.Change("labels", full, new Dictionary<string, string?> { ["one more"] = "" }).IsRefused(out var refusal, out _));
        Assert.Contains("would be 33", Assert.Single(refusal.Problems).Rule);
        Assert.Equal("labels", refusal.Problems[0].Field);
        Assert.False(LabelRules.Change("labels", full, new Dictionary<string, string?> { ["one more"] = "", ["k0"] = null }).IsRefused(out _, out var now));
        Assert.Equal(LabelBounds.Most, now.Count);
        Assert.True(LabelRules.Change("labels", full, new Dictionary<string, string?> { ["a=b"] = "", ["k0"] = null }).IsRefused(out refusal, out _));
        Assert.Contains("'a=b'", Assert.Single(refusal.Problems).Rule);
    }

    [Theory]
    [InlineData("rack=7", "rack", "7")]
    [InlineData("rack=", "rack", "")]
    [InlineData("query=a=b", "query", "a=b")]
    public void What_is_asked_for_ends_its_key_at_the_first_equals_sign(string text, string key, string value)
    {
        Assert.Null(LabelRules.Read("label", text, out var label));
        Assert.Equal(new(key, value), label);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("rack")]
    [InlineData("=7")]
    [InlineData("rack=\0")]
    public void What_is_no_label_is_not_asked_for(string? text) => Assert.Equal("label", LabelRules.Read("label", text, out _)!.Field);

    [Fact]
    public void What_may_be_given_can_be_asked_for() => Gen.Select(Gen.String, Gen.String).Sample((key, value) =>
    {
        if (Check((key, value)).Count > 0) return;
        Assert.Null(LabelRules.Read("label", $"{key}={value}", out var label));
        Assert.Equal(new(key, value), label);
    });

    private static IReadOnlyList<Contracts.Refusals.FieldProblem> Check(params (string Key, string? Value)[] labels) =>
        LabelRules.Check("labels", labels.ToDictionary(label => label.Key, label => label.Value!));

    private static string Changed(Dictionary<string, string?> change) => LabelRules.Change("labels", Was, change).IsRefused(out _, out var now)
        ? "refused"
        : string.Join(' ', now.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    private static Dictionary<string, string> Many(int count) => Enumerable.Range(0, count).ToDictionary(number => $"k{number}", _ => "");
}
