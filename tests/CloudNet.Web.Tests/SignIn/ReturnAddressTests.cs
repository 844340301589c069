using CloudNet.Web.SignIn;
using Xunit;

namespace CloudNet.Web.Tests.SignIn;

public sealed class ReturnAddressTests
{
    [Theory]
    [InlineData("/hosts")]
    [InlineData("/topology?at=host:v1")]
    [InlineData("/")]
    [InlineData("/networks/https://example.org")]
    public void Page_of_this_server_is_returned_to(string address) => Assert.Equal(address, ReturnAddress.Local(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hosts")]
    [InlineData("https://example.org/")]
    [InlineData("//example.org")]
    [InlineData("/\\example.org")]
    [InlineData("\\/example.org")]
    [InlineData("/\t/example.org")]
    [InlineData("/\r\n//example.org")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/sign-in?returnUrl=/hosts")]
    public void Anything_else_is_home(string? address) => Assert.Equal(ReturnAddress.Home, ReturnAddress.Local(address));
}
