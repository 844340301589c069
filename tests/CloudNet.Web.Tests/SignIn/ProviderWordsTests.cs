using Bunit;
using CloudNet.Web.Providers;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CloudNet.Web.Tests.SignIn;

/// <summary>What the pages say of the provider, and where its button leads.</summary>
public sealed class ProviderWordsTests
{
    [Fact]
    public void Every_outcome_has_words_with_the_providers_name_or_a_way_out() => Assert.All(Enum.GetNames<ProviderOutcome>(), outcome =>
    {
        var words = ProviderWords.Of(outcome, "Work ID");
        Assert.True(words is not null && (words.Contains("Work ID", StringComparison.Ordinal) || words.Contains("again", StringComparison.Ordinal)
            || words.Contains("invitation", StringComparison.Ordinal)), $"{outcome}: {words}");
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("denied")]
    [InlineData("<b>hello</b>")]
    public void An_address_says_nothing_else(string? outcome) => Assert.Null(ProviderWords.Of(outcome, "Work ID"));

    [Fact]
    public void Without_a_provider_it_says_nothing() => Assert.Null(ProviderWords.Of(nameof(ProviderOutcome.Unknown), null));

    [Theory]
    [InlineData("/hosts?q=a b", "/sign-in/provider?returnUrl=%2Fhosts%3Fq%3Da%20b")]
    [InlineData("https://example.org", "/sign-in/provider?returnUrl=%2Ftopology")]
    [InlineData(null, "/sign-in/provider?returnUrl=%2Ftopology")]
    public void The_button_takes_the_page_along_to_return_to(string? to, string address)
    {
        using var page = new BunitContext();
        page.Services.AddSingleton<IProviderService>(new NamedProvider("Work ID"));
        var button = page.Render<ProviderButton>(build => build.Add(shown => shown.ReturnUrl, to)).Find("a");
        Assert.Equal(("Sign in with Work ID", address), (button.TextContent, button.GetAttribute("href")));
    }

    [Fact]
    public void Without_a_provider_there_is_no_button()
    {
        using var page = new BunitContext();
        page.Services.AddSingleton<IProviderService>(new NamedProvider(null));
        Assert.DoesNotContain(page.Render<ProviderButton>().Nodes, node => node.NodeName == "A");
    }
}
