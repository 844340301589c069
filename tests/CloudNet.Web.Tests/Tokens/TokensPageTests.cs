using Bunit;
using CloudNet.Web.Tokens;
using Xunit;

namespace CloudNet.Web.Tests.Tokens;

public sealed class TokensPageTests : DashboardContext
{
    [Fact]
    public void Without_a_token_the_page_says_what_one_is()
    {
        People.Tokens.Clear();
        Assert.Contains("in place of your password", ById(Open<TokensPage>(), "empty-tokens").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_shown_once_and_then_listed()
    {
        var page = Open<TokensPage>();
        ById(page, "new-token").Click();
        Type(page, "token-name", "deploy");
        page.Find("#new-token").Submit();
        Assert.Equal("cnt_secret", ById(page, "token-secret").TextContent);
        Assert.Equal(["token deploy as self"], People.Asked);
        ById(page, "done").Click();
        page.WaitForAssertion(() => Assert.NotNull(ById(page, "revoke-deploy")));
        Assert.DoesNotContain("cnt_secret", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Revoking_asks_first()
    {
        var page = Open<TokensPage>();
        ById(page, "revoke-nightly backup").Click();
        Assert.Empty(People.Asked);
        ById(page, "confirm").Click();
        Assert.NotNull(ById(page, "empty-tokens"));
        Assert.Equal(["revoke a token"], People.Asked);
    }
}
